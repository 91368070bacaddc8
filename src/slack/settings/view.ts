import type { KnownBlock, ModalView } from '@slack/types';
import type { ListedAccount, SettingsShown } from '../../use-cases/settings/show-settings.js';
import { button, context, dialog, modal, moment, section, sections, sectionWith } from '../blocks.js';
import { marketplaceName, person } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { inLine } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import { reasonsBlocks } from './reasons-view.js';
import { rulesBlocks } from './rules-view.js';

const NAME_SHOWN = 80;
/** A modal has a hundred blocks; the rest of them is little. */
const ACCOUNTS_SHOWN = 60;
const PEOPLE_SHOWN = 50;

/** All settings: accounts to change, the rest to read. `notice`: what was just done, or why not. */
export function settingsView(shown: SettingsShown, labelled: Labelled & { readonly notice?: readonly string[] }): ModalView {
  const { text, notice = [] } = labelled;
  const accounts = shown.accounts.slice(0, ACCOUNTS_SHOWN);
  return modal({
    title: text.settings.title,
    close: text.close,
    blocks: [
      practiceBlock(labelled),
      ...(notice.length === 0 ? [] : sections(notice)),
      section(`*${text.settings.accounts}*`),
      ...accounts.map((one) => accountBlock(one, text)),
      accounts.length < shown.accounts.length ? context(text.more(shown.accounts.length - accounts.length)) : undefined,
      shown.canStoreSecrets
        ? { type: 'actions', elements: [button({ actionId: ACTIONS.addAccount, text: text.settings.add })] }
        : section(text.settings.noKey),
      { type: 'divider' },
      ...rulesBlocks(shown.rules, text),
      ...reasonsBlocks(shown.reasons, text),
      { type: 'divider' },
      ...sections([`*${text.settings.others}*`, ...otherLines(shown, text)]),
      context(text.settings.othersHint),
    ],
  });
}

function accountBlock({ account, added, usable }: ListedAccount, text: Text): KnownBlock {
  const name = inLine(account.name, NAME_SHOWN);
  const marketplaces = account.marketplaceIds.map((marketplaceId) => marketplaceName({ marketplaceId })).join(', ');
  const said = [
    `*${name}* · \`${account.id}\` · ${text.settings.region[account.region]} · ${marketplaces}`,
    added === undefined ? text.settings.fromEnvironment : text.settings.addedBy(person(added.by), moment(added.at)),
    ...(usable ? [] : [text.settings.cannotBeOpened]),
  ].join('\n');
  if (added === undefined) return section(said);
  const confirm = dialog({
    title: text.settings.disconnect,
    text: text.settings.disconnectSure(account.name.slice(0, NAME_SHOWN)),
    confirm: text.request.yes,
    deny: text.request.no,
  });
  return sectionWith(
    said,
    button({ actionId: `${ACTIONS.disconnectAccount}:${account.id}`, text: text.settings.disconnect, style: 'danger', confirm }),
  );
}

function otherLines({ settings, approvers, canStoreSecrets }: SettingsShown, text: Text): string[] {
  const { set, nobody, nowhere, seconds, keyThere, keyMissing } = text.settings;
  const people = (ids: readonly string[]): string => (ids.length === 0 ? nobody : ids.slice(0, PEOPLE_SHOWN).map(person).join(', '));
  const channel = (id: string | undefined): string => (id === undefined ? nowhere : `<#${id}>`);
  const { hour, minute } = settings.digestTime;
  const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')} ${settings.timeZone}`;
  const line = (name: string, value: string, variables: string): string => `• ${text.label(name, value)} (${variables})`;
  return [
    ['`ADMINS`', set.admins, people(settings.admins)],
    ['`APPROVERS`, `APPROVER_GROUP`', set.approvers, people(approvers)],
    ['`APPROVALS_CHANNEL`', set.approvalsChannel, channel(settings.approvalsChannel)],
    ['`DIGEST_CHANNEL`', set.digestChannel, channel(settings.digestChannel)],
    ['`INBOX_CHANNEL`', set.inboxChannel, channel(settings.inboxChannel)],
    ['`WAREHOUSE_CHANNEL`', set.warehouseChannel, channel(settings.warehouseChannel)],
    ['`DIGEST_TIME`, `TIME_ZONE`', set.digestTime, time],
    ['`OUTBOX_WINDOW_SECONDS`', set.outboxWindow, seconds(settings.outboxWindowSeconds)],
    ['`ENCRYPTION_KEY`', set.encryption, canStoreSecrets ? keyThere : keyMissing],
  ].map(([variables = '', name = '', value = '']) => line(name, value, variables));
}
