import type { ModalView } from '@slack/types';
import type { UserId } from '../../domain/ids.js';
import { showInModal } from '../modal.js';
import { type Labelled, sayView } from '../say.js';
import type { Surface } from '../surface.js';
import type { Shown } from './view.js';

/** How the steps of a request come before the person's eyes. */
export interface Presenter {
  /** In the person's language, which Slack may have to be asked for. */
  shownTo(userId: UserId): Promise<Shown & { readonly outboxSeconds: number }>;
  /** With what is known already, for what must not wait. */
  atOnce(userId: UserId): Labelled;
  /** With a hash, only while the modal shows what it belongs to. */
  show(viewId: string, view: ModalView, onlyOver?: string): Promise<void>;
  /** The draft is too old or used up. */
  showGone(viewId: string, shown: Shown): Promise<void>;
}

export function createPresenter({ desk, languages, practice, views }: Surface): Presenter {
  const show: Presenter['show'] = async (viewId, view, onlyOver) => void (await showInModal(views, { viewId, view, onlyOver }));
  return {
    shownTo: async (userId) => ({
      text: await languages.of(userId),
      practice,
      now: desk.clock.now(),
      outboxSeconds: desk.settings.outboxWindowSeconds,
    }),
    atOnce: (userId) => ({ text: languages.known(userId), practice }),
    show,
    showGone: async (viewId, shown) => await show(viewId, sayView(shown.text.request.gone, shown)),
  };
}
