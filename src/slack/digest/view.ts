import type { Digest, DigestMarketplace } from '../../domain/digest.js';
import { message, type Message, moment, section } from '../blocks.js';
import { marketplaceName, money, percentText, targetText } from '../facts.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** Orders named one by one under "needs attention". */
const ORDERS_SHOWN = 20;

/** The digest: rates, worst first; then what was cancelled, why, and what needs a person. */
export function digestMessage(digest: Digest, { text, practice }: Labelled): Message {
  const title = text.digest.title(digest.from, digest.to);
  const quiet = digest.total === 0 && digest.attention.length === 0 && digest.awaitingApproval === 0;
  const rates = digest.marketplaces.map((one) => rateLine(one, text));
  return message(title, [
    practiceBlock({ text, practice }),
    section([`*${title}*`, quiet ? text.digest.quiet : text.digest.total(digest.total, digest.counted)].join('\n')),
    rates.length === 0 ? undefined : section(rates.join('\n')),
    digest.byReason.length === 0
      ? undefined
      : section(
          [
            `*${text.digest.byReason}*`,
            ...digest.byReason.map((one) => `• ${text.reason[one.reason]}: ${one.total} (${one.counted})`),
          ].join('\n'),
        ),
    digest.value.length === 0
      ? undefined
      : section(`*${text.digest.value}*: ${digest.value.map((amount) => money(amount, text)).join(' · ')}`),
    digest.attention.length === 0
      ? undefined
      : section([`*${text.digest.attention}*`, ...digest.attention.map((list) => attentionLine(list, text))].join('\n')),
    digest.awaitingApproval === 0 ? undefined : section(text.digest.awaiting(digest.awaitingApproval)),
  ]);
}

function rateLine(one: DigestMarketplace, text: Text): string {
  const marketplace = `Amazon ${marketplaceName(one)}`;
  if (one.rate === undefined) return text.digest.rateUnknown(marketplace);
  const { count, target, roomLeft: room, source, asOf } = one.rate;
  const facts = { ...count, percent: percentText(count, text), marketplace, target: targetText(target), room };
  return `${text.digest.rate(facts)} – _${text.digest.source[source]}, ${moment(asOf)}_`;
}

function attentionLine(list: Digest['attention'][number], text: Text): string {
  const shown = list.orderIds.slice(0, ORDERS_SHOWN).map((orderId) => `\`${orderId}\``);
  const rest = list.orderIds.length > ORDERS_SHOWN ? [text.more(list.orderIds.length - ORDERS_SHOWN)] : [];
  return `• ${text.digest.attentionKind[list.kind]}: ${[...shown, ...rest].join(', ')}`;
}
