import type { InputBlock, ModalView } from '@slack/types';
import { type Marketplace, findMarketplace } from '../../domain/marketplaces.js';
import type { Connection } from '../../ports/connections.js';
import type { TypedAccount } from '../../use-cases/settings/check-account.js';
import { context, modal, option, plain, section, textField } from '../blocks.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inLine, LIMITS } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import { NAME_MAX, REGIONS } from './form.js';

/** A refresh token has some 400 characters. */
const SECRET_MAX = 2_000;

/** What is kept for another try. Secrets are not: Slack would show them. */
export type KeptEntry = Pick<TypedAccount, 'name' | 'region' | 'sellerId'> & { readonly clientId: string | undefined };

/** The form for a further account; with `refused`, why the last try was not taken. */
export function addAccountView(labelled: Labelled & { readonly refused?: readonly string[]; readonly kept?: KeptEntry }): ModalView {
  const { text, practice, refused = [], kept } = labelled;
  const field = (name: 'name' | 'sellerId' | 'clientId' | 'clientSecret' | 'refreshToken', actionId: string) => ({
    actionId,
    blockId: actionId,
    label: text.settings.field[name],
    hint: text.settings.hint[name],
    multiline: false,
  });
  return modal({
    title: text.settings.addTitle,
    close: text.close,
    submit: { callbackId: VIEWS.addAccount, text: text.settings.check },
    blocks: [
      practiceBlock(labelled),
      practice ? section(text.settings.practiceAccounts) : undefined,
      refused.length === 0 ? undefined : section(`:exclamation: ${refused.join('\n')}`),
      textField({ ...field('name', ACTIONS.accountName), value: kept?.name, optional: false, maxLength: NAME_MAX }),
      regionField(kept?.region ?? 'na', text),
      textField({ ...field('sellerId', ACTIONS.sellerId), value: kept?.sellerId, optional: false, maxLength: 30 }),
      textField({ ...field('clientId', ACTIONS.clientId), value: kept?.clientId, optional: true, maxLength: 200 }),
      textField({ ...field('clientSecret', ACTIONS.clientSecret), value: undefined, optional: true, maxLength: SECRET_MAX }),
      textField({ ...field('refreshToken', ACTIONS.refreshToken), value: undefined, optional: false, maxLength: SECRET_MAX }),
      context(text.settings.checked),
    ],
  });
}

function regionField(chosen: (typeof REGIONS)[number], text: Text): InputBlock {
  const { field, region } = text.settings;
  return {
    type: 'input',
    block_id: ACTIONS.accountRegion,
    label: plain(field.region, LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: ACTIONS.accountRegion,
      options: REGIONS.map((one) => option(one, region[one])),
      initial_option: option(chosen, region[chosen]),
    },
  };
}

/** Amazon let the app in: which of its marketplaces the team works with. All of them, to begin with. */
export function marketplacesView(connection: Connection, labelled: Labelled): ModalView {
  const { text } = labelled;
  const options = connection.marketplaceIds.flatMap((id) => findMarketplace(id) ?? []).map(marketplaceOption);
  return modal({
    title: text.settings.addTitle,
    close: text.close,
    carries: connection.id,
    submit: { callbackId: VIEWS.chooseMarketplaces, text: text.settings.connect },
    blocks: [
      practiceBlock(labelled),
      section(`*${inLine(connection.name, NAME_MAX)}* · \`${connection.sellerId}\`\n${text.settings.letIn}`),
      {
        type: 'input',
        block_id: ACTIONS.marketplaces,
        label: plain(text.settings.marketplaces, LIMITS.inputLabel),
        element: { type: 'multi_static_select', action_id: ACTIONS.marketplaces, options, initial_options: options },
      },
    ],
  });
}

function marketplaceOption({ id, country }: Marketplace) {
  return option(id, `Amazon ${country}`);
}
