import type { CancellationCase } from '../../domain/cancellation.js';
import type { FindOrderOutcome } from '../../use-cases/look-up/find-order.js';
import { button, context, message, type Message, moment, section } from '../blocks.js';
import { amazonLink, buyerRequestLine, orderLines, person, rateLines, readAtLine, reasonText, verdictLines } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

interface Shown extends Labelled {
  readonly now: Date;
}

/** What `/find-order` answers: the order and what may be done with it, or why there is nothing to show. */
export function orderCard(outcome: FindOrderOutcome, shown: Shown): Message {
  const { text } = shown;
  const label = practiceBlock(shown);
  if (outcome.kind === 'failed') {
    const said = text.failure[outcome.failure.kind](outcome.orderId);
    return message(said, [label, section(said)]);
  }
  const { copy, verdict, rate, cases } = outcome;
  const { order } = copy;
  const url = amazonLink(order);
  const buttons = [
    ...(verdict.kind === 'may-cancel'
      ? [button({ actionId: ACTIONS.cancelOrder, text: `${text.request.title}…`, value: order.orderId, style: 'danger' })]
      : []),
    ...(url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })]),
  ];
  return message(`${text.order.title} ${order.orderId}`, [
    label,
    outcome.staleBecause === undefined ? undefined : section(text.stale(moment(copy.readAt))),
    section(orderLines(order, shown)),
    section([verdictLines(verdict, text), buyerRequestLine(order, text)].join('\n')),
    verdict.kind === 'may-cancel' ? section(rateLines(rate, text)) : undefined,
    cases.length === 0 ? undefined : section([`*${text.order.earlierCases}*`, ...cases.map((one) => caseLine(one, text))].join('\n')),
    buttons.length === 0 ? undefined : { type: 'actions', elements: buttons },
    context(readAtLine(copy, text)),
  ]);
}

function caseLine(one: CancellationCase, text: Text): string {
  return `• ${moment(one.requestedAt)} ${person(one.requestedBy)}: ${reasonText(one, text)} – ${text.state[one.state]}`;
}
