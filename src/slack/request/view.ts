import type { KnownBlock, ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import { isBuyerRequested, type Order, type OrderCopy } from '../../domain/order.js';
import type { Reason } from '../../domain/reason.js';
import type { Verdict } from '../../domain/verdict.js';
import type { Draft } from '../../ports/store.js';
import type { ReasonStep } from '../../use-cases/request/draft.js';
import type { ReasonProblem } from '../../use-cases/request/pick-reason.js';
import { button, context, modal, option, plain, section, textField } from '../blocks.js';
import { amazonLink, buyerRequestLine, orderLines, person, plainReason, readAtLine, strikeLine, verdictLines } from '../facts.js';
import { fraudBlocks } from '../fraud.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { LIMITS } from '../limits.js';
import { rateLines } from '../rate-facts.js';
import { type Labelled, practiceBlock, waitingText } from '../say.js';
import { shipLateBlock } from './ship-late-view.js';
import { ghostLine, restockField, stockField } from '../stock.js';
import type { Text } from '../text/text.js';

/** How a step is shown, and when. */
export interface Shown extends Labelled {
  readonly now: Date;
}

/** Room for as many order ids as are taken at once. */
const TYPED_MAX = 500;
/** Longest note and memo that are kept. */
export const NOTE_MAX = 500;

/** What is open before anything is known. */
export function loadingView(draftId: string, shown: Labelled): ModalView {
  const { text } = shown;
  return modal({
    title: text.request.title,
    close: text.close,
    carries: draftId,
    blocks: [practiceBlock(shown), section(waitingText(text.request.loading, 'nothing-done', text))],
  });
}

/** Between two steps, while something is looked up. */
export function workingView(draftId: string, shown: Labelled, then: keyof Text['request']['ifNothing'] = 'nothing-done'): ModalView {
  const { text } = shown;
  return modal({
    title: text.request.title,
    close: text.close,
    carries: draftId,
    blocks: [practiceBlock(shown), section(waitingText(text.request.working, then, text))],
  });
}

/** Asks for the order id. */
export function askOrderView(draftId: string, shown: Labelled): ModalView {
  const { text } = shown;
  const field = { actionId: ACTIONS.orderId, blockId: ACTIONS.orderId, label: text.request.askOrder, hint: text.request.askOrderHint };
  return modal({
    title: text.request.title,
    close: text.close,
    carries: draftId,
    submit: { callbackId: VIEWS.askOrder, text: text.next },
    blocks: [practiceBlock(shown), textField({ ...field, value: undefined, optional: false, multiline: false, maxLength: TYPED_MAX })],
  });
}

/** The order that may not be cancelled, why, and where to go instead. */
export function mayNotView(
  refusal: {
    readonly copy: OrderCopy;
    readonly verdict: Verdict;
    readonly holding: CancellationCase | undefined;
    readonly reply?: string | undefined;
  },
  shown: Shown,
): ModalView {
  const { text } = shown;
  const { copy, holding } = refusal;
  const held =
    holding === undefined
      ? undefined
      : section(`${text.request.heldBy(holding.orderId, person(holding.requestedBy))}\n${text.state[holding.state]}`);
  return modal({
    title: text.request.title,
    close: text.close,
    blocks: [
      practiceBlock(shown),
      section(orderLines(copy.order, shown)),
      section(verdictLines(refusal.verdict, text)),
      held,
      ...replyBlocks(refusal.reply, text),
      linkBlock(copy.order, text),
      context(readAtLine(copy, text)),
    ],
  });
}

/** An answer for a buyer who wrote: plain, so that what is copied is the template sign by sign. */
function replyBlocks(reply: string | undefined, text: Text): KnownBlock[] {
  if (reply === undefined) return [];
  return [section(`*${text.request.reply}*`), { type: 'section', text: plain(reply, LIMITS.sectionText) }];
}

/** A button to the order in Seller Central; undefined for a marketplace without a known address. */
function linkBlock(order: Pick<Order, 'orderId' | 'marketplaceId'>, text: Text): KnownBlock | undefined {
  const url = amazonLink(order);
  return url === undefined
    ? undefined
    : { type: 'actions', elements: [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })] };
}

