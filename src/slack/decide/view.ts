import type { KnownBlock, ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Order } from '../../domain/order.js';
import type { ReviewOutcome } from '../../use-cases/decide/review.js';
import { button, context, dialog, message, type Message, modal, moment, section, textField } from '../blocks.js';
import {
  buyerRequestLine,
  countsText,
  decidedLine,
  detailText,
  itemNames,
  languageName,
  money,
  orderLines,
  person,
  rateLines,
  rateWithLines,
  readAtLine,
  reasonText,
  verdictLines,
  writtenLine,
} from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inLines } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

const NOTE_MAX = 500;
/** Of the buyer's message, in the review: all that Amazon takes, with room for what escaping adds. */
const MESSAGE_SHOWN = 2800;

/** The card in the approvals channel; without buttons once it is decided. */
export function approvalCard(
  { case: one, order }: { readonly case: CancellationCase; readonly order: Order | undefined },
  { text, practice }: Labelled,
): Message {
  const open = one.state === 'awaiting_approval';
  const title = open ? text.decide.cardTitle(one.orderId) : text.decide.decidedTitle(one.orderId);
  const state = open ? [] : [text.state[one.state]];
  const expiry = one.approvalExpiresAt === undefined ? [] : [text.decide.expires(moment(one.approvalExpiresAt))];
  const items = itemNames({ case: one, order }, text).map((item) => `• ${item}`);
  const total = one.total === undefined ? [] : [text.label(text.order.total, money(one.total, text))];
  const shipBy = one.shipBy === undefined ? [] : [text.order.shipBy(moment(one.shipBy), undefined)];
  const blocks: (KnownBlock | undefined)[] = [
    practiceBlock({ text, practice }),
    section([`*${title}*`, ...state.map((said) => `*${said}*`), ...whyDecided(one, text)].join('\n')),
    section([...items, ...total, ...shipBy, ...whatIsAsked(one, text)].join('\n')),
    // Later the rate is another one: the message that follows the case says what became of it.
    open ? section(rateLines(one.rate, text)) : undefined,
    open
      ? { type: 'actions', elements: [button({ actionId: `${ACTIONS.review}:${one.id}`, text: text.decide.review, style: 'primary' })] }
      : undefined,
    context([...(open ? expiry : decidedLine(one, text)), text.carryOut.by(person(one.requestedBy), moment(one.requestedAt))].join(' · ')),
  ];
  return message([title, ...state].join(': '), blocks, practice ? text.practiceShort : undefined);
}

function whatIsAsked(one: CancellationCase, text: Text): string[] {
  const rules = one.approvalRules.map((rule) => text.effect.rule[rule]).join(', ');
  return [
    `${reasonText(one, text)} (\`${one.code}\`)`,
    ...(one.state === 'awaiting_approval' ? [countsText(one.counts, text)] : []),
    ...(one.state === 'awaiting_approval' ? [text.effect.approval(rules)] : []),
    ...writtenLine(text.carryOut.note, one.note, text),
    ...writtenLine(text.carryOut.memo, one.memo, text),
  ];
}

function whyDecided(one: CancellationCase, text: Text): string[] {
  if (one.decisionNote !== undefined) return writtenLine(text.decide.because, one.decisionNote, text);
  return one.state === 'not_sent' && one.detail !== undefined ? [detailText(one.detail, text)] : [];
}

function buyerMessage({ message: { state, language, text: said } }: CancellationCase, text: Text): KnownBlock[] {
  if (state === 'none') return [section(text.strongLabel(text.request.message, text.request.noMessage))];
  return [
    section(text.strongLabel(text.request.message, text.request.messageIn(languageName(language, text), undefined))),
    section(inLines(said, MESSAGE_SHOWN)),
  ];
}

/** Everything that the requester saw, on a fresh read, with the two buttons. */
export function reviewView(
  review: Extract<ReviewOutcome, { kind: 'review' }>,
  shown: Labelled & { readonly now: Date; readonly noteMissing?: boolean },
): ModalView {
  const { text, practice } = shown;
  const one = review.case;
  const { yes: confirm, no: deny } = text.request;
  const sureApprove = dialog({ title: text.decide.approve, text: text.decide.sureApprove, confirm, deny });
  const sureDecline = dialog({ title: text.decide.decline, text: text.decide.sureDecline, confirm, deny });
  const note = { actionId: ACTIONS.declineNote, blockId: ACTIONS.declineNote, label: text.decide.declineNote, value: undefined };
  const approvable = review.verdict.kind === 'may-cancel';
  return modal({
    title: text.decide.title,
    close: text.close,
    carries: one.id,
    // Slack wants a submit button wherever there is something to type into.
    submit: { callbackId: VIEWS.review, text: text.decide.later },
    blocks: [
      practiceBlock({ text, practice }),
      section(orderLines(review.copy.order, { now: shown.now, text })),
      section([verdictLines(review.verdict, text), buyerRequestLine(review.copy.order, text)].join('\n')),
      section(
        [
          text.carryOut.by(person(one.requestedBy), moment(one.requestedAt)),
          ...whatIsAsked(one, text),
          rateWithLines(review.rate, text),
        ].join('\n'),
      ),
      ...buyerMessage(one, text),
      shown.noteMissing === true ? section(`:exclamation: ${text.decide.noteMissing}`) : undefined,
      textField({ ...note, optional: true, multiline: true, maxLength: NOTE_MAX }),
      {
        type: 'actions',
        elements: [
          ...(approvable
            ? [
                button({
                  actionId: ACTIONS.approve,
                  text: text.decide.approve,
                  style: 'primary',
                  confirm: { ...sureApprove, style: 'primary' },
                }),
              ]
            : []),
          button({ actionId: ACTIONS.decline, text: text.decide.decline, style: 'danger', confirm: sureDecline }),
        ],
      },
      context(readAtLine(review.copy, text)),
    ],
  });
}
