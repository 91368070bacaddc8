import { accountIdSchema, type UserId } from '../../domain/ids.js';
import { disconnectAccount, type DisconnectOutcome } from '../../use-cases/settings/disconnect-account.js';
import type { ActionHandler } from '../dispatch.js';
import { ACTIONS } from '../ids.js';
import { inLine } from '../limits.js';
import { openModal, showInModal } from '../modal.js';
import { waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { type AddAccountHandlers, addAccountHandlers } from './add-account-handler.js';
import { createPresenter } from './presenter.js';
import { type ReasonsHandlers, reasonsHandlers } from './reasons-handler.js';
import { type RulesHandlers, rulesHandlers } from './rules-handler.js';

const NAME_SHOWN = 80;

/** What admins can change. */
export interface SettingsHandlers extends AddAccountHandlers, RulesHandlers, ReasonsHandlers {
  readonly open: ActionHandler;
  /** From a part of the settings to all of them. */
  readonly back: ActionHandler;
  readonly disconnect: ActionHandler;
}

export function settingsHandlers(surface: Surface, publishHome: (userId: UserId) => Promise<void>): SettingsHandlers {
  const { desk, languages, views, log } = surface;
  const { say, refusal, show } = createPresenter(surface);
  return {
    ...addAccountHandlers(surface, publishHome),
    ...rulesHandlers(surface),
    ...reasonsHandlers(surface),
    open: async (request, ack) => {
      await ack();
      const { userId, triggerId } = request;
      const refused = refusal(userId, ACTIONS.openSettings);
      const atOnce = languages.known(userId);
      const viewId = await openModal(views, {
        triggerId,
        view: refused ?? say(waitingText(atOnce.settings.loading, 'nothing-done', atOnce), atOnce),
      });
      if (refused === undefined) await show({ viewId, userId });
    },
    back: async (request, ack) => {
      await ack();
      const { userId, view } = request;
      if (view === undefined) return;
      const refused = refusal(userId, ACTIONS.backToSettings);
      await (refused === undefined ? show({ viewId: view.id, userId }) : showInModal(views, { viewId: view.id, view: refused }));
    },
    disconnect: async (request, ack) => {
      await ack();
      const { userId, view } = request;
      if (view === undefined) return;
      const refused = refusal(userId, ACTIONS.disconnectAccount);
      if (refused !== undefined) return void (await showInModal(views, { viewId: view.id, view: refused }));
      const accountId = accountIdSchema.safeParse(request.actionId.split(':')[1]).data;
      const name = inLine(desk.accounts.all().find(({ id }) => id === accountId)?.name ?? accountId ?? '', NAME_SHOWN);
      const outcome: DisconnectOutcome =
        accountId === undefined ? { kind: 'not-connected' } : await disconnectAccount(desk, { userId, accountId });
      log.info('account disconnected', { userId, accountId, state: outcome.kind });
      await show({ viewId: view.id, userId }, (text) => disconnectedLines(outcome, name, text));
      await publishHome(userId);
    },
  };
}

function disconnectedLines(outcome: DisconnectOutcome, name: string, text: Text): readonly string[] {
  switch (outcome.kind) {
    case 'disconnected':
      return [text.settings.disconnected(name)];
    case 'not-connected':
      return [text.settings.notConnected];
    case 'from-environment':
      return [text.settings.isEnvironments];
    case 'not-an-admin':
      return [text.settings.notAnAdmin];
    case 'open-cases':
      return [text.settings.openCases(name), ...outcome.cases.map((one) => `• \`${one.orderId}\` – ${text.state[one.state]}`)];
  }
}
