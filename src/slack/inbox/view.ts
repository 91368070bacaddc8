import type { Button, KnownBlock, ModalView } from '@slack/types';
import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { ChannelId, UserId } from '../../domain/ids.js';
import type { InboxEntry } from '../../ports/buyer-requests.js';
import { button, context, dialog, modal, plain, section } from '../blocks.js';
import { amazonLink, itemNames, marketplaceName, shipByLine } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { LIMITS } from '../limits.js';
import { type Labelled, practiceBlock, waitingText } from '../say.js';
import { settleButtons } from '../settle.js';
import type { Text } from '../text/text.js';
import { answerLine, messageIsOpen, standingLine } from './facts.js';
import { packedButton } from './post-view.js';

const MINUTE_MS = 60_000;

interface Shown extends Labelled {
  readonly now: Date;
  readonly userId: UserId;
}

/** What the list carries: where a cancellation that is begun in it is followed. */
interface Inbox {
  readonly total: number;
  readonly entries: readonly InboxEntry[];
  readonly channelId: ChannelId;
  /** What came of the last click. */
  readonly said?: string;
}

/** The buyers that wait, with both clocks. */
export function inboxView({ total, entries, channelId, said }: Inbox, shown: Shown): ModalView {
  const { text } = shown;
  const rest = total - entries.length;
  return modal({
    title: text.inbox.title,
    close: text.close,
    carries: channelId,
    blocks: [
      practiceBlock(shown),
      said === undefined ? undefined : section(said),
      section(total === 0 ? text.inbox.empty : text.inbox.heading(total)),
      ...entries.flatMap((entry) => rowsOf(entry, shown)),
      rest > 0 ? context(text.more(rest)) : undefined,
    ],
  });
}

/** While the list is looked up. */
export function loadingInboxView(channelId: ChannelId, shown: Labelled): ModalView {
  const { text } = shown;
  const blocks = [practiceBlock(shown), section(waitingText(text.inbox.loading, 'nothing-done', text))];
  return modal({ title: text.inbox.title, close: text.close, carries: channelId, blocks });
}

function rowsOf({ request, order, caseState }: InboxEntry, shown: Shown): KnownBlock[] {
  const { text, now } = shown;
  const minutes = Math.max(0, Math.floor((now.getTime() - request.noticedAt.getTime()) / MINUTE_MS));
  const lines = [
    `*${request.orderId}* · Amazon ${marketplaceName(request)} · ${itemNames({ case: { items: [] }, order }, text).join(', ')}`,
    [text.inbox.waitsFor(minutes), ...shipByLine(order, shown)].join(' · '),
    standingLine(request, text),
    ...answerLine(request, text),
    ...(caseState === undefined ? [] : [text.inbox.underWay(text.state[caseState])]),
  ];
  const elements = buttonsIn({ request, caseState }, shown);
  return [section(lines.join('\n')), ...(elements.length === 0 ? [] : [{ type: 'actions', elements } as const])];
}

function buttonsIn({ request, caseState }: Pick<InboxEntry, 'request' | 'caseState'>, { text, userId }: Shown): Button[] {
  const { id, state, claimedBy } = request;
  const waits = state === 'open' || (state === 'claimed' && claimedBy === userId);
  const decided = caseState !== undefined;
  return [
    ...(state === 'open' ? [button({ actionId: `${ACTIONS.claimRequest}:${id}`, text: text.inbox.claim })] : []),
    ...(state === 'claimed' && claimedBy !== userId ? [takeOverButton(request, text)] : []),
    ...(waits && !decided ? [button({ actionId: `${ACTIONS.cancelRequested}:${id}`, text: text.inbox.cancel })] : []),
    ...(waits && !decided ? [packedButton(request, text)] : []),
    ...(messageIsOpen(request) ? [button({ actionId: `${ACTIONS.showAnswer}:${id}`, text: text.carryOut.showMessage })] : []),
  ];
}

/** Taken over from whom it is seen to have: if it is somebody else by then, nothing is done. */
function takeOverButton({ id, orderId, claimedBy }: BuyerRequest, text: Text): Button {
  const { inbox, request } = text;
  const confirm = dialog({ title: inbox.title, text: inbox.sureTakeOver(orderId), confirm: request.yes, deny: request.no });
  const from = claimedBy === undefined ? {} : { value: claimedBy };
  return button({ actionId: `${ACTIONS.claimRequest}:${id}`, text: inbox.takeOver, confirm, ...from });
}

/** What the buyer of a packed order may be told: to be sent, to copy, or what became of it. */
export function answerView(request: BuyerRequest, { text, practice }: Labelled): ModalView {
  const { message } = request;
  const url = amazonLink(request);
  const link = url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })];
  const toSend = message?.state === 'none' && messageIsOpen(request);
  const send = toSend ? [button({ actionId: `${ACTIONS.tellBuyer}:${request.id}`, text: text.inbox.send, style: 'primary' })] : [];
  const settle = message === undefined ? [] : settleButtons('answer', { id: request.id, state: message.state }, text);
  const elements = [...send, ...settle, ...link];
  const next = toSend ? [text.inbox.toSend] : message?.state === 'not_offered' ? [text.inbox.toCopy] : answerLine(request, text);
  return modal({
    title: text.inbox.answerTitle,
    close: text.close,
    blocks: [
      practiceBlock({ text, practice }),
      section(text.inbox.answered),
      // Plain, so that what is copied or sent is what is read, sign by sign.
      message && { type: 'section', text: plain(message.text, LIMITS.sectionText) },
      next.length === 0 ? undefined : section(next.join('\n')),
      elements.length === 0 ? undefined : { type: 'actions', elements },
    ],
  });
}
