import type { KnownBlock, ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Order } from '../../domain/order.js';
import { button, context, message, type Message, modal, moment, section } from '../blocks.js';
import { amazonLink, detailText, money, person, reasonText } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { cut, escaped } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** The message that follows a case through all its states. */
export function statusMessage(
  facts: { readonly case: CancellationCase; readonly order: Order | undefined },
  { text, practice }: Labelled,
): Message {
  const one = facts.case;
  const title = text.carryOut.title(one.orderId);
  return message(`${title}: ${text.state[one.state]}`, [
    practiceBlock({ text, practice }),
    section([`*${title}*`, `*${text.state[one.state]}*`, ...whereItStands(one, text)].join('\n')),
    section(whatItIs(facts, text).join('\n')),
    one.state === 'cancelled' ? section(messageLine(one, text)) : undefined,
    buttonsFor(one, text),
    context(
      [
        text.carryOut.by(person(one.requestedBy), moment(one.requestedAt)),
        ...(one.amazonFeedId === undefined ? [] : [text.carryOut.feed(one.amazonFeedId)]),
      ].join(' · '),
    ),
  ]);
}

function whereItStands(one: CancellationCase, text: Text): string[] {
  const decided =
    one.decidedBy === undefined || one.decidedAt === undefined ? [] : [text.carryOut.decided(person(one.decidedBy), moment(one.decidedAt))];
  const because = one.decisionNote === undefined ? [] : [`${text.decide.because}: ${escaped(cut(one.decisionNote, 500))}`];
  const detail = one.detail === undefined || one.state === 'cancelled' ? [] : [detailText(one.detail, text)];
  switch (one.state) {
    case 'queued':
      return [
        ...decided,
        ...(one.sendAfter === undefined ? [] : [text.carryOut.leaves(moment(one.nextAttemptAt ?? one.sendAfter))]),
        ...detail,
      ];
    case 'awaiting_approval':
      return one.approvalExpiresAt === undefined ? [] : [text.decide.expires(moment(one.approvalExpiresAt))];
    case 'reading_back':
      return one.nextAttemptAt === undefined ? [] : [text.carryOut.nextTry(moment(one.nextAttemptAt))];
    case 'cancelled':
      return one.cancelledAt === undefined ? [] : [text.carryOut.cancelledAt(moment(one.cancelledAt))];
    case 'sending':
    case 'sent':
    case 'refused':
    case 'not_sent':
    case 'stuck':
    case 'declined':
    case 'expired':
    case 'undone':
      return [...decided, ...because, ...detail];
  }
}

function whatItIs({ case: one, order }: { readonly case: CancellationCase; readonly order: Order | undefined }, text: Text): string[] {
  const items = (order?.items ?? [])
    .slice(0, 3)
    .map((item) => `• ${text.order.quantity(item.quantityOrdered)} ${escaped(cut(item.title, 100))}`);
  const total = one.total === undefined ? [] : [`${text.order.total}: ${money(one.total, text)}`];
  const counts = one.counts ? text.effect.counts : text.effect.doesNotCount;
  const note = one.note === undefined ? [] : [`${text.carryOut.note}: ${escaped(cut(one.note, 500))}`];
  const memo = one.memo === undefined ? [] : [`${text.carryOut.memo}: ${escaped(cut(one.memo, 500))}`];
  return [...items, ...total, `${reasonText(one, text)} (\`${one.code}\`). ${counts}`, ...note, ...memo];
}

function messageLine(one: CancellationCase, text: Text): string {
  const detail = one.message.detail === undefined ? [] : [detailText(one.message.detail, text)];
  return [text.messageState[one.message.state], ...detail].join('\n');
}

function buttonsFor(one: CancellationCase, text: Text): KnownBlock | undefined {
  const url = amazonLink(one);
  const byHand = url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })];
  const undoable = one.state === 'queued' || one.state === 'awaiting_approval';
  const toCopy = one.state === 'cancelled' && ['not_offered', 'uncertain', 'failed'].includes(one.message.state);
  const elements = [
    ...(undoable ? [button({ actionId: `${ACTIONS.undo}:${one.id}`, text: text.carryOut.undo })] : []),
    ...(one.state === 'stuck' ? [button({ actionId: `${ACTIONS.checkAgain}:${one.id}`, text: text.carryOut.checkAgain })] : []),
    ...(toCopy ? [button({ actionId: `${ACTIONS.showMessage}:${one.id}`, text: text.carryOut.showMessage })] : []),
    ...(undoable ? [] : byHand),
  ];
  return elements.length === 0 ? undefined : { type: 'actions', elements };
}

/** The buyer's message, to copy. */
export function messageTextView(one: CancellationCase, { text, practice }: Labelled): ModalView {
  return modal({
    title: text.carryOut.messageTitle,
    close: text.close,
    blocks: [
      practiceBlock({ text, practice }),
      section(messageLine(one, text)),
      section(
        `\`\`\`${one.message.text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('```', "'''")}\`\`\``,
      ),
    ],
  });
}
