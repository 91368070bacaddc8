import type { ConfirmationDialog, KnownBlock, ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { UserId } from '../../domain/ids.js';
import { needsNote } from '../../use-cases/decide/approval-move.js';
import type { BatchReviewOutcome, ReviewedCase } from '../../use-cases/decide/review-batch.js';
import { caseLines, commonLines, decisionLines, ratesOf } from '../batch-facts.js';
import { button, context, dialog, message, type Message, modal, moment, section, sections, textField } from '../blocks.js';
import { languageName, marketplaceName, money, orderItems, person, shipByLine, verdictLines } from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inLines } from '../limits.js';
import { batchRateLines, batchRateWithLines } from '../rate-facts.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import { MENTIONED_AT_MOST, MESSAGE_SHOWN, NOTE_MAX, reasonField } from './view.js';

/** The card of several requests that were confirmed together; without buttons once they are decided. */
export function batchCard(cases: readonly CancellationCase[], { text, practice }: Labelled): Message {
  const [lead] = cases;
  const open = cases.filter(({ state }) => state === 'awaiting_approval');
  const [waiting] = open;
  const title = waiting === undefined ? text.batch.decidedTitle(cases.length) : text.batch.cardTitle(open.length);
  const expiry = waiting?.approvalExpiresAt === undefined ? [] : [text.decide.expires(moment(waiting.approvalExpiresAt))];
  const by = lead === undefined ? [] : [text.carryOut.by(person(lead.requestedBy), moment(lead.requestedAt))];
  const blocks: (KnownBlock | undefined)[] = [
    practiceBlock({ text, practice }),
    section([`*${title}*`, ...decisionLines(cases, text)].join('\n')),
    ...sections(caseLines(cases, text)),
    section([...commonLines(cases, text), ...rulesLine(waiting, text)].join('\n')),
    // Later the rate is another one: the messages that follow the cases say what became of it.
    ...(waiting === undefined
      ? []
      : ratesOf(cases).map(({ marketplace, rate }) => section(`*${marketplace}*\n${batchRateLines(rate, text)}`))),
    lead === undefined || waiting === undefined ? undefined : cardButtons(lead, waiting, text),
    context([...expiry, ...by].join(' · ')),
  ];
  const states = waiting === undefined ? new Set(cases.map(({ state }) => text.state[state])) : [];
  return message([title, ...states].join(': '), blocks, practice ? text.practiceShort : undefined);
}

function rulesLine(waiting: CancellationCase | undefined, text: Text): string[] {
  return waiting === undefined ? [] : [text.batch.approval(waiting.approvalRules.map((rule) => text.effect.rule[rule]).join(', '))];
}

/** The first of all the cases stands for them. Where an explanation is asked for either way, approving goes through the review. */
function cardButtons(lead: CancellationCase, waiting: CancellationCase, text: Text): KnownBlock {
  const approve = button({
    actionId: `${ACTIONS.approve}:${lead.id}`,
    text: text.decide.approve,
    style: 'primary',
    confirm: sureToApprove(text),
  });
  return {
    type: 'actions',
    elements: [
      ...(needsNote(waiting) ? [] : [approve]),
      button({ actionId: `${ACTIONS.review}:${lead.id}`, text: text.decide.review }),
      button({ actionId: `${ACTIONS.ask}:${lead.id}`, text: text.decide.ask }),
    ],
  };
}

function sureToApprove(text: Text): ConfirmationDialog {
  const { yes: confirm, no: deny } = text.request;
  return { ...dialog({ title: text.decide.approve, text: text.batch.sureApprove, confirm, deny }), style: 'primary' };
}

/** Calls those who may decide, under the card. */
export function batchReminder(
  cases: readonly CancellationCase[],
  { text, practice, mention }: Labelled & { readonly mention: readonly UserId[] },
): Message {
  const open = cases.filter(({ state }) => state === 'awaiting_approval');
  const until = open[0]?.approvalExpiresAt === undefined ? '' : moment(open[0].approvalExpiresAt);
  const said = `${mention.slice(0, MENTIONED_AT_MOST).map(person).join(' ')} ${text.batch.reminder(open.length, until)}`.trim();
  return message(said, [section(said)], practice ? text.practiceShort : undefined);
}

