import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Account } from '../../domain/account.js';
import { BATCH_AT_MOST } from '../../domain/batch.js';
import { isFraud } from '../../domain/fraud.js';
import { isBuyerRequested } from '../../domain/order.js';
import { type BatchLine, type BatchRate, type BatchStep, tickedIn } from '../../use-cases/request/batch.js';
import type { BatchProblem } from '../../use-cases/request/edit-batch.js';
import { notShownLine } from '../account-facts.js';
import { modal, option, plain, section, sections, textField } from '../blocks.js';
import { marketplaceName, money, orderItems, shipByLine, strikeLine, verdictLines } from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inCode, inLine, LIMITS } from '../limits.js';
import { batchRateLines } from '../rate-facts.js';
import { type Labelled, practiceBlock, waitingText } from '../say.js';
import type { Text } from '../text/text.js';
import { NOTE_MAX, reasonField, type Shown, subReasonField } from './view.js';

/** How several orders are shown, and beside which accounts. */
export interface BatchShownTo extends Shown {
  readonly accounts: readonly Account[];
}

/** Checkboxes in one block (docs.slack.dev/reference/block-kit/block-elements/checkboxes-element). */
const TICKS_IN_A_BLOCK = 10;
const ACCOUNT_SHOWN = 40;
const SKU_SHOWN = 50;
const TYPED_SHOWN = 60;

/** What is open before the orders are read. */
export function loadingBatchView(batchId: string, shown: Labelled): ModalView {
  const { text } = shown;
  const said = section(waitingText(text.batch.loading, 'nothing-done', text));
  return modal({ title: text.batch.title, close: text.close, carries: batchId, blocks: [practiceBlock(shown), said] });
}

/** Between two steps, while something is looked up. */
export function workingBatchView(batchId: string, shown: Labelled, then: 'nothing-done' | 'taken'): ModalView {
  const { text } = shown;
  const said = section(waitingText(text.request.working, then, text));
  return modal({ title: text.batch.title, close: text.close, carries: batchId, blocks: [practiceBlock(shown), said] });
}

/** The orders with a verdict each, the ticks, one reason for all of them, and what it costs. */
export function batchView(
  step: BatchStep,
  shown: BatchShownTo & { readonly problem?: BatchProblem | undefined; readonly changed?: boolean },
): ModalView {
  const { text } = shown;
  const may = step.lines.filter(({ verdict }) => verdict.kind === 'may-cancel');
  const head = [practiceBlock(shown), shown.changed === true ? section(text.request.changed) : undefined];
  const listed = [...step.lines.map((line) => section(lineText(line, shown))), ...notListed(step, shown)];
  const common = { title: text.batch.title, close: text.close, carries: step.draft.id };
  if (may.length === 0) return modal({ ...common, blocks: [...head, ...listed, section(text.batch.noneMay)] });
  return modal({
    ...common,
    submit: { callbackId: VIEWS.batch, text: text.request.toConfirm },
    blocks: [
      ...head,
      ...listed,
      ...tickFields(may, text),
      shown.problem === undefined ? undefined : section(`:exclamation: ${problemText(shown.problem, text)}`),
      reasonField(step, { text, actionId: ACTIONS.batchReason }),
      // Signals of fraud are ticked of one order at a time.
      subReasonField(step, { text, actionId: ACTIONS.batchSubReason, without: isFraud }),
      ...sections(effectLines(step, shown)),
      ...writtenFields(step, text),
    ],
  });
}

function writtenFields({ draft, lines }: BatchStep, text: Text): KnownBlock[] {
  const picked = lines.find((line) => line.picked !== undefined)?.picked;
  const note = { actionId: ACTIONS.note, blockId: ACTIONS.note, label: text.request.note, hint: text.request.noteHint, value: draft.note };
  const memo = { actionId: ACTIONS.memo, blockId: ACTIONS.memo, label: text.request.memo, hint: text.request.memoHint, value: draft.memo };
  const send = option('send', text.batch.send);
  return [
    textField({ ...note, optional: picked?.noteRequired !== true, multiline: true, maxLength: NOTE_MAX }),
    textField({ ...memo, optional: true, multiline: true, maxLength: NOTE_MAX }),
    {
      type: 'input',
      block_id: ACTIONS.batchSend,
      optional: true,
      label: plain(text.request.message, LIMITS.inputLabel),
      element: { type: 'checkboxes', action_id: ACTIONS.batchSend, options: [send], ...(draft.sendMessage && { initial_options: [send] }) },
    },
  ];
}

