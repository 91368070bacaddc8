import type { Button, KnownBlock } from '@slack/types';
import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { RequestFacts } from '../../ports/announcer.js';
import { button, dialog, message, type Message, moment, section } from '../blocks.js';
import { amazonLink, buyerRequestLine, itemNames, marketplaceName, money } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import { answerLine, messageIsOpen, standingLine } from './facts.js';

/** What is posted of a buyer's request: for those who answer, or for those who pack. */
export function requestMessage(facts: RequestFacts, labelled: Labelled): Message {
  switch (facts.kind) {
    case 'inbox':
      return inboxPost(facts, labelled);
    case 'stop':
      return warehousePost(stopLine(facts.request, labelled.text), facts, labelled);
    case 'ship':
    case 'cancelled':
      return warehousePost(labelled.text.inbox.line[facts.kind](facts.request.orderId), facts, labelled);
  }
}

/** As long as nothing is decided it stops; afterwards it says what came of it, so that nobody acts on an old line. */
function stopLine({ state, endedAs, orderId }: BuyerRequest, { inbox }: Text): string {
  if (endedAs !== undefined) return inbox.stopIsOver[endedAs](orderId);
  return state === 'answered' ? inbox.stopIsOver.answered(orderId) : inbox.line.stop(orderId);
}

function warehousePost(said: string, { order }: RequestFacts, { text, practice }: Labelled): Message {
  const items = order === undefined ? [] : itemNames({ case: { items: [] }, order }, text).map((item) => `• ${item}`);
  return message(
    said,
    [practiceBlock({ text, practice }), section([said, ...items].join('\n'))],
    practice ? text.practiceShort : undefined,
  );
}

function inboxPost({ request, order, warehouse }: RequestFacts, { text, practice }: Labelled): Message {
  const { inbox } = text;
  const title = inbox.postTitle(request.orderId);
  const told = warehouse === undefined ? [] : [TOLD[warehouse.told](text)[warehouse.line]];
  const blocks: (KnownBlock | undefined)[] = [
    practiceBlock({ text, practice }),
    section([`*${title}* · Amazon ${marketplaceName(request)}`, standingLine(request, text), ...answerLine(request, text)].join('\n')),
    section([...orderFacts(order, text), inbox.noticed(moment(request.noticedAt)), ...told].join('\n')),
    { type: 'actions', elements: buttonsOf(request, text) },
  ];
  return message(title, blocks, practice ? text.practiceShort : undefined);
}

const TOLD = {
  told: (text: Text) => text.inbox.told,
  'not-told': (text: Text) => text.inbox.notTold,
  uncertain: (text: Text) => text.inbox.uncertain,
} as const;

function orderFacts(order: RequestFacts['order'], text: Text): string[] {
  if (order === undefined) return [];
  return [
    ...itemNames({ case: { items: [] }, order }, text).map((item) => `• ${item}`),
    ...(order.total === undefined ? [] : [text.label(text.order.total, money(order.total, text))]),
    ...(order.shipBy === undefined ? [] : [text.inbox.shipBy(moment(order.shipBy))]),
    buyerRequestLine(order, text),
  ];
}

/** What can be done with a request, as it stands; looked at again at the click. */
function buttonsOf(request: BuyerRequest, text: Text): Button[] {
  const { inbox } = text;
  const { id, state, orderId } = request;
  const waits = state === 'open' || state === 'claimed';
  const url = amazonLink(request);
  return [
    ...(state === 'open' ? [button({ actionId: `${ACTIONS.claimRequest}:${id}`, text: inbox.claim, style: 'primary' })] : []),
    ...(waits ? [button({ actionId: `${ACTIONS.cancelRequested}:${id}`, text: inbox.cancel }), packedButton(request, text)] : []),
    ...(messageIsOpen(request) ? [button({ actionId: `${ACTIONS.showAnswer}:${id}`, text: text.carryOut.showMessage })] : []),
    button({ actionId: ACTIONS.openRequests, text: inbox.openRequests, value: orderId }),
    ...(waits || url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })]),
  ];
}

/** Asks once more: the warehouse acts on it. */
export function packedButton({ id, orderId }: BuyerRequest, text: Text): Button {
  const { inbox, request } = text;
  const sure = dialog({ title: inbox.answerTitle, text: inbox.surePacked(orderId), confirm: request.yes, deny: request.no });
  return button({ actionId: `${ACTIONS.alreadyPacked}:${id}`, text: inbox.packed, confirm: sure });
}
