import type { KnownBlock, ModalView } from '@slack/types';
import type { Account } from '../../domain/account.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { OrderId } from '../../domain/ids.js';
import type { SavedOrder } from '../../domain/saved-order.js';
import type { FindOrderOutcome } from '../../use-cases/look-up/find-order.js';
import { accountLines, notShownLine } from '../account-facts.js';
import { button, context, message, type Message, modal, moment, section, sections } from '../blocks.js';
import { type Carried, carriedText } from '../carried.js';
import { amazonLink, buyerRequestLine, orderLines, person, readAtLine, reasonText, staleLines, verdictLines } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { rateLines } from '../rate-facts.js';
import { type Labelled, practiceBlock, waitingText } from '../say.js';
import type { Text } from '../text/text.js';

/** How an order is shown, when, and beside which accounts. */
export interface Shown extends Labelled {
  readonly now: Date;
  readonly accounts: readonly Account[];
}

/** What `/find-order` answers: the order and what may be done with it, or why there is nothing to show. */
export function orderCard(outcome: FindOrderOutcome, shown: Shown): Message {
  const { text } = shown;
  const said =
    outcome.kind === 'failed'
      ? notShownLine(outcome.failure, { ...shown, orderId: outcome.orderId })
      : `${text.order.title} ${outcome.copy.order.orderId}`;
  return message(said, cardBlocks(outcome, shown), shown.practice ? text.practiceShort : undefined);
}

/** The same in a window. */
export function orderView(outcome: FindOrderOutcome, shown: Shown & { readonly carries: Carried }): ModalView {
  const { text } = shown;
  return modal({ title: text.order.title, close: text.close, carries: carriedText(shown.carries), blocks: cardBlocks(outcome, shown) });
}

/** What is open while an order is looked up. */
export function lookingUpView(orderId: OrderId, shown: Labelled & { readonly carries: Carried }): ModalView {
  const { text } = shown;
  const said = section(waitingText(text.usage.lookingUp(orderId), 'nothing-done', text));
  return modal({ title: text.order.title, close: text.close, carries: carriedText(shown.carries), blocks: [practiceBlock(shown), said] });
}

function cardBlocks(outcome: FindOrderOutcome, shown: Shown): (KnownBlock | undefined)[] {
  const { text } = shown;
  const label = practiceBlock(shown);
  if (outcome.kind === 'failed') return [label, section(notShownLine(outcome.failure, { ...shown, orderId: outcome.orderId }))];
  const { copy, verdict, rate, cases, saved, staleBecause } = outcome;
  const { order } = copy;
  const url = amazonLink(order);
  const whose = accountLines(copy, shown);
  const buttons = [
    ...(verdict.kind === 'may-cancel'
      ? [button({ actionId: ACTIONS.cancelOrder, text: text.order.cancel, value: order.orderId, style: 'danger' })]
      : []),
    ...(url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })]),
  ];
  return [
    label,
    staleBecause && section(staleLines({ copy, because: staleBecause }, shown)),
    whose.length === 0 ? undefined : section(whose.join('\n')),
    section(orderLines(order, shown)),
    section([verdictLines(verdict, text), buyerRequestLine(order, text)].join('\n')),
    verdict.kind === 'may-cancel' ? section(rateLines(rate, text)) : undefined,
    ...(saved.length === 0 ? [] : sections(saved.map((one) => savedLine(one, text)))),
    ...(cases.length === 0 ? [] : sections([`*${text.order.cases}*`, ...cases.map((one) => caseLine(one, text))])),
    buttons.length === 0 ? undefined : { type: 'actions', elements: buttons },
    context(readAtLine(copy, text)),
  ];
}

function savedLine(one: SavedOrder, text: Text): string {
  return text.ways.savedBy(person(one.savedBy), moment(one.savedAt));
}

function caseLine(one: CancellationCase, text: Text): string {
  return `• ${text.label(`${moment(one.requestedAt)} ${person(one.requestedBy)}`, `${reasonText(one, text)} – ${text.state[one.state]}`)}`;
}
