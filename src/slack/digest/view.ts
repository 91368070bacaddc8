import type { Digest } from '../../domain/digest.js';
import type { KnownBlock } from '@slack/types';
import { message, type Message, section, sections } from '../blocks.js';
import { dayText, money } from '../facts.js';
import { marketplaceRateLines } from '../rate-facts.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** Orders named one by one under "needs attention". */
const ORDERS_SHOWN = 20;

/** The digest: rates, worst first; then what was cancelled, why, and what needs a person. */
export function digestMessage(digest: Digest, { text, practice }: Labelled): Message {
  const title = text.digest.title(dayText(digest.from, text), dayText(digest.to, text));
  const quiet =
    digest.total === 0 &&
    digest.saved === 0 &&
    digest.elsewhere.length === 0 &&
    digest.attention.length === 0 &&
    digest.awaitingApproval === 0;
  const { byReason, value, attention, awaitingApproval } = digest;
  const reasons = byReason.map((one) => `• ${text.digest.reasonLine(text.reason[one.reason], one.total, one.counted)}`);
  const amounts = value.map((amount) => money(amount, text)).join(' · ');
  const blocks: (KnownBlock | undefined)[] = [
    practiceBlock({ text, practice }),
    section(`*${title}*`),
    ...sections(digest.marketplaces.flatMap((one) => marketplaceRateLines(one, text))),
    section(quiet ? text.digest.quiet : text.digest.total(digest.total, digest.counted)),
    ...(reasons.length === 0 ? [] : sections([`*${text.digest.byReason}*`, ...reasons])),
    value.length === 0 ? undefined : section(text.strongLabel(text.digest.value, amounts)),
    digest.saved === 0 ? undefined : section(text.ways.saved(digest.saved)),
    ...elsewhereSections(digest, text),
    ...(attention.length === 0 ? [] : sections([`*${text.digest.attention}*`, ...attention.map((list) => attentionLine(list, text))])),
    awaitingApproval === 0 ? undefined : section(text.digest.awaiting(awaitingApproval)),
  ];
  return message(title, blocks, practice ? text.practiceShort : undefined);
}

function elsewhereSections({ elsewhere, elsewhereValue }: Digest, text: Text): readonly KnownBlock[] {
  if (elsewhere.length === 0) return [];
  const lines = elsewhere.map(
    ({ by, total, counted }) => `• ${text.digest.reasonLine(text.digest.elsewhereBy[by ?? 'UNKNOWN'], total, counted)}`,
  );
  const value =
    elsewhereValue.length === 0 ? [] : [text.label(text.digest.value, elsewhereValue.map((amount) => money(amount, text)).join(' · '))];
  return sections([`*${text.digest.elsewhere}*`, ...lines, ...value]);
}

function attentionLine(list: Digest['attention'][number], text: Text): string {
  const shown = list.orderIds.slice(0, ORDERS_SHOWN).map((orderId) => `\`${orderId}\``);
  const rest = list.orderIds.length > ORDERS_SHOWN ? [text.more(list.orderIds.length - ORDERS_SHOWN)] : [];
  return `• ${text.label(text.digest.attentionKind[list.kind], [...shown, ...rest].join(', '))}`;
}
