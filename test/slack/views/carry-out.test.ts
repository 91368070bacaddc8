import { describe, expect, it } from 'vitest';
import type { CaseState } from '../../../src/domain/cancellation.js';
import type { StockState } from '../../../src/domain/stock.js';
import { messageTextView, statusMessage } from '../../../src/slack/carry-out/view.js';
import { en } from '../../../src/slack/text/en.js';
import { zh } from '../../../src/slack/text/zh.js';
import { failureText } from '../../../src/use-cases/facts/failure-text.js';
import { NOON } from '../../fixtures/cases.js';
import { read } from './rendered.js';
import * as sample from './samples.js';

const shown = { text: en, practice: false, now: new Date(NOON.getTime() - 45_000) };
const { AT_NOON, TOMORROW_AT_TEN } = sample;
const order = sample.order();
const NOON_TO_THE_SECOND = `<!date^${NOON.getTime() / 1000}^{time_secs}|${NOON.toISOString().slice(11, 19)} UTC>`;
const BY_ANNA = `Asked for by <@U0AGENT01>, ${AT_NOON}`;
const WHAT = ['• 1 × Blue kettle', 'Total: $39.99', 'Out of stock · The count was wrong (`NoInventory`)'];
const COSTS = [':warning: It counts against the account.', 'Rate after this one: 2.36 % (target under 2.5 %).'];
const MEMO = 'Memo: shelf 4';
const WAITS = 'Message to the buyer: goes out when the cancellation is read back.';
const TITLE = '*Cancellation of order 111-2233445-6677889*';

/** Reads the message in a state: what stands between the title and what it is about, and the whole of it. */
function linesIn(state: CaseState, changes: Parameters<typeof sample.caseIn>[1] = {}): string[] {
  return read(statusMessage({ case: sample.caseIn(state, changes), order }, shown));
}

describe('the units on sale', () => {
  const stockIn = (state: StockState, detail?: string, text = en): string[] => {
    const lines = read(statusMessage({ case: sample.stockedCase(state, detail), order }, { ...shown, text }));
    return lines.filter((line) => /Units on sale|Put back|在售数量|恢复/.test(line));
  };

  it.each<[StockState, string | undefined, string[]]>([
    ['none', undefined, []],
    ['waiting', undefined, ['Units on sale: `KETTLE_BLUE` is set to 0. Follows next.']],
    [
      'waiting',
      'stock-waits',
      ['Units on sale: `KETTLE_BLUE` is set to 0. Follows next. It waits until another change of the same SKU is done.'],
    ],
    ['changing', undefined, ['Units on sale: `KETTLE_BLUE` is set to 0. 18 → 0. Amazon is told, and the quantity read back.']],
    [
      'done',
      undefined,
      ['Units on sale: `KETTLE_BLUE` is set to 0. 18 → 0. :white_check_mark: Done, and read back at Amazon.', '[Put back to 18]'],
    ],
    [
      'failed',
      'stock-unknown-sku',
      ['Units on sale: `KETTLE_BLUE` is set to 0. :x: Not changed. Amazon does not find the SKU in this marketplace.'],
    ],
    ['put_back', undefined, ['Units on sale: `KETTLE_BLUE` is set to 0. :leftwards_arrow_with_hook: Put back, and read back at Amazon.']],
  ])('that are %s are said to be (%s)', (state, detail, lines) => {
    expect(stockIn(state, detail)).toEqual(lines);
  });

  it('follow next, and can be put back, in Chinese', () => {
    expect(stockIn('waiting', undefined, zh)).toEqual(['在售数量：`KETTLE_BLUE` 设为 0。 即将执行。']);
    expect(stockIn('done', undefined, zh)).toEqual([
      '在售数量：`KETTLE_BLUE` 设为 0。 18 → 0。 :white_check_mark: 已完成，并已向亚马逊核对。',
      '[恢复为 18]',
    ]);
  });
});

