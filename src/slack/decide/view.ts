import type { ConfirmationDialog, KnownBlock, ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { CaseId, UserId } from '../../domain/ids.js';
import { isFraud } from '../../domain/fraud.js';
import type { Order } from '../../domain/order.js';
import type { Reason } from '../../domain/reason.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import { needsNote } from '../../use-cases/decide/approval-move.js';
import type { ReviewOutcome } from '../../use-cases/decide/review.js';
import { button, context, dialog, message, type Message, modal, moment, option, plain, section, textField } from '../blocks.js';
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
  plainReason,
  readAtLine,
  reasonText,
  strikeLine,
  verdictLines,
  writtenLine,
} from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inLines, LIMITS } from '../limits.js';
import { rateLines, rateWithLines } from '../rate-facts.js';
import { reasonValue } from './form.js';
import { fraudCountsLine, signalLines } from '../fraud.js';
import { type Labelled, practiceBlock } from '../say.js';
import { changeText } from '../stock.js';
import type { Text } from '../text/text.js';

/** Longest explanation that is taken. */
export const NOTE_MAX = 500;
/** Approvers called by name in a reminder. */
export const MENTIONED_AT_MOST = 10;
/** Of the buyer's message, in the review: all that Amazon takes, with room for what escaping adds. */
export const MESSAGE_SHOWN = 2800;

/** The card in the approvals channel; without buttons once it is decided. */
export function approvalCard(
  {
    case: one,
    order,
    strike,
  }: { readonly case: CancellationCase; readonly order: Order | undefined; readonly strike?: SecondStrike | undefined },
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
    section([`*${title}*`, ...state.map((said) => `*${said}*`), ...whyDecided(one, text, order)].join('\n')),
    section([...items, ...total, ...shipBy, ...whatIsAsked(one, text)].join('\n')),
    // Later the rate is another one: the message that follows the case says what became of it.
    open ? section([...strikeLine(strike, text), rateLines(one.rate, text)].join('\n')) : undefined,
    open ? cardButtons(one, text) : undefined,
    context([...(open ? expiry : decidedLine(one, text)), text.carryOut.by(person(one.requestedBy), moment(one.requestedAt))].join(' · ')),
  ];
  return message([title, ...state].join(': '), blocks, practice ? text.practiceShort : undefined);
}

/** The card of these cases, where another one of it may be there; once all are decided on, nobody minds. */
export function onceMore(card: Message, cases: readonly CancellationCase[], text: Text): Message {
  const open = cases.some(({ state }) => state === 'awaiting_approval');
  return open ? { ...card, blocks: [...card.blocks, context(text.decide.onceMore)] } : card;
}

/** Where an explanation is asked for either way, approving goes through the review. */
function cardButtons(one: CancellationCase, text: Text): KnownBlock {
  const approve = button({
    actionId: `${ACTIONS.approve}:${one.id}`,
    text: text.decide.approve,
    style: 'primary',
    confirm: sureToApprove(text),
  });
  return {
    type: 'actions',
    elements: [
      ...(needsNote(one) ? [] : [approve]),
      button({ actionId: `${ACTIONS.review}:${one.id}`, text: text.decide.review }),
      button({ actionId: `${ACTIONS.ask}:${one.id}`, text: text.decide.ask }),
    ],
  };
}

function sureToApprove(text: Text): ConfirmationDialog {
  const { yes: confirm, no: deny } = text.request;
  return { ...dialog({ title: text.decide.approve, text: text.decide.sureApprove, confirm, deny }), style: 'primary' };
}

/** Calls those who may decide, under the card. */
export function reminderMessage(
  one: CancellationCase,
  { text, practice, mention }: Labelled & { readonly mention: readonly UserId[] },
): Message {
  const until = one.approvalExpiresAt === undefined ? '' : moment(one.approvalExpiresAt);
  const said = `${mention.slice(0, MENTIONED_AT_MOST).map(person).join(' ')} ${text.decide.reminder(one.orderId, until)}`.trim();
  return message(said, [section(said)], practice ? text.practiceShort : undefined);
}

/** A question about a request, under its card. */
export function questionMessage(
  asked: { readonly by: UserId; readonly whom: UserId; readonly question: string },
  { text, practice }: Labelled,
): Message {
  const said = text.decide.asks(person(asked.by), person(asked.whom), inLines(asked.question, NOTE_MAX));
  return message(said, [section(said)], practice ? text.practiceShort : undefined);
}

