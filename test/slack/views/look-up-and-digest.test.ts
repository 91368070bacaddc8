import { describe, expect, it } from 'vitest';
import { verdict } from '../../../src/domain/verdict.js';
import { digestMessage } from '../../../src/slack/digest/view.js';
import { orderCard } from '../../../src/slack/look-up/view.js';
import { en } from '../../../src/slack/text/en.js';
import { zh } from '../../../src/slack/text/zh.js';
import type { FindOrderOutcome } from '../../../src/use-cases/look-up/find-order.js';
import { NOON, ORDER, US } from '../../fixtures/cases.js';
import { read } from './rendered.js';
import * as sample from './samples.js';

const shown = { text: en, practice: false, now: NOON, accounts: sample.ACCOUNTS };
const { AT_NOON, TOMORROW_AT_NOON } = sample;
type Found = Extract<FindOrderOutcome, { kind: 'found' }>;

function found(changes: Partial<Found> = {}): Found {
  const copy = sample.copyOf(sample.order());
  const checked = verdict((changes.copy ?? copy).order, { now: NOON, holding: undefined });
  return { kind: 'found', copy, verdict: checked, cases: [], saved: [], rate: sample.RATE, staleBecause: undefined, ...changes };
}

describe('the order card', () => {
  it('shows the order, the verdict, the rate and the two buttons', () => {
    expect(read(orderCard(found(), shown))).toEqual([
      '*Order 111-2233445-6677889* · Amazon US · not shipped · shipped by us',
      '• 1 × Blue kettle `KETTLE_BLUE` · `B000000001` · $39.99',
      'Total: $39.99',
      `Ship by ${TOMORROW_AT_NOON} (24 h left)`,
      ':white_check_mark: It can be cancelled.',
      'No cancellation request by the buyer at Amazon.',
      '7 days: 4 of 212 = 1.89 %. After this one: 5 = *2.36 %* (target under 2.5 %). Room left: 0.',
      `_Rate: Amazon, ${AT_NOON}_`,
      '[Cancel this order…]',
      '[Open in Seller Central]',
      `As Amazon had it ${AT_NOON}.`,
    ]);
  });

  it('has no cancel button for an order that cannot be cancelled', () => {
    const lines = read(orderCard(found({ copy: sample.copyOf(sample.order({ fulfilledBy: 'AMAZON' })) }), shown));
    expect(lines).toContain(
      ':no_entry: It cannot be cancelled here. Amazon ships this order (FBA), so a seller cannot cancel it. The buyer can, under Your Orders.',
    );
    expect(lines).not.toContain('[Cancel this order…]');
  });

  it('lists the requests that there were', () => {
    expect(read(orderCard(found({ cases: [sample.caseIn('refused')] }), shown))).toContain(
      `• ${AT_NOON} <@U0AGENT01>: Out of stock · The count was wrong – :x: Amazon refused it. The order is not cancelled by us`,
    );
  });

  it.each([
    [
      12,
      en,
      'Amazon takes no more look-ups for 12 s; try again then. Nothing was changed.',
      `:hourglass: This is the order as it was ${AT_NOON}, 12 s ago.`,
    ],
    [
      91,
      en,
      'Amazon takes no more look-ups for 2 min; try again then. Nothing was changed.',
      `:hourglass: This is the order as it was ${AT_NOON}, 2 min ago.`,
    ],
    [7201, zh, '亚马逊在 3 小时内不再接受查询，请届时重试。没有做任何更改。', `:hourglass: 这是 ${AT_NOON} 时的订单（3 小时前）。`],
    [
      259_200,
      en,
      'Amazon takes no more look-ups for 3 days; try again then. Nothing was changed.',
      `:hourglass: This is the order as it was ${AT_NOON}, 3 days ago.`,
    ],
  ])('says why a copy of %d s ago is shown, when to try again, and how old it is', (seconds, text, why, age) => {
    const milliseconds = seconds * 1000;
    // A moment too long is the next second: who comes back then is not sent away again.
    const stale = found({ staleBecause: { kind: 'throttled', retryAfterMs: milliseconds - 999 } });
    const later = { ...shown, text, now: new Date(NOON.getTime() + milliseconds) };
    expect(read(orderCard(stale, later)).slice(0, 2)).toEqual([why, age]);
  });

  it('counts the items that it does not name', () => {
    const items = Array.from({ length: 100 }, () => sample.item());
    expect(read(orderCard(found({ copy: sample.copyOf(sample.order({ items })) }), shown))[6]).toBe('… and 95 more');
  });

  it('says when the ship-by time has passed', () => {
    const late = sample.order({ shipBy: new Date('2026-11-24T09:30:00Z') });
    const lines = read(orderCard(found({ copy: sample.copyOf(late) }), shown));
    expect(lines[3]).toMatch(/\(2 h late\)$/);
    expect(lines).toContain('• The ship-by time has passed.');
  });

  it('names the account where there are several', () => {
    expect(read(orderCard(found(), { ...shown, accounts: sample.TWO_ACCOUNTS }))[0]).toBe('Seller account: *Northern Shop*');
    expect(read(orderCard(found(), shown)).join()).not.toContain('Northern Shop');
  });

  it('says that an order is of a marketplace that nobody has set up for the account', () => {
    const german = sample.copyOf(sample.order({ marketplaceId: sample.GERMANY }));
    expect(read(orderCard(found({ copy: german }), shown))[0]).toBe(
      ':information_source: It is an order of Amazon DE, which is not among the marketplaces set up for this account. Our lists and rates leave it out.',
    );
  });

  it('says which accounts were asked when none of several has the order', () => {
    const nobodys = { kind: 'failed', orderId: ORDER, failure: { kind: 'not-found' } } as const;
    expect(read(orderCard(nobodys, { ...shown, accounts: sample.TWO_ACCOUNTS }))).toEqual([
      'Amazon has no order 111-2233445-6677889 for any of the connected accounts (Northern Shop, Second Shop). Check the id.',
    ]);
  });

  it('answers not found, not authorised, throttled and down in four different sentences', () => {
    const said = (failure: Extract<FindOrderOutcome, { kind: 'failed' }>['failure']) =>
      read(orderCard({ kind: 'failed', orderId: ORDER, failure }, shown));
    expect([
      said({ kind: 'not-found' }),
      said({ kind: 'not-authorised', message: 'x' }),
      said({ kind: 'throttled', retryAfterMs: 1 }),
      said({ kind: 'unavailable', message: 'x' }),
    ]).toEqual([
      ['Amazon has no order 111-2233445-6677889 for this account. Check the id.'],
      ['Amazon does not let us read this order. A role may be missing, or it is another account’s. Ask your admin.'],
      ['Amazon takes no more look-ups for 1 s; try again then. Nothing was changed.'],
      ['Amazon does not answer. Nothing was changed. Try again in a few minutes.'],
    ]);
  });
});