/** Everything that the requester saw of all of them, on fresh reads, with the two buttons. */
export function batchReviewView(
  { cases, rates, reasons }: Extract<BatchReviewOutcome, { kind: 'batch-review' }>,
  shown: Labelled & { readonly now: Date; readonly noteMissing?: 'approve' | 'decline' | undefined },
): ModalView {
  const { text, practice } = shown;
  const all = cases.map((one) => one.case);
  const [lead] = all;
  const { yes: confirm, no: deny } = text.request;
  const sureDecline = dialog({ title: text.decide.decline, text: text.batch.sureDecline, confirm, deny });
  const label = lead !== undefined && needsNote(lead) ? text.decide.decisionNote : text.decide.declineNote;
  const note = { actionId: ACTIONS.declineNote, blockId: ACTIONS.declineNote, label, value: undefined };
  const missing = { approve: text.decide.approveNoteMissing, decline: text.decide.noteMissing };
  const approve = button({ actionId: ACTIONS.approve, text: text.decide.approve, style: 'primary', confirm: sureToApprove(text) });
  const by = lead === undefined ? [] : [text.carryOut.by(person(lead.requestedBy), moment(lead.requestedAt))];
  return modal({
    title: text.decide.title,
    close: text.close,
    ...(lead && { carries: lead.id }),
    // Slack wants a submit button wherever there is something to type into.
    submit: { callbackId: VIEWS.review, text: text.decide.later },
    blocks: [
      practiceBlock({ text, practice }),
      ...cases.map((one) => section(reviewedLines(one, shown))),
      section([...by, ...commonLines(all, text), ...rulesLine(lead, text)].join('\n')),
      ...rates.map((one) => section(`*Amazon ${marketplaceName(one)}*\n${batchRateWithLines(one.rate, text)}`)),
      ...messageBlocks(all, text),
      lead && reasonField({ case: lead, reasons }, text),
      shown.noteMissing === undefined ? undefined : section(`:exclamation: ${missing[shown.noteMissing]}`),
      textField({ ...note, optional: true, multiline: true, maxLength: NOTE_MAX }),
      {
        type: 'actions',
        elements: [
          ...(cases.some(({ verdict }) => verdict.kind === 'may-cancel') ? [approve] : []),
          button({ actionId: ACTIONS.decline, text: text.decide.decline, style: 'danger', confirm: sureDecline }),
        ],
      },
    ],
  });
}

function reviewedLines({ copy: { order }, verdict, case: one }: ReviewedCase, shown: Labelled & { readonly now: Date }): string {
  const { text } = shown;
  const total = one.total === undefined ? [] : [money(one.total, text)];
  const head = [`*${order.orderId}*`, `Amazon ${marketplaceName(order)}`, ...total, ...shipByLine(order, shown)].join(' · ');
  return [head, ...orderItems(order, text), verdictLines(verdict, text), ...(one.counts ? [] : [text.lookUp.buyerAsked])].join('\n');
}

/** In which languages the buyers are written to, and one of the texts. */
function messageBlocks(cases: readonly CancellationCase[], text: Text): KnownBlock[] {
  const told = cases.filter(({ message: { state } }) => state !== 'none');
  const [sample] = told;
  if (sample === undefined) return [section(text.strongLabel(text.request.message, text.request.noMessage))];
  const languages = [...new Set(told.map((one) => one.message.language))].map((language) =>
    text.batch.languageCount(languageName(language, text), told.filter((one) => one.message.language === language).length),
  );
  return [
    section(text.strongLabel(text.request.message, text.batch.inLanguages(languages.join(', ')))),
    section(`*${text.batch.sample(sample.orderId)}*\n${inLines(sample.message.text, MESSAGE_SHOWN)}`),
  ];
}
