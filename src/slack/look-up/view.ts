import type { KnownBlock } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { FindOrderOutcome } from '../../use-cases/look-up/find-order.js';
import { button, context, message, type Message, moment, section, sections } from '../blocks.js';
import {
  amazonLink,
  buyerRequestLine,
  failureLine,
  orderLines,
  person,
  rateLines,
  readAtLine,
  reasonText,
  staleLines,
  verdictLines,
} from '../facts.js';
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
  const short = shown.practice ? text.practiceShort : undefined;
  if (outcome.kind === 'failed') {
    const said = failureLine(outcome.failure, outcome.orderId, text);
    return message(said, [label, section(said)], short);
  }
  const { copy, verdict, rate, cases, staleBecause } = outcome;
  const { order } = copy;
  const url = amazonLink(order);
  const buttons = [
    ...(verdict.kind === 'may-cancel'
      ? [button({ actionId: ACTIONS.cancelOrder, text: text.order.cancel, value: order.orderId, style: 'danger' })]
      : []),
    ...(url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })]),
  ];
  const blocks: (KnownBlock | undefined)[] = [
    label,
    staleBecause && section(staleLines({ copy, because: staleBecause }, shown)),
    section(orderLines(order, shown)),
    section([verdictLines(verdict, text), buyerRequestLine(order, text)].join('\n')),
    verdict.kind === 'may-cancel' ? section(rateLines(rate, text)) : undefined,
    ...(cases.length === 0 ? [] : sections([`*${text.order.cases}*`, ...cases.map((one) => caseLine(one, text))])),
    buttons.length === 0 ? undefined : { type: 'actions', elements: buttons },
    context(readAtLine(copy, text)),
  ];
  return message(`${text.order.title} ${order.orderId}`, blocks, short);
}

function caseLine(one: CancellationCase, text: Text): string {
  return `• ${text.label(`${moment(one.requestedAt)} ${person(one.requestedBy)}`, `${reasonText(one, text)} – ${text.state[one.state]}`)}`;
}
