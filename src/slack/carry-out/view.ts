import type { Button, KnownBlock, ModalView } from '@slack/types';
import { type CancellationCase, type CaseState, isEnded } from '../../domain/cancellation.js';
import { BREAK_DETAIL } from '../../domain/continuity.js';
import type { Order } from '../../domain/order.js';
import { canPutBack, canSettleStock, canTryStockAgain } from '../../domain/stock.js';
import { type Verdict, verdict } from '../../domain/verdict.js';
import { button, context, dialog, message, type Message, modal, moment, plain, section, toTheSecond } from '../blocks.js';
import {
  amazonLink,
  countsText,
  dayText,
  decidedLine,
  detailText,
  itemNames,
  money,
  person,
  reasonText,
  verdictLines,
  writtenLine,
} from '../facts.js';
import { ACTIONS } from '../ids.js';
import { inCode, LIMITS } from '../limits.js';
import { rateAfterLines } from '../rate-facts.js';
import { type Labelled, practiceBlock } from '../say.js';
import { settleButtons } from '../settle.js';
import { caseStockLine } from '../stock.js';
import type { Text } from '../text/text.js';

const SKU_SHOWN = 50;

interface CaseFacts {
  readonly case: CancellationCase;
  readonly order: Order | undefined;
}

/** The message that follows a case through all its states. */
export function statusMessage(facts: CaseFacts, { text, practice, now }: Labelled & { readonly now: Date }): Message {
  const one = facts.case;
  const title = text.carryOut.title(one.orderId);
  const blocks = [
    practiceBlock({ text, practice }),
    section([`*${title}*`, `*${text.state[one.state]}*`, ...whereItStands(facts, { text, now })].join('\n')),
    section(whatItIs(facts, text).join('\n')),
    // A case that ended otherwise never sends its message.
    one.state === 'cancelled' || !isEnded(one.state)
      ? section([messageLine(one, text), ...caseStockLine(one, text)].join('\n'))
      : undefined,
    buttonsFor(facts, { text, now }),
    context(
      [
        text.carryOut.by(person(one.requestedBy), moment(one.requestedAt)),
        ...(one.amazonFeedId === undefined ? [] : [text.carryOut.feed(inCode(one.amazonFeedId, 60))]),
      ].join(' · '),
    ),
  ];
  return message(`${title}: ${text.state[one.state]}`, blocks, practice ? text.practiceShort : undefined);
}

interface Shown {
  readonly text: Text;
  readonly now: Date;
}

function whereItStands(facts: CaseFacts, { text, now }: Shown): string[] {
  const one = facts.case;
  const detail = one.detail === undefined ? [] : [detailText(one.detail, text, facts.order)];
  const nextTry = one.nextAttemptAt === undefined ? [] : [text.carryOut.nextTry(moment(one.nextAttemptAt))];
  // What cannot be asked for again says why instead of offering it.
  const nextStep = RETRIABLE.has(one.state) ? againLines(facts, { text, now }) : (text.nextStep[one.state] ?? []);
  switch (one.state) {
    case 'queued':
      return [...decidedLine(one, text), ...leavesLine(one, { text, now }), ...detail];
    case 'awaiting_approval':
      return one.approvalExpiresAt === undefined ? [] : [text.decide.expires(moment(one.approvalExpiresAt))];
    case 'sending':
    case 'sent':
      return [...decidedLine(one, text), ...detail];
    case 'reading_back':
      return [...detail, ...nextTry];
    case 'cancelled':
      return [...whoCancelled(one, text), ...(one.cancelledAt === undefined ? [] : [text.carryOut.cancelledAt(moment(one.cancelledAt))])];
    case 'stuck':
      return [...detail, ...nextTry].concat(nextStep);
    case 'refused':
    case 'not_sent':
    case 'declined':
    case 'expired':
    case 'undone':
      return [...decidedLine(one, text), ...writtenLine(text.decide.because, one.decisionNote, text), ...detail].concat(nextStep);
  }
}

