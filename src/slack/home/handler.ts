import { z } from 'zod';
import { caseIdSchema } from '../../domain/ids.js';
import { showCase } from '../../use-cases/home/show-case.js';
import { showHome } from '../../use-cases/home/show-home.js';
import type { PublishHome } from '../answer-click.js';
import type { ActionHandler, EventHandler } from '../dispatch.js';
import { openModal, showInModal } from '../modal.js';
import { onceMore } from '../once-more.js';
import { sayView, waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import { caseView } from './case-view.js';
import { homeView } from './view.js';

/** Where a page begins. */
const pageSchema = z.coerce.number().int().min(0).max(1_000_000);

/** The Home tab. */
export interface HomeHandlers {
  readonly opened: EventHandler;
  readonly showCase: ActionHandler;
  /** Turns the pages of what needs a person. */
  readonly stuckPage: ActionHandler;
  readonly publish: PublishHome;
}

export function homeHandlers({ desk, languages, views, practice }: Surface): HomeHandlers {
  const publish: PublishHome = async (userId, said, stuckFrom) => {
    const [shown, text] = await Promise.all([showHome(desk, { userId, stuckFrom }), languages.of(userId)]);
    const view = homeView(shown, { text, practice, ...(said !== undefined && { said }) });
    await onceMore(async () => await views.views.publish({ user_id: userId, view }));
  };
  return {
    publish,
    // The same event tells of the tab with the messages.
    opened: async ({ userId, tab }) => {
      if (tab === undefined || tab === 'home') await publish(userId);
    },
    stuckPage: async ({ userId, actionId }, ack) => {
      await ack();
      await publish(userId, undefined, pageSchema.safeParse(actionId.split(':')[1]).data);
    },
    showCase: async (request, ack) => {
      await ack();
      const { userId, triggerId } = request;
      const atOnce = languages.known(userId);
      const loading = sayView(waitingText(atOnce.request.working, 'nothing-done', atOnce), {
        text: atOnce,
        practice,
        title: atOnce.home.caseTitle,
      });
      const viewId = await openModal(views, { triggerId, view: loading });
      const caseId = caseIdSchema.safeParse(request.actionId.split(':')[1]).data;
      const [shown, text] = await Promise.all([caseId && showCase(desk, caseId), languages.of(userId)]);
      const labelled = { text, practice, title: text.home.caseTitle };
      await showInModal(views, {
        viewId,
        view: shown === undefined ? sayView(text.home.noSuchCase, labelled) : caseView(shown, labelled),
      });
    },
  };
}