/** An order in a few lines: which, until when, what, and whether it may be cancelled. */
function lineText({ copy, verdict }: BatchLine, shown: BatchShownTo): string {
  const { text, accounts } = shown;
  const { order, accountId } = copy;
  const account = accounts.length > 1 ? accounts.find((one) => one.id === accountId) : undefined;
  const head = [
    `*${order.orderId}*`,
    `Amazon ${marketplaceName(order)}`,
    ...(account === undefined ? [] : [inLine(account.name, ACCOUNT_SHOWN)]),
    ...(order.total === undefined ? [] : [money(order.total, text)]),
    ...(order.shipBy === undefined ? [text.lookUp.noShipBy] : shipByLine(order, shown)),
  ];
  const asked = isBuyerRequested(order) ? [text.lookUp.buyerAsked] : [];
  return [head.join(' · '), ...orderItems(order, text), verdictLines(verdict, text), ...asked].join('\n');
}

function notListed({ draft }: BatchStep, { accounts, text }: BatchShownTo): KnownBlock[] {
  const failed = draft.notRead.map(({ orderId, failure }) => `*${orderId}*\n${notShownLine(failure, { orderId, accounts, text })}`);
  const wrong = draft.malformed.map((typed) => text.usage.wrongOrderId(inLine(typed, TYPED_SHOWN)));
  return [
    ...[...failed, ...wrong].map(section),
    ...(draft.leftOff === 0 ? [] : [section(text.batch.leftOff(BATCH_AT_MOST, draft.leftOff))]),
  ];
}

function tickFields(lines: readonly BatchLine[], text: Text): KnownBlock[] {
  return Array.from({ length: Math.ceil(lines.length / TICKS_IN_A_BLOCK) }, (_block, index): KnownBlock => {
    const some = lines.slice(index * TICKS_IN_A_BLOCK, (index + 1) * TICKS_IN_A_BLOCK);
    const ticked = some.filter((line) => line.ticked).map((line) => tick(line, text));
    const actionId = `${ACTIONS.batchOrder}:${index}`;
    return {
      type: 'input',
      block_id: actionId,
      dispatch_action: true,
      optional: true,
      label: plain(index === 0 ? text.batch.orders : text.batch.moreOrders, LIMITS.inputLabel),
      element: {
        type: 'checkboxes',
        action_id: actionId,
        options: some.map((line) => tick(line, text)),
        ...(ticked.length > 0 && { initial_options: ticked }),
      },
    };
  });
}

function tick({ copy: { order } }: BatchLine, text: Text): PlainTextOption {
  const total = order.total === undefined ? [] : [money(order.total, text)];
  return option(order.orderId, [order.orderId, `Amazon ${marketplaceName(order)}`, ...total].join(' · '));
}

function problemText(problem: BatchProblem, text: Text): string {
  switch (problem.kind) {
    case 'none-ticked':
      return text.batch.noneTicked;
    case 'message-refused':
      return text.batch.messageRefused(problem.messages.map(({ orderId }) => orderId).join(', '));
    case 'reason-missing':
    case 'reason-not-offered':
    case 'sub-reason-missing':
    case 'signals-missing':
    case 'note-missing':
    case 'restock-too-early':
      return text.request.problem[problem.kind];
  }
}

/** What all the ticked ones mean together; nothing while none is. */
export function effectLines(step: BatchStep, { text, accounts }: Pick<BatchShownTo, 'text' | 'accounts'>): string[] {
  const ticked = tickedIn(step);
  if (ticked.length === 0) return [];
  const counting = ticked.filter(({ copy }) => !isBuyerRequested(copy.order)).length;
  const though = counting > 0 && step.draft.reason === 'buyer_asked' ? [text.batch.countsThough(counting)] : [];
  const why = step.approvalRules.map((rule) => text.effect.rule[rule]).join(', ');
  return [
    text.batch.ticked(ticked.length, step.value.map((amount) => money(amount, text)).join(' + ')),
    ...(though.length > 0 ? though : [text.batch.counting(counting, ticked.length)]),
    ...step.strikes.flatMap((strike) => strikeLine(strike, text)),
    ...step.sameSkus.map((sku) => text.batch.sameSku(inCode(sku, SKU_SHOWN))),
    ...step.rates.map((one) => `*${placeName(one, accounts)}*\n${batchRateLines(one.rate, text)}`),
    ...(step.approvalRules.length === 0 ? [] : [text.batch.approval(why)]),
  ];
}

function placeName(place: BatchRate, accounts: readonly Account[]): string {
  const account = accounts.length > 1 ? accounts.find((one) => one.id === place.accountId) : undefined;
  return [`Amazon ${marketplaceName(place)}`, ...(account === undefined ? [] : [inLine(account.name, ACCOUNT_SHOWN)])].join(' · ');
}
