import { describe, expect, it } from 'vitest';
import { placeOf } from '../../../src/domain/order-list.js';
import { listView } from '../../../src/slack/look-up/list-view.js';
import { pickView } from '../../../src/slack/look-up/pick-view.js';
import { en } from '../../../src/slack/text/en.js';
import { zh } from '../../../src/slack/text/zh.js';
import { NOON, ORDER, ORDERS_CHANNEL, US } from '../../fixtures/cases.js';
import { controls, readModal } from './rendered.js';
import * as sample from './samples.js';

const shown = { text: en, practice: false, now: NOON, accounts: sample.ACCOUNTS, carries: { channelId: ORDERS_CHANNEL } };
const { AT_NOON, TOMORROW_AT_NOON } = sample;

describe('the list of orders to ship', () => {
  it('shows each order in a few lines with what can be done', () => {
    const requested = sample.order({
      shipBy: undefined,
      total: undefined,
      marketplaceId: sample.JAPAN,
      items: [sample.item({ buyerRequestedCancel: true, quantityOrdered: 3 }), sample.item({ title: 'Lid' }), sample.item(), sample.item()],
    });
    const orders = [sample.listed(sample.order()), sample.listed(requested, sample.caseIn('sent'))];
    expect(readModal(listView(sample.orderList({ orders }), shown))).toEqual([
      '# Orders to ship',
      'Not shipped yet, shipped by us, soonest ship-by first.',
      '<All to ship>',
      '<All marketplaces>',
      `*${ORDER}* · Amazon US · $39.99 · Ship by ${TOMORROW_AT_NOON} (24 h left)`,
      '1 × Blue kettle `KETTLE_BLUE`',
      ':white_check_mark: can be cancelled',
      '[Open order]',
      '[Cancel this order…]',
      `*${ORDER}* · Amazon JP · no ship-by`,
      '3 × Blue kettle `KETTLE_BLUE`',
      '1 × Lid `KETTLE_BLUE`',
      '… and 2 more',
      ':hourglass_flowing_sand: has a request already · :raising_hand: The buyer asked Amazon to cancel it.',
      '[Open order]',
      `From our copies, which have what changed at Amazon up to ${AT_NOON}. *Open order* shows it as it is now.`,
    ]);
  });

  it('says the same in Chinese', () => {
    expect(readModal(listView(sample.orderList(), { ...shown, text: zh }))).toEqual([
      '# 待发货订单',
      '由我们发货、尚未发货的订单，最晚发货时间近的在前。',
      '<全部待发货>',
      '<全部站点>',
      `*${ORDER}* · Amazon US · US$39.99 · 最晚发货时间 ${TOMORROW_AT_NOON}（还剩 24 小时）`,
      '1 × Blue kettle `KETTLE_BLUE`',
      ':white_check_mark: 可以取消',
      '[打开订单]',
      '[取消该订单……]',
      `来自我们的副本，包含亚马逊截至 ${AT_NOON} 的变动。“打开订单”显示订单的最新状态。`,
    ]);
  });

  it('names the account of each order where there are several', () => {
    expect(readModal(listView(sample.orderList(), { ...shown, accounts: sample.TWO_ACCOUNTS }))).toContain(
      `*${ORDER}* · Amazon US · Northern Shop · $39.99 · Ship by ${TOMORROW_AT_NOON} (24 h left)`,
    );
  });

  it('shows which filters hold', () => {
    const filter = { requested: false, late: true, marketplaceId: US, sku: 'KETTLE_BLUE' };
    expect(readModal(listView(sample.orderList({ filter }), shown)).slice(1, 5)).toEqual([
      'Not shipped yet, shipped by us, soonest ship-by first. With the SKU `KETTLE_BLUE`.',
      '<Past ship-by>',
      '<Amazon US>',
      '[All SKUs]',
    ]);
  });

  it('offers no choice of marketplaces where there is one', () => {
    const accounts = sample.ACCOUNTS.map((account) => ({ ...account, marketplaceIds: [US] }));
    expect(controls(listView(sample.orderList({ orders: [] }), { ...shown, accounts }))).toMatchObject([{ action_id: 'list_which' }]);
  });

  it('has the pages beside it as buttons, where there are some', () => {
    const first = sample.order();
    const last = sample.order({ shipBy: undefined });
    const buttons = controls(listView(sample.orderList({ previous: placeOf(first), next: placeOf(last) }), shown)).slice(-2);
    expect(buttons).toMatchObject([
      { action_id: 'list_previous', text: { text: 'Previous' }, value: `${ORDER} 2026-11-25T12:00:00.000Z` },
      { action_id: 'list_next', text: { text: 'Next' }, value: `${ORDER} ` },
    ]);
  });

  it('says that older orders are still being filled in, and how many there are by now', () => {
    const filling = { ...sample.REACH, filling: true, copied: 1234 };
    const lines = (reach: object) => readModal(listView(sample.orderList({ reach: { ...filling, ...reach }, orders: [] }), shown));
    expect(lines({ from: NOON })).toEqual([
      '# Orders to ship',
      'Not shipped yet, shipped by us, soonest ship-by first.',
      `:hourglass_flowing_sand: *The copy of your orders is still being filled: 1,234 so far.* Those that last changed before ${AT_NOON} may be missing here. One order is found by its id all the same.`,
      '<All to ship>',
      '<All marketplaces>',
      'None so far.',
      `From our copies, which have what changed at Amazon up to ${AT_NOON}. *Open order* shows it as it is now.`,
    ]);
    expect(lines({ from: undefined, to: undefined, copied: 0 })[2]).toBe(
      ':hourglass_flowing_sand: *The copy of your orders is still being filled: 0 so far.* Some may be missing here. One order is found by its id all the same.',
    );
  });

  it('says how old the copies on the page are as long as nothing is said of all of them', () => {
    expect(
      readModal(listView(sample.orderList({ reach: { filling: true, from: undefined, to: undefined, copied: 1 } }), shown)).at(-1),
    ).toBe(`From our copies; the oldest on this page is as Amazon had it ${AT_NOON}. *Open order* shows it as it is now.`);
  });

  it('says in different words that there is nothing, nothing like this, and nothing of a SKU', () => {
    const empty = (changes: object) => readModal(listView(sample.orderList({ orders: [], filter: { ...NONE, ...changes } }), shown)).at(-2);
    expect([empty({}), empty({ late: true }), empty({ sku: 'kettle' })]).toEqual([
      ':tada: Nothing is waiting to be shipped.',
      'No order that is waiting to be shipped is like this.',
      'No order that is waiting to be shipped is like this. A SKU has to be typed letter for letter, capitals too.',
    ]);
  });

  it('gives every order id that is to be picked from a button of its own', () => {
    expect(readModal(pickView([ORDER], shown))).toEqual(['# Pick an order', '1 order ids. Which one?', `[${ORDER}]`, '[Cancel several…]']);
  });
});

const NONE = { requested: false, late: false, marketplaceId: undefined, sku: undefined };
