import type { ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Order } from '../../domain/order.js';
import type { ReviewOutcome } from '../../use-cases/decide/review.js';
import { button, context, dialog, message, type Message, modal, moment, section, textField } from '../blocks.js';
import { detailText, money, orderLines, person, rateLines, readAtLine, reasonText, verdictLines } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { cut, escaped } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

const NOTE_MAX = 500;

/** The card in the approvals channel; without buttons once it is decided. */
export function approvalCard(
  { case: one, order }: { readonly case: CancellationCase; readonly order: Order | undefined },
  { text, practice }: Labelled,
): Message {
  const open = one.state === 'awaiting_approval';
  const title = text.decide.cardTitle(one.orderId);
  const expiry = one.approvalExpiresAt === undefined ? [] : [text.decide.expires(moment(one.approvalExpiresAt))];
  const decided =
    one.decidedBy === undefined || one.decidedAt === undefined ? [] : [text.carryOut.decided(person(one.decidedBy), moment(one.decidedAt))];
  return message(title, [
    practiceBlock({ text, practice }),
    section([`*${title}*`, ...(open ? [] : [`*${text.state[one.state]}*`])].join('\n')),
    section([...whatIsAsked(one, text), ...(order === undefined ? [] : itemLines(order, text)), ...whyDecided(one, text)].join('\n')),
    open
      ? { type: 'actions', elements: [button({ actionId: `${ACTIONS.review}:${one.id}`, text: text.decide.review, style: 'primary' })] }
      : undefined,
    context([...(open ? expiry : decided), text.carryOut.by(person(one.requestedBy), moment(one.requestedAt))].join(' · ')),
  ]);
}

function whatIsAsked(one: CancellationCase, text: Text): string[] {
  const total = one.total === undefined ? [] : [`${text.order.total}: *${money(one.total, text)}*`];
  const note = one.note === undefined ? [] : [`${text.carryOut.note}: ${escaped(cut(one.note, NOTE_MAX))}`];
  const rules = one.approvalRules.map((rule) => text.effect.rule[rule]).join(', ');
  return [`${reasonText(one, text)} (\`${one.code}\`)`, text.effect.approval(rules), ...total, rateLines(one.rate, text), ...note];
}

function itemLines(order: Order, text: Text): string[] {
  return order.items.slice(0, 3).map((item) => `• ${text.order.quantity(item.quantityOrdered)} ${escaped(cut(item.title, 100))}`);
}

function whyDecided(one: CancellationCase, text: Text): string[] {
  if (one.decisionNote !== undefined) return [`${text.decide.because}: ${escaped(cut(one.decisionNote, NOTE_MAX))}`];
  return one.state === 'not_sent' && one.detail !== undefined ? [detailText(one.detail, text)] : [];
}

/** Everything that the requester saw, on a fresh read, with the two buttons. */
export function reviewView(
  review: Extract<ReviewOutcome, { kind: 'review' }>,
  shown: Labelled & { readonly now: Date; readonly noteMissing?: boolean },
): ModalView {
  const { text, practice } = shown;
  const one = review.case;
  const sure = dialog({ title: text.decide.approve, text: text.decide.sureApprove, confirm: text.request.yes, deny: text.request.no });
  const counts = one.counts ? text.effect.counts : text.effect.doesNotCount;
  const note = { actionId: ACTIONS.declineNote, blockId: ACTIONS.declineNote, label: text.decide.declineNote, value: undefined };
  const approvable = review.verdict.kind === 'may-cancel';
  return modal({
    title: text.decide.title,
    close: text.close,
    carries: one.id,
    blocks: [
      practiceBlock({ text, practice }),
      section(orderLines(review.copy.order, { now: shown.now, text })),
      section([verdictLines(review.verdict, text), counts].join('\n')),
      section(
        [text.carryOut.by(person(one.requestedBy), moment(one.requestedAt)), ...whatIsAsked({ ...one, rate: review.rate }, text)].join(
          '\n',
        ),
      ),
      shown.noteMissing === true ? section(`:exclamation: ${text.decide.noteMissing}`) : undefined,
      textField({ ...note, optional: true, multiline: true, maxLength: NOTE_MAX }),
      {
        type: 'actions',
        elements: [
          ...(approvable
            ? [button({ actionId: ACTIONS.approve, text: text.decide.approve, style: 'primary', confirm: { ...sure, style: 'primary' } })]
            : []),
          button({ actionId: ACTIONS.decline, text: text.decide.decline, style: 'danger' }),
        ],
      },
      context(readAtLine(review.copy, text)),
    ],
  });
}