/** When it leaves: a countdown while the window is open; why it waits after that is its detail. */
function leavesLine({ nextAttemptAt, sendAfter }: CancellationCase, { text, now }: Shown): string[] {
  if (nextAttemptAt !== undefined) return [text.carryOut.leaves(toTheSecond(nextAttemptAt))];
  if (sendAfter === undefined || sendAfter <= now) return [];
  return [text.carryOut.leavesIn(Math.ceil((sendAfter.getTime() - now.getTime()) / 1000), toTheSecond(sendAfter))];
}

/** Said only when it was not us, or is not on record. Other details of a cancelled case are about its message. */
function whoCancelled(one: CancellationCase, text: Text): string[] {
  const { detail } = one;
  return detail !== undefined && (isByOthers(one) || detail === BREAK_DETAIL.restored) ? [detailText(detail, text)] : [];
}

function isByOthers({ detail }: CancellationCase): boolean {
  return detail?.startsWith('cancelled-by-') === true;
}

function whatItIs(facts: CaseFacts, text: Text): string[] {
  const one = facts.case;
  const total = one.total === undefined ? [] : [text.label(text.order.total, money(one.total, text))];
  // What was never cancelled, or not by us, costs nothing.
  const costs = one.state === 'cancelled' ? !isByOthers(one) : !isEnded(one.state);
  const rate = one.counts ? rateAfterLines(one.rate, text) : [];
  return [
    ...itemNames(facts, text).map((item) => `• ${item}`),
    ...total,
    `${reasonText(one, text)} (\`${one.code}\`)`,
    ...(costs ? [countsText(one.counts, text), ...rate] : []),
    ...writtenLine(text.carryOut.note, one.note, text),
    ...writtenLine(text.carryOut.memo, one.memo, text),
  ];
}

function messageLine(one: CancellationCase, text: Text): string {
  const { state, sentAt, detail } = one.message;
  const goesNext = one.state === 'cancelled' && state === 'waiting';
  const said = goesNext ? text.carryOut.messageNext : text.messageState[state];
  const sent = sentAt === undefined ? [] : [text.carryOut.messageSentAt(moment(sentAt))];
  const why = goesNext && one.nextAttemptAt !== undefined ? (detail ?? one.detail) : detail;
  return [said, ...sent, ...(why === undefined ? [] : [detailText(why, text)])].join(' ');
}

/** Ended without a cancellation and without anybody having decided against it. */
const RETRIABLE: ReadonlySet<CaseState> = new Set(['refused', 'not_sent', 'expired']);

/** Why no new request could be made, as far as our copy of the order tells; without one the request itself finds out. */
function obstacleTo({ order }: CaseFacts, now: Date): Verdict | undefined {
  const checked = order === undefined ? undefined : verdict(order, { now, holding: undefined });
  return checked?.kind === 'may-not' ? checked : undefined;
}

function againLines(facts: CaseFacts, { text, now }: Shown): string[] {
  const { state } = facts.case;
  const obstacle = obstacleTo(facts, now);
  // One that was not sent says already what stood in the way.
  if (obstacle !== undefined && state !== 'not_sent') return [verdictLines(obstacle, text)];
  const next = text.nextStep[state];
  return next === undefined ? [] : [next];
}