describe('the digest', () => {
  it('shows rates first, then what was cancelled, why, and what needs a person', () => {
    expect(read(digestMessage(sample.digest(), shown))).toEqual([
      '*Cancellations of November 23, 2026*',
      `:large_yellow_circle: *Amazon US*: 5 of 212 = *2.36 %* (target under 2.5 %), room left: 0 – _Amazon, ${AT_NOON}_`,
      ':white_circle: *Amazon JP*: rate not known',
      '*2* cancelled, *1* of them counts.',
      '*By reason*',
      '• Buyer asked: 1, of which 0 count',
      '• Out of stock: 1, of which 1 counts',
      '*Value*: $39.99 · ¥1,200',
      '*Saved*: 2 (to be shipped late instead of cancelled)',
      '*Cancelled without this app*',
      '• In Seller Central: 3, of which 1 counts',
      '• Amazon does not say by whom: 1, of which 0 count',
      'Value: $100.50',
      '*Needs attention*',
      '• No end in sight: `111-2233445-6677889`',
      '• Amazon will cancel it within 48 hours unless it is shipped, and it counts: `111-2233445-6677889`',
      'Waiting for approval: 1',
    ]);
  });

  it('says the same in Chinese', () => {
    expect(read(digestMessage(sample.digest({ from: '2026-11-17' }), { ...shown, text: zh }))).toEqual([
      '*2026年11月17日 至 2026年11月23日 的取消情况*',
      `:large_yellow_circle: *Amazon US* 5 / 212 = *2.36 %* （目标低于 2.5 %），剩余额度：0 – _亚马逊, ${AT_NOON}_`,
      ':white_circle: *Amazon JP* 取消率未知',
      '共取消 *2* 单，其中 *1* 单计入取消率。',
      '*按原因*',
      '• 买家要求：1 单，其中 0 单计入',
      '• 缺货：1 单，其中 1 单计入',
      '*金额：* US$39.99 · JP¥1,200',
      '*已挽回：* 2 单（改为延迟发货，没有取消）',
      '*不是通过本应用取消的*',
      '• 在卖家平台：3 单，其中 1 单计入',
      '• 亚马逊未说明由谁取消：1 单，其中 0 单计入',
      '金额：US$100.50',
      '*需要处理*',
      '• 迟迟没有结果：`111-2233445-6677889`',
      '• 如不发货，亚马逊将在 48 小时内取消，并计入取消率：`111-2233445-6677889`',
      '等待批准：1',
    ]);
  });

  it('needs one line for a day with nothing', () => {
    const nothing = {
      total: 0,
      counted: 0,
      byReason: [],
      value: [],
      elsewhere: [],
      attention: [],
      awaitingApproval: 0,
      saved: 0,
      marketplaces: [],
    };
    expect(read(digestMessage(sample.digest(nothing), shown))).toEqual([
      '*Cancellations of November 23, 2026*',
      'Quiet: nothing was cancelled, and nothing waits for anybody.',
    ]);
  });

  it('is not quiet while something needs a person', () => {
    const waiting = {
      total: 0,
      counted: 0,
      byReason: [],
      value: [],
      elsewhere: [],
      attention: [],
      marketplaces: [],
      saved: 0,
      awaitingApproval: 2,
    };
    expect(read(digestMessage(sample.digest(waiting), shown)).slice(1)).toEqual([
      '*0* cancelled, *0* of them count.',
      'Waiting for approval: 2',
    ]);
  });

  it('is not quiet when somebody cancelled elsewhere', () => {
    const elsewhere = [{ by: 'AMAZON', total: 1, counted: 0 }] as const;
    const said = {
      total: 0,
      counted: 0,
      byReason: [],
      value: [],
      attention: [],
      marketplaces: [],
      awaitingApproval: 0,
      saved: 0,
      elsewhere,
    };
    expect(read(digestMessage(sample.digest({ ...said, elsewhereValue: [] }), shown)).slice(1)).toEqual([
      '*0* cancelled, *0* of them count.',
      '*Cancelled without this app*',
      '• By Amazon: 1, of which 0 count',
    ]);
  });

  it('marks a missed target and says what it takes', () => {
    const rate = { count: { orders: 212, counted: 6 }, target: sample.RATE.target, roomLeft: 0, source: 'estimate', asOf: NOON } as const;
    expect(read(digestMessage(sample.digest({ marketplaces: [{ marketplaceId: US, rate }] }), shown)).slice(1, 3)).toEqual([
      `:red_circle: *Amazon US*: 6 of 212 = *2.83 %* (target under 2.5 %), room left: 0 – _estimate, ${AT_NOON}_`,
      'To be under the target again it takes 241 orders in 7 days.',
    ]);
  });

  it('says that there were no orders instead of a rate', () => {
    const rate = { count: { orders: 0, counted: 0 }, target: sample.RATE.target, roomLeft: 0, source: 'estimate', asOf: NOON } as const;
    expect(read(digestMessage(sample.digest({ marketplaces: [{ marketplaceId: US, rate }] }), shown))[1]).toContain('0 of 0 = *no orders*');
  });
});