/** Asks for the question. */
export function askView(caseId: CaseId, { text, practice }: Labelled): ModalView {
  const field = { actionId: ACTIONS.question, blockId: ACTIONS.question, label: text.decide.question, value: undefined };
  return modal({
    title: text.decide.askTitle,
    close: text.close,
    carries: caseId,
    submit: { callbackId: VIEWS.ask, text: text.decide.askSend },
    blocks: [practiceBlock({ text, practice }), textField({ ...field, optional: false, multiline: true, maxLength: NOTE_MAX })],
  });
}

function whatIsAsked(one: CancellationCase, text: Text): string[] {
  const rules = one.approvalRules.map((rule) => text.effect.rule[rule]).join(', ');
  return [
    `${reasonText(one, text)} (\`${one.code}\`)`,
    ...signalLines(one, text),
    ...(one.state === 'awaiting_approval' ? [countsText(one.counts, text), ...fraudCountsLine(one, text)] : []),
    ...(one.state === 'awaiting_approval' ? [text.effect.approval(rules)] : []),
    ...changeText(one.stock.change, text).map((said) => text.label(text.stock.label, said)),
    ...writtenLine(text.carryOut.note, one.note, text),
    ...writtenLine(text.carryOut.memo, one.memo, text),
  ];
}

function whyDecided(one: CancellationCase, text: Text, order: Order | undefined): string[] {
  if (one.decisionNote !== undefined) return writtenLine(text.decide.because, one.decisionNote, text);
  return one.state === 'not_sent' && one.detail !== undefined ? [detailText(one.detail, text, order)] : [];
}

function buyerMessage({ message: { state, language, text: said } }: CancellationCase, text: Text): KnownBlock[] {
  if (state === 'none') return [section(text.strongLabel(text.request.message, text.request.noMessage))];
  return [
    section(text.strongLabel(text.request.message, text.request.messageIn(languageName(language, text), undefined))),
    section(inLines(said, MESSAGE_SHOWN)),
  ];
}

/** The reason as the approver sees it; the text to the buyer is not changed with it. */
export function reasonField(
  { case: one, reasons }: { readonly case: Pick<CancellationCase, 'reason' | 'subReason'>; readonly reasons: readonly Reason[] },
  text: Text,
): KnownBlock {
  const options = reasons.flatMap((reason) => {
    const name = plainReason(reason, text);
    if (reason.subReasons.length === 0) return [option(reasonValue({ reason: reason.key, subReason: undefined }), name)];
    const picks = reason.subReasons.map((sub) => ({ reason: reason.key, subReason: sub.key }));
    // Signals are ticked in the request alone.
    const some = picks.filter((each) => !isFraud(each) || isFraud(one));
    return some.map((each) => option(reasonValue(each), `${name} · ${text.subReason[each.subReason] ?? each.subReason}`));
  });
  const present = options.find(({ value }) => value === reasonValue(one));
  return {
    type: 'input',
    block_id: ACTIONS.reviewReason,
    optional: true,
    label: plain(text.decide.reason, LIMITS.inputLabel),
    hint: plain(text.decide.messageStays, LIMITS.inputHint),
    element: { type: 'static_select', action_id: ACTIONS.reviewReason, options, ...(present && { initial_option: present }) },
  };
}

/** Everything that the requester saw, on a fresh read, with the two buttons. */
export function reviewView(
  review: Extract<ReviewOutcome, { kind: 'review' }>,
  shown: Labelled & { readonly now: Date; readonly noteMissing?: 'approve' | 'decline' | undefined },
): ModalView {
  const { text, practice } = shown;
  const one = review.case;
  const { yes: confirm, no: deny } = text.request;
  const sureDecline = dialog({ title: text.decide.decline, text: text.decide.sureDecline, confirm, deny });
  const label = needsNote(one) ? text.decide.decisionNote : text.decide.declineNote;
  const note = { actionId: ACTIONS.declineNote, blockId: ACTIONS.declineNote, label, value: undefined };
  const missing = { approve: text.decide.approveNoteMissing, decline: text.decide.noteMissing };
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
          ...strikeLine(review.strike, text),
          rateWithLines(review.rate, text),
        ].join('\n'),
      ),
      ...buyerMessage(one, text),
      reasonField(review, text),
      shown.noteMissing === undefined ? undefined : section(`:exclamation: ${missing[shown.noteMissing]}`),
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
                  confirm: sureToApprove(text),
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