/** First step: the order, whether it may be cancelled, the reason and what it costs. */
export function reasonView(step: ReasonStep, shown: Shown & { readonly problem?: ReasonProblem }): ModalView {
  const { text } = shown;
  const { draft, copy, picked, verdict } = step;
  // Somebody may have been faster, or Amazon, since the form was opened.
  if (verdict.kind === 'may-not') return mayNotView({ copy, verdict, holding: undefined }, shown);
  const problem = shown.problem === undefined ? undefined : section(`:exclamation: ${text.request.problem[shown.problem]}`);
  const noteRequired = picked?.noteRequired === true;
  const note = { actionId: ACTIONS.note, blockId: ACTIONS.note, label: text.request.note, hint: text.request.noteHint, value: draft.note };
  const memo = { actionId: ACTIONS.memo, blockId: ACTIONS.memo, label: text.request.memo, hint: text.request.memoHint, value: draft.memo };
  return modal({
    title: text.request.title,
    close: text.close,
    carries: draft.id,
    submit: { callbackId: VIEWS.reason, text: text.request.toMessage },
    blocks: [
      practiceBlock(shown),
      section(orderLines(copy.order, shown)),
      section([verdictLines(verdict, text), buyerRequestLine(copy.order, text)].join('\n')),
      verdict.warnings.includes('several-items') ? linkBlock(copy.order, text) : undefined,
      problem,
      reasonField(step, { text, actionId: ACTIONS.reason }),
      subReasonField(step, { text, actionId: ACTIONS.subReason }),
      section(effectLines(step, text)),
      picked && shipLateBlock(picked, text),
      picked && stockField({ order: copy.order, reason: picked.reason, change: draft.stock }, text),
      picked && restockField(draft.stock, text),
      ...fraudBlocks(step, text),
      textField({ ...note, optional: !noteRequired, multiline: true, maxLength: NOTE_MAX }),
      textField({ ...memo, optional: true, multiline: true, maxLength: NOTE_MAX }),
      context(readAtLine(copy, text)),
    ],
  });
}

/** Where a field of the reason is shown: what it reports goes by the action. */
interface ReasonFieldAt {
  readonly text: Text;
  readonly actionId: string;
  /** Not offered here. */
  readonly without?: (picked: { readonly reason: string; readonly subReason: string }) => boolean;
}

/** What is picked of the reasons that are offered. */
interface ReasonPick {
  readonly draft: Pick<Draft, 'reason' | 'subReason'>;
  readonly reasons: readonly Reason[];
}

/** The choice of the reason. */
export function reasonField({ draft, reasons }: ReasonPick, { text, actionId }: ReasonFieldAt): KnownBlock {
  const options = reasons.map((reason) => option(reason.key, plainReason(reason, text)));
  const picked = options.find((one) => one.value === draft.reason);
  return {
    type: 'input',
    block_id: actionId,
    dispatch_action: true,
    label: plain(text.request.reason, LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: actionId,
      placeholder: plain(text.request.pickReason, 150),
      options,
      ...(picked && { initial_option: picked }),
    },
  };
}

/** The choice of the closer reason; none where there is none. */
export function subReasonField({ draft, reasons }: ReasonPick, { text, actionId, without }: ReasonFieldAt): KnownBlock | undefined {
  const reason = reasons.find((one) => one.key === draft.reason);
  if (reason === undefined || reason.subReasons.length === 0) return undefined;
  const offered = reason.subReasons.filter(({ key }) => without?.({ reason: reason.key, subReason: key }) !== true);
  const options = offered.map((sub) => option(sub.key, text.subReason[sub.key] ?? sub.key));
  const picked = options.find((one) => one.value === draft.subReason);
  return {
    type: 'input',
    // Another block for another reason, so that Slack does not keep the old choice.
    block_id: `${actionId}.${reason.key}`,
    dispatch_action: true,
    label: plain(text.request.subReason, LIMITS.inputLabel),
    element: { type: 'static_select', action_id: actionId, options, ...(picked && { initial_option: picked }) },
  };
}

/** What the picked reason means for the account, in a few lines. */
function effectLines({ copy, picked, reasons, rate, approvalRules, strike }: ReasonStep, text: Text): string {
  const buyerRequested = isBuyerRequested(copy.order);
  const saysBuyerAsked = reasons.some(({ key, code }) => key === picked?.reason && code === 'BuyerCanceled');
  const counts = buyerRequested ? text.effect.doesNotCount : saysBuyerAsked ? text.effect.countsThough : text.effect.counts;
  const stock =
    picked === undefined ? [] : [picked.amazonRestocks ? text.effect.restocks : text.effect.keepsStock, ...ghostLine(picked, text)];
  const approval = approvalRules.length === 0 ? [] : [text.effect.approval(approvalRules.map((rule) => text.effect.rule[rule]).join(', '))];
  return [counts, ...strikeLine(strike, text), rateLines(rate, text), ...stock, ...approval].join('\n');
}
