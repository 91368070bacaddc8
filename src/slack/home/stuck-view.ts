import type { Button, KnownBlock } from '@slack/types';
import type { StuckItem, StuckPage } from '../../ports/stuck.js';
import { STUCK_AT_MOST } from '../../use-cases/home/show-home.js';
import { button, dialog, moment, section } from '../blocks.js';
import { amazonLink, detailText, marketplaceName } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { inCode } from '../limits.js';
import { settleButtons } from '../settle.js';
import type { Text } from '../text/text.js';

/** What Amazon says of every feed without an end, which is said already. */
const NOT_FINISHED: ReadonlySet<string> = new Set(['Amazon: IN_PROGRESS', 'Amazon: IN_QUEUE']);

/** What a person has to look at: what, since when, why, and what to do next; nothing where there is nothing. */
export function stuckBlocks({ total, from, items }: StuckPage, text: Text): KnownBlock[] {
  if (total === 0) return [];
  const next = from + items.length;
  const turn = (to: number, name: string): Button => button({ actionId: `${ACTIONS.stuckPage}:${to}`, text: name });
  const turns = [
    ...(from > 0 ? [turn(Math.max(0, from - STUCK_AT_MOST), text.lookUp.previous)] : []),
    ...(next < total ? [turn(next, text.lookUp.nextPage)] : []),
  ];
  return [
    section(`*${text.stuck.title}*\n${text.stuck.total(total, from + 1, next)}`),
    ...items.flatMap((item) => itemBlocks(item, text)),
    ...(turns.length === 0 ? [] : [{ type: 'actions' as const, elements: turns }]),
    { type: 'divider' },
  ];
}

function itemBlocks(item: StuckItem, text: Text): KnownBlock[] {
  const why = item.detail === undefined || NOT_FINISHED.has(item.detail) ? [] : [detailText(item.detail, text)];
  const nextTry = 'nextTryAt' in item && item.nextTryAt !== undefined ? [text.carryOut.nextTry(moment(item.nextTryAt))] : [];
  const said = section(
    [
      `*${titleOf(item, text)}* · ${text.stuck.since(moment(item.since))}`,
      [text.stuck.what[item.kind], ...why].join(' '),
      [text.stuck.next[item.kind], ...nextTry].join(' '),
    ].join('\n'),
  );
  const elements = buttonsOf(item, text);
  return elements.length === 0 ? [said] : [said, { type: 'actions', elements }];
}

function titleOf(item: StuckItem, text: Text): string {
  if (item.kind === 'digest') return text.stuck.digest(item.localDate, `<#${item.channelId}>`);
  const amazon = `Amazon ${marketplaceName(item)}`;
  if ('feedRowId' in item)
    return `${text.stuck.feed(item.amazonFeedId === undefined ? undefined : inCode(item.amazonFeedId, 60), item.orders)} · ${amazon}`;
  return `${text.order.title} ${item.orderId} · ${amazon}`;
}

/** What makes sense for it; rights are checked at the click. Nothing that may have reached Amazon is tried again. */
function buttonsOf(item: StuckItem, text: Text): Button[] {
  if (item.kind === 'digest') return digestButtons(item, text);
  if ('feedRowId' in item)
    return item.kind === 'feed-waits'
      ? []
      : [button({ actionId: `${ACTIONS.checkFeed}:${item.feedRowId}`, text: text.carryOut.checkAgain })];
  const url = amazonLink(item);
  const byHand = url === undefined ? [] : [button({ actionId: ACTIONS.openLink, text: text.carryOut.byHand, url })];
  if ('requestId' in item) {
    const show = button({ actionId: `${ACTIONS.showAnswer}:${item.requestId}`, text: text.carryOut.showMessage });
    return [...settleButtons('answer', { id: item.requestId, state: 'uncertain' }, text), show, ...byHand];
  }
  const { caseId } = item;
  const details = button({ actionId: `${ACTIONS.showCase}:${caseId}`, text: text.home.details });
  const of = (actionId: string, name: string): Button => button({ actionId: `${actionId}:${caseId}`, text: name });
  switch (item.kind) {
    case 'case':
      return [of(ACTIONS.checkAgain, text.carryOut.checkAgain), ...byHand, details];
    case 'case-waits':
      return [of(ACTIONS.undo, text.carryOut.undo), details];
    case 'message-uncertain':
    case 'message-failed':
      return [
        ...settleButtons('message', { id: caseId, state: 'uncertain' }, text),
        of(ACTIONS.showMessage, text.carryOut.showMessage),
        ...byHand,
      ];
    case 'message-waits':
    case 'stock-waits':
      return [of(ACTIONS.tryNow, text.stuck.retry), details];
    case 'stock-uncertain':
      return [of(ACTIONS.checkStock, text.carryOut.checkAgain), of(ACTIONS.stockByHand, text.stuck.seenTo), ...byHand];
    case 'stock-failed':
      return [...(item.retriable ? [of(ACTIONS.stockAgain, text.stuck.retry)] : []), of(ACTIONS.stockByHand, text.stuck.seenTo), ...byHand];
  }
}

function digestButtons({ channelId, localDate }: Extract<StuckItem, { kind: 'digest' }>, text: Text): Button[] {
  const { stuck, request } = text;
  const asked = (action: string, name: string, sure: string): Button =>
    button({
      actionId: `${action}:${channelId}:${localDate}`,
      text: name,
      confirm: dialog({ title: name, text: sure, confirm: request.yes, deny: request.no }),
    });
  return [asked(ACTIONS.digestIsThere, stuck.digestIsThere, stuck.surePosted), asked(ACTIONS.postDigest, stuck.postDigest, stuck.surePost)];
}
