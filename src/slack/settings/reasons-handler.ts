import type { UserId } from '../../domain/ids.js';
import type { AnyReasonKey } from '../../domain/reason.js';
import { type ChangeReasonsOutcome, changeReasons, openReasons, type ReasonRequest } from '../../use-cases/settings/change-reasons.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { showInModal } from '../modal.js';
import { waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { createPresenter } from './presenter.js';
import { addReasonView, renameReasonView } from './reason-form-view.js';
import { LABELS, nameErrors, reasonKeyIn, typedName, typedReason } from './reasons-form.js';
import { reasonsView } from './reasons-view.js';

/** What agents pick from. */
export interface ReasonsHandlers {
  /** Also the way back from a form. */
  readonly openReasons: ActionHandler;
  readonly addReason: ActionHandler;
  readonly renameReason: ActionHandler;
  readonly hideReason: ActionHandler;
  readonly showReason: ActionHandler;
  readonly deleteReason: ActionHandler;
  readonly reasonAdded: SubmissionHandler;
  readonly reasonRenamed: SubmissionHandler;
}

export function reasonsHandlers(surface: Surface): ReasonsHandlers {
  const { languages, views, practice } = surface;
  const { say, refusal } = createPresenter(surface);
  const steps = reasonsSteps(surface);
  /** A click by an admin in an open window, on a reason where the button names one. */
  const onClick =
    (route: string, work: (at: At, key: AnyReasonKey | undefined) => Promise<void>): ActionHandler =>
    async (request, ack) => {
      await ack();
      const { userId, view, actionId } = request;
      if (view === undefined) return;
      const refused = refusal(userId, route);
      if (refused !== undefined) return void (await showInModal(views, { viewId: view.id, view: refused }));
      await work({ viewId: view.id, userId }, reasonKeyIn(actionId.split(':')[1]));
    };
  const onReason = (route: string, kind: 'hide' | 'show' | 'delete'): ActionHandler =>
    onClick(route, async (at, key) => {
      if (key !== undefined) await steps.carryOut(at, { kind, key });
    });
  return {
    openReasons: onClick(ACTIONS.openReasons, async (at) => await steps.showList(at)),
    addReason: onClick(ACTIONS.addReason, async ({ viewId, userId }) => {
      await showInModal(views, { viewId, view: addReasonView({ text: await languages.of(userId), practice }) });
    }),
    renameReason: onClick(ACTIONS.renameReason, async (at, key) => {
      if (key !== undefined) await steps.showRename(at, key);
    }),
    hideReason: onReason(ACTIONS.hideReason, 'hide'),
    showReason: onReason(ACTIONS.showReason, 'show'),
    deleteReason: onReason(ACTIONS.deleteReason, 'delete'),
    reasonAdded: async (request, ack) => {
      const { userId, view } = request;
      const refused = refusal(userId, VIEWS.addReason);
      if (refused !== undefined) return await ack({ response_action: 'update', view: refused });
      const text = languages.known(userId);
      const { entry, errors } = typedReason(view.values, text);
      if (Object.keys(errors).length > 0) return await ack({ response_action: 'errors', errors });
      await ack({ response_action: 'update', view: say(waitingText(text.request.working, 'look-again', text), text) });
      await steps.carryOut({ viewId: view.id, userId }, { kind: 'add', reason: entry });
    },
    reasonRenamed: async (request, ack) => {
      const { userId, view } = request;
      const refused = refusal(userId, VIEWS.renameReason);
      if (refused !== undefined) return await ack({ response_action: 'update', view: refused });
      const text = languages.known(userId);
      const key = reasonKeyIn(view.privateMetadata);
      if (key === undefined) return await ack({ response_action: 'update', view: say(text.settings.gone, text) });
      const name = typedName(view.values);
      // Without a name a reason of the app's gets its own back.
      const errors = name === '' && !key.startsWith('team_') ? {} : nameErrors(name, text);
      if (Object.keys(errors).length > 0) return await ack({ response_action: 'errors', errors });
      await ack({ response_action: 'update', view: say(waitingText(text.request.working, 'look-again', text), text) });
      await steps.carryOut({ viewId: view.id, userId }, { kind: 'rename', key, name });
    },
  };
}

interface At {
  readonly viewId: string;
  readonly userId: UserId;
}

/** Showing the reasons, and what follows from a wish. */
function reasonsSteps(surface: Surface): {
  showList(at: At, noticeOf?: (text: Text) => string): Promise<void>;
  showRename(at: At, key: AnyReasonKey): Promise<void>;
  carryOut(at: At, request: ReasonRequest): Promise<void>;
} {
  const { desk, languages, views, practice, log } = surface;
  const { say } = createPresenter(surface);
  const showList = async ({ viewId, userId }: At, noticeOf?: (text: Text) => string): Promise<void> => {
    const [outcome, text] = await Promise.all([openReasons(desk, userId), languages.of(userId)]);
    const notice = noticeOf === undefined ? [] : [noticeOf(text)];
    const view = outcome.kind === 'reasons' ? reasonsView(outcome.shown, { text, practice, notice }) : say(text.settings.notAnAdmin, text);
    await showInModal(views, { viewId, view });
  };
  return {
    showList,
    showRename: async ({ viewId, userId }, key) => {
      const [outcome, text] = await Promise.all([openReasons(desk, userId), languages.of(userId)]);
      const reason = outcome.kind === 'reasons' ? outcome.shown.reasons.find((one) => one.key === key) : undefined;
      if (reason === undefined) return await showList({ viewId, userId }, ({ reasons }) => reasons.refusal.unknown);
      await showInModal(views, { viewId, view: renameReasonView({ key, name: reason.name }, { text, practice }) });
    },
    carryOut: async (at, request) => {
      const { viewId, userId } = at;
      const [outcome, text] = await Promise.all([changeReasons(desk, { userId, request, labels: LABELS }), languages.of(userId)]);
      log.info('reasons changed', { userId, state: outcome.kind });
      const form = outcome.kind === 'refused' ? formAgain(request, outcome, { text, practice }) : undefined;
      if (form !== undefined) return void (await showInModal(views, { viewId, view: form }));
      await showList(at, ({ reasons, settings }) => {
        if (outcome.kind === 'not-an-admin') return settings.notAnAdmin;
        return outcome.kind === 'changed' ? reasons.done[request.kind] : `:exclamation: ${reasons.refusal[outcome.refusal]}`;
      });
    },
  };
}

/** The form once more with what was typed and why it was not taken; undefined where nothing was typed. */
function formAgain(
  request: ReasonRequest,
  { refusal }: Extract<ChangeReasonsOutcome, { kind: 'refused' }>,
  shown: { readonly text: Text; readonly practice: boolean },
) {
  const refused = shown.text.reasons.refusal[refusal];
  if (request.kind === 'add') return addReasonView({ ...shown, kept: request.reason, refused });
  return request.kind === 'rename' && refusal !== 'unknown' ? renameReasonView(request, { ...shown, refused }) : undefined;
}