function buttonsFor(facts: CaseFacts, { text, now }: Shown): KnownBlock | undefined {
  const one = facts.case;
  const url = amazonLink(one);
  const retriable = RETRIABLE.has(one.state) && obstacleTo(facts, now) === undefined;
  // Nobody can cancel by hand what is cancelled or on its way to the buyer.
  const over = facts.order !== undefined && ['CANCELLED', 'SHIPPED'].includes(facts.order.status);
  const link = one.state === 'stuck' || (one.state === 'refused' && !over) ? text.carryOut.byHand : text.openInAmazon;
  const byHand = url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: link, url })];
  const undoable = one.state === 'queued' || one.state === 'awaiting_approval';
  const toCopy = one.state === 'cancelled' && ['not_offered', 'uncertain', 'failed', 'not_sent'].includes(one.message.state);
  const windowOpen = one.state === 'queued' && one.sendAfter !== undefined && one.sendAfter > now;
  const elements = [
    ...(undoable ? [button({ actionId: `${ACTIONS.undo}:${one.id}`, text: text.carryOut.undo })] : []),
    ...(windowOpen ? [button({ actionId: `${ACTIONS.sendNow}:${one.id}`, text: text.carryOut.sendNow })] : []),
    ...(one.state === 'stuck' ? [button({ actionId: `${ACTIONS.checkAgain}:${one.id}`, text: text.carryOut.checkAgain })] : []),
    // The way from the start again, with a fresh look at the order: what was refused once is not sent again unseen.
    ...(retriable ? [button({ actionId: ACTIONS.cancelOrder, text: text.carryOut.retry, value: one.orderId })] : []),
    ...(toCopy ? [button({ actionId: `${ACTIONS.showMessage}:${one.id}`, text: text.carryOut.showMessage })] : []),
    ...(one.state === 'cancelled' ? settleButtons('message', { id: one.id, state: one.message.state }, text) : []),
    ...putBackButton(one, text),
    ...otherOrdersButton(one, text),
    ...(one.state === 'cancelled' ? stockButtons(one, text) : []),
    ...(undoable ? [] : byHand),
  ];
  return elements.length === 0 ? undefined : { type: 'actions', elements };
}

/** Where the unit was not there, the next orders of it cannot be sent either. */
function otherOrdersButton({ id, reason, state }: CancellationCase, text: Text): Button[] {
  const sweeps = reason === 'out_of_stock' && (state === 'queued' || state === 'cancelled');
  return sweeps ? [button({ actionId: `${ACTIONS.otherOrders}:${id}`, text: text.batch.otherOrders })] : [];
}

/** What can be done about units that were not changed, or not seen to be. */
function stockButtons({ id, stock }: CancellationCase, text: Text): Button[] {
  const of = (actionId: string, name: string): Button => button({ actionId: `${actionId}:${id}`, text: name });
  return [
    ...(stock.state === 'uncertain' ? [of(ACTIONS.checkStock, text.carryOut.checkAgain)] : []),
    ...(canTryStockAgain(stock) ? [of(ACTIONS.stockAgain, text.stuck.retry)] : []),
    ...(canSettleStock(stock) ? [of(ACTIONS.stockByHand, text.stuck.seenTo)] : []),
  ];
}

function putBackButton({ id, stock }: CancellationCase, text: Text): Button[] {
  if (!canPutBack(stock) || stock.before === undefined) return [];
  const name = text.stock.putBack(stock.before);
  const sure = dialog({ title: name, text: text.stock.surePutBack, confirm: text.request.yes, deny: text.request.no });
  return [button({ actionId: `${ACTIONS.putBack}:${id}`, text: name, confirm: sure })];
}

/** Calls the requester on the day on which the units were to be back. */
export function restockMessage(one: CancellationCase, { text, practice, late }: Labelled & { readonly late: boolean }): Message {
  const { change, before } = one.stock;
  const day = change?.kind === 'zero' && late && change.restockOn !== undefined ? dayText(change.restockOn, text) : undefined;
  const said = `${person(one.requestedBy)} ${text.ways.restock.due(inCode(change?.sku ?? '', SKU_SHOWN), { day, quantity: before ?? 0 })}`;
  const elements = putBackButton(one, text);
  return message(
    said,
    [practiceBlock({ text, practice }), section(said), elements.length === 0 ? undefined : { type: 'actions', elements }],
    practice ? text.practiceShort : undefined,
  );
}

/** The buyer's message, to copy. */
export function messageTextView(one: CancellationCase, { text, practice }: Labelled): ModalView {
  return modal({
    title: text.carryOut.messageTitle,
    close: text.close,
    blocks: [
      practiceBlock({ text, practice }),
      section(messageLine(one, text)),
      // Plain, so that what is copied is what was agreed to, sign by sign.
      { type: 'section', text: plain(one.message.text, LIMITS.sectionText) },
    ],
  });
}
