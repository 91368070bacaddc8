import type { UserId } from '../../domain/ids.js';
import type { AmazonFailure } from '../../ports/amazon.js';
import { type CheckOutcome, checkAccount, type TypedAccount } from '../../use-cases/settings/check-account.js';
import { connectAccount } from '../../use-cases/settings/connect-account.js';
import type { ActionHandler, SubmissionHandler } from '../dispatch.js';
import { failureLine, marketplaceName } from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inLine } from '../limits.js';
import { showInModal } from '../modal.js';
import { type Labelled, sayView, waitingText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { addAccountView, type KeptEntry, marketplacesView } from './account-view.js';
import { chosenMarketplaces, typedAccount } from './form.js';
import { createPresenter } from './presenter.js';

const NAME_SHOWN = 80;
const WORDS_SHOWN = 400;

/** The steps of adding an account: the form, Amazon's check, the choice of marketplaces. */
export interface AddAccountHandlers {
  readonly addAccount: ActionHandler;
  readonly accountTyped: SubmissionHandler;
  readonly marketplacesChosen: SubmissionHandler;
}

export function addAccountHandlers(surface: Surface, publishHome: (userId: UserId) => Promise<void>): AddAccountHandlers {
  const { desk, languages, views, practice, log } = surface;
  const { say, refusal, show } = createPresenter(surface);
  return {
    addAccount: async (request, ack) => {
      await ack();
      const { userId, view } = request;
      if (view === undefined) return;
      const refused = refusal(userId, ACTIONS.addAccount);
      const text = await languages.of(userId);
      const form = desk.secrets.ready ? addAccountView({ text, practice }) : say(text.settings.noKey, text);
      await showInModal(views, { viewId: view.id, view: refused ?? form });
    },
    accountTyped: async (request, ack) => {
      const { userId, view } = request;
      const refused = refusal(userId, VIEWS.addAccount);
      if (refused !== undefined) return await ack({ response_action: 'update', view: refused });
      const atOnce = languages.known(userId);
      const entry = typedAccount(view.values, atOnce);
      if (!entry.ok) return await ack({ response_action: 'errors', errors: entry.errors });
      await ack({ response_action: 'update', view: say(atOnce.settings.checking, atOnce) });
      const { typed } = entry;
      const [outcome, text] = await Promise.all([checkAccount(desk, { userId, typed }), languages.of(userId)]);
      log.info('account checked', { userId, accountId: typed.sellerId, state: outcome.kind });
      await showInModal(views, { viewId: view.id, view: checkedView(outcome, typed, { text, practice }) });
    },
    marketplacesChosen: async (request, ack) => {
      const { userId, view } = request;
      const refused = refusal(userId, VIEWS.chooseMarketplaces);
      if (refused !== undefined) return await ack({ response_action: 'update', view: refused });
      const atOnce = languages.known(userId);
      await ack({ response_action: 'update', view: say(waitingText(atOnce.request.working, 'look-again', atOnce), atOnce) });
      const { connectionId, chosen } = chosenMarketplaces(request);
      const outcome = connectionId === undefined ? undefined : await connectAccount(desk, { userId, connectionId, chosen });
      if (outcome?.kind !== 'connected') return await show({ viewId: view.id, userId }, (text) => [text.settings.gone]);
      const { accountId, name, marketplaceIds } = outcome.connection;
      log.info('account connected', { userId, accountId });
      const marketplaces = marketplaceIds.map((marketplaceId) => marketplaceName({ marketplaceId })).join(', ');
      await show({ viewId: view.id, userId }, (text) => [text.settings.connected(inLine(name, NAME_SHOWN), marketplaces)]);
      await publishHome(userId);
    },
  };
}

function checkedView(outcome: CheckOutcome, typed: TypedAccount, labelled: Labelled) {
  const { text } = labelled;
  const kept: KeptEntry = { ...typed, clientId: typed.credentials.client?.id };
  const again = (why: string) => addAccountView({ ...labelled, kept, refused: [why, text.settings.nothingStored] });
  switch (outcome.kind) {
    case 'checked':
      return marketplacesView(outcome.connection, labelled);
    case 'refused':
      return again(refusedLine(outcome.failure, text));
    case 'same-seller':
      return again(text.settings.sameSeller(inLine(outcome.account.name, NAME_SHOWN)));
    case 'from-environment':
      return again(text.settings.isEnvironments);
    case 'no-marketplaces':
      return again(text.settings.noMarketplaces);
    case 'no-key':
      return sayView(text.settings.noKey, { ...labelled, title: text.settings.title });
    case 'not-an-admin':
      return sayView(text.settings.notAnAdmin, { ...labelled, title: text.settings.title });
  }
}

/** Amazon's own words where it said no; ours where it did not answer. */
function refusedLine(failure: AmazonFailure, text: Text): string {
  const saidNo = failure.kind === 'not-authorised' || failure.kind === 'locked-out' || failure.kind === 'refused';
  return saidNo ? text.settings.refused(inLine(failure.message, WORDS_SHOWN)) : failureLine(failure, '', text);
}