describe('the message that follows a case', () => {
  it('in the outbox counts down to when it leaves, and offers to undo and to send now', () => {
    expect(linesIn('queued')).toEqual([
      TITLE,
      '*:hourglass_flowing_sand: In the outbox*',
      `Leaves in 45 s, at ${NOON_TO_THE_SECOND}.`,
      ...WHAT,
      ...COSTS,
      MEMO,
      WAITS,
      '[Undo]',
      '[Send now]',
      '[Other orders of this SKU…]',
      BY_ANNA,
    ]);
  });

  it('past its window says why it waits, and that it can still be taken back', () => {
    const lines = (detail: string): string[] =>
      read(statusMessage({ case: sample.caseIn('queued', { detail }), order }, { ...shown, now: new Date(NOON.getTime() + 1000) }));
    expect(lines('waits-for-feed')[2]).toBe(
      'It waits until Amazon has finished the feed before it, usually a few minutes. *Undo* still works.',
    );
    expect(lines('waits-for-room')[2]).toBe(
      'Amazon takes a feed every 2 minutes for the moment: it leaves with the next one. *Undo* still works.',
    );
    expect(lines('waits-for-reads')[2]).toBe(
      'Many orders leave together: each is read once more before, which Amazon allows every 2 s. It leaves within 10 minutes. *Undo* still works.',
    );
    expect(lines('waits-for-feed')).toContain('[Undo]');
  });

  it('while it waits for a lead says until when', () => {
    const one = sample.decidedCase('awaiting_approval');
    expect(read(statusMessage({ case: one, order }, shown))).toEqual([
      TITLE,
      '*:raised_hand: Waits for approval*',
      `Open until ${TOMORROW_AT_TEN}; then it counts as declined.`,
      ...WHAT,
      ...COSTS,
      MEMO,
      WAITS,
      '[Undo]',
      BY_ANNA,
    ]);
  });

  it('once sent names Amazon’s feed and can no longer be undone', () => {
    expect(linesIn('sent', { amazonFeedId: '50012' })).toEqual([
      TITLE,
      '*:gear: Amazon is processing it*',
      ...WHAT,
      ...COSTS,
      MEMO,
      WAITS,
      '[Open in Seller Central]',
      `${BY_ANNA} · Amazon’s feed: \`50012\``,
    ]);
  });

  it('cancelled only when it was read back', () => {
    expect(linesIn('cancelled', { message: { state: 'sent', sentAt: NOON } })).toEqual([
      TITLE,
      '*:white_check_mark: Cancelled at Amazon*',
      `Read back ${AT_NOON}.`,
      ...WHAT,
      ...COSTS,
      MEMO,
      `:envelope: Message to the buyer: sent. It went out ${AT_NOON}.`,
      '[Other orders of this SKU…]',
      '[Open in Seller Central]',
      BY_ANNA,
    ]);
  });

  it('never says that anything is cancelled before that', () => {
    for (const state of ['awaiting_approval', 'queued', 'sending', 'sent', 'reading_back', 'stuck', 'refused', 'not_sent'] as const) {
      const said = linesIn(state).join('\n');
      expect(said).not.toContain('Cancelled');
      expect(said).not.toContain(':white_check_mark:');
    }
  });

  it.each([
    ['BUYER', 'It was the buyer who cancelled it.'],
    ['AMAZON', 'It was Amazon that cancelled it.'],
    ['MERCHANT', 'It was cancelled by the seller, in Seller Central or with another tool.'],
    [undefined, 'It is cancelled already.'],
  ] as const)('not sent because the order is cancelled says who did it: %s', (cancelledBy, said) => {
    const [item] = sample.order().items;
    if (item === undefined) throw new Error('The sample order has an item');
    const ended = sample.order({ status: 'CANCELLED', items: [{ ...item, cancelledBy }] });
    const one = sample.caseIn('not_sent', { detail: 'already-cancelled' });
    expect(read(statusMessage({ case: one, order: ended }, shown)).slice(1, 3)).toEqual(['*:leftwards_arrow_with_hook: Not sent*', said]);
  });

  it('refused gives Amazon’s own words, made harmless, and the next step', () => {
    expect(linesIn('refused', { detail: 'Amazon 8541: <!channel> order & item' })).toEqual([
      TITLE,
      '*:x: Amazon refused it. The order is not cancelled by us*',
      'Amazon 8541: &lt;!channel&gt; order &amp; item',
      'If it should still be cancelled, *Retry* reads it afresh and asks once more, or do it by hand in Seller Central.',
      ...WHAT,
      MEMO,
      '[Retry…]',
      '[Do it by hand]',
      BY_ANNA,
    ]);
  });

  it('can be tried again where nothing was cancelled and nobody decided against it', () => {
    const ended = ['refused', 'not_sent', 'expired', 'declined', 'undone', 'cancelled', 'stuck'] as const;
    expect(ended.filter((state) => linesIn(state).includes('[Retry…]'))).toEqual(['refused', 'not_sent', 'expired']);
  });

  it.each(['refused', 'not_sent', 'expired'] as const)('%s does not offer to try what our copy of the order rules out', (state) => {
    const shipped = sample.order({ status: 'SHIPPED' });
    const lines = read(statusMessage({ case: sample.caseIn(state, { detail: 'shipped' }), order: shipped }, shown));
    expect(lines).not.toContain('[Retry…]');
    expect(lines.join('\n')).not.toContain('*Retry*');
    expect(lines).toContain('[Open in Seller Central]');
    // Without a copy the new request itself finds out.
    const unknown = read(statusMessage({ case: sample.caseIn(state), order: undefined }, shown));
    expect(unknown).toContain('[Retry…]');
  });

  it.each([
    ['uncertain', ['[It was sent]', '[It was not sent]']],
    ['failed', ['[It was sent]', '[It was not sent]']],
    ['not_sent', ['[It was sent]']],
    ['not_offered', []],
    ['sent', []],
  ] as const)('with the message %s asks what a person knows of it', (state, buttons) => {
    const lines = read(statusMessage({ case: sample.cancelledWith(state), order }, shown));
    expect(lines.filter((line) => line.startsWith('[It was'))).toEqual(buttons);
  });

  it('stuck says what was seen, that Amazon is asked again, and offers to ask now', () => {
    const lines = linesIn('stuck', { detail: 'order-still-PENDING_AVAILABILITY (feed FATAL)' });
    expect(lines.slice(1, 4)).toEqual([
      '*:warning: No end in sight: please look at the order in Seller Central*',
      'At Amazon the order is still “pre-order, not released”. Amazon ended the feed without a result.',
      'Amazon is asked again from time to time, and this message changes when there is news. Do it by hand only if Seller Central does not show it as cancelled either.',
    ]);
    expect(lines.slice(-3, -1)).toEqual(['[Check again]', '[Do it by hand]']);
  });

  it('declined says who and why, and speaks neither of a cost nor of a message', () => {
    const one = sample.decidedCase('declined', { decisionNote: 'It is packed.' });
    expect(read(statusMessage({ case: one, order }, shown))).toEqual([
      TITLE,
      '*:no_entry_sign: Declined*',
      `Decided by <@U0LEAD001>, ${AT_NOON}.`,
      'Because: It is packed.',
      ...WHAT,
      MEMO,
      '[Open in Seller Central]',
      BY_ANNA,
    ]);
  });

  it('says so when it was the buyer who cancelled, and counts nothing', () => {
    const lines = linesIn('cancelled', {
      detail: 'cancelled-by-BUYER',
      message: { state: 'none', detail: 'cancelled-by-BUYER' },
    });
    expect(lines.slice(1, 4)).toEqual([
      '*:white_check_mark: Cancelled at Amazon*',
      'It was the buyer who cancelled it.',
      `Read back ${AT_NOON}.`,
    ]);
    expect(lines).toContain('Message to the buyer: none. It was the buyer who cancelled it.');
    expect(lines).not.toContain(COSTS[0]);
  });

  it.each([
    ['waiting', 'Message to the buyer: goes out next.', false],
    ['sending', 'Message to the buyer: being sent.', false],
    ['not_offered', ':clipboard: Message to the buyer: Amazon does not offer to send it. Please copy it into Seller Central.', true],
    [
      'uncertain',
      ':warning: Message to the buyer: no clear answer from Amazon. Please look in Seller Central whether it is there before sending it again.',
      true,
    ],
    ['failed', ':x: Message to the buyer: Amazon refused it.', true],
    ['not_sent', ':clipboard: Message to the buyer: not sent. Please copy it into Seller Central if the buyer should still have it.', true],
    ['none', 'Message to the buyer: none.', false],
  ] as const)('with the message %s says so, and offers the text only to be copied', (state, said, toCopy) => {
    const lines = read(statusMessage({ case: sample.cancelledWith(state), order }, shown));
    expect(lines).toContain(said);
    expect(lines.includes('[Show the message]')).toBe(toCopy);
  });

  it('names the first items and counts the rest, by SKU without the order', () => {
    const items = Array.from({ length: 5 }, (_, index) => ({ orderItemId: `${index}`, sku: `SKU_${index}`, quantity: 2 }));
    const lines = read(statusMessage({ case: sample.caseIn('queued', { items }), order: undefined }, shown));
    expect(lines.slice(3, 7)).toEqual(['• 2 × `SKU_0`', '• 2 × `SKU_1`', '• 2 × `SKU_2`', '• … and 2 more']);
  });

  it('says in one word for notifications that it is practice', () => {
    const { text } = statusMessage({ case: sample.caseIn('queued'), order }, { ...shown, practice: true });
    expect(text).toBe('PRACTICE: Cancellation of order 111-2233445-6677889: :hourglass_flowing_sand: In the outbox');
  });

  it.each([
    [{ kind: 'not-found' }, 'Amazon does not find the order any more.'],
    [{ kind: 'throttled', retryAfterMs: 1000 }, 'Amazon takes no more calls for the moment.'],
    [{ kind: 'not-authorised', message: 'role' }, 'Amazon does not let us do this. A role may be missing: ask your admin.'],
    [{ kind: 'unavailable', message: 'ECONNRESET' }, 'Amazon does not answer.'],
    [{ kind: 'ambiguous', message: 'HTTP 500' }, 'Amazon’s answer was not clear.'],
    [{ kind: 'refused', code: 'InvalidInput', message: 'no such thing' }, 'Amazon InvalidInput: no such thing'],
  ] as const)('makes a sentence of what a step wrote down: %j', (failure, said) => {
    expect(linesIn('queued', { detail: failureText(failure) })).toContain(said);
  });

  it('says the main things in Chinese', () => {
    const one = sample.caseIn('cancelled', { message: { state: 'not_offered' } });
    expect(read(statusMessage({ case: one, order }, { ...shown, text: zh, practice: true }))).toEqual([
      ':test_tube: *练习模式* 这是模拟的亚马逊，不会影响任何真实订单。',
      '*取消订单 111-2233445-6677889*',
      '*:white_check_mark: 亚马逊已取消*',
      `${AT_NOON} 确认。`,
      '• 1 × Blue kettle',
      '合计：US$39.99',
      '缺货 · 库存数量有误 (`NoInventory`)',
      ':warning: 会计入账户的取消率。',
      '取消后的取消率：2.36 %（目标低于 2.5 %）。',
      '备注：shelf 4',
      ':clipboard: 给买家的消息：亚马逊不支持发送。请复制到卖家平台。',
      '[显示消息]',
      '[此 SKU 的其他订单……]',
      '[在卖家平台中打开]',
      `<@U0AGENT01> 于 ${AT_NOON} 申请`,
    ]);
  });
});

describe('the message to copy', () => {
  it('is shown sign by sign', () => {
    const text = 'Dear customer,\n\nTom & Jerry <3 *kettles* ``` `x`\n\nBest regards,\nJames';
    const view = messageTextView(sample.cancelledWith('not_offered', { text }), shown);
    expect(view.blocks[1]).toEqual({ type: 'section', text: { type: 'plain_text', text, emoji: false } });
  });
});
