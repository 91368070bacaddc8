import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleName } from '../../src/practice/amazon/samples.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';

const IN_SELLER_CENTRAL = { en: '[Open in Seller Central]', zh: '[在卖家平台中打开]' };
const CANCEL = { en: '[Cancel this order…]', zh: '[取消该订单……]' };
const FBA = {
  en: 'Amazon ships this order (FBA), so a seller cannot cancel it. The buyer can, under Your Orders.',
  zh: '该订单由亚马逊发货（FBA），卖家无法取消。买家可以在“我的订单”中取消。',
};
const program = (name: string) => ({
  en: `It is in Amazon’s program ${name}, which has its own way of cancelling. Do it in Seller Central.`,
  zh: `该订单属于亚马逊的 ${name} 计划，有自己的取消方式。请到卖家平台处理。`,
});

/** Every state that an order may be in at Amazon, an order of the practice shop in it, and what is said of it with the next step. */
const STATES: readonly { readonly state: string; readonly sample: SampleName; readonly en: string; readonly zh: string }[] = [
  {
    state: 'PENDING',
    sample: 'pending',
    en: 'The payment is still pending, and Amazon lets nobody act on it. Try again when it is “not shipped”.',
    zh: '付款仍在处理中，亚马逊不允许操作。请等状态变为“未发货”后再试。',
  },
  {
    state: 'PENDING_AVAILABILITY',
    sample: 'pendingAvailability',
    en: 'It is a pre-order that is not released yet. Try again when it is “not shipped”.',
    zh: '这是尚未发售的预售订单。请等状态变为“未发货”后再试。',
  },
  {
    state: 'PARTIALLY_SHIPPED',
    sample: 'partlyShipped',
    en: 'A part of it is shipped. Cancelling would refund the whole order, so it is not done from here. See Seller Central.',
    zh: '该订单已部分发货。取消会退还整笔订单的款项，因此不能在此操作。请到卖家平台处理。',
  },
  {
    state: 'SHIPPED',
    sample: 'shipped',
    en: 'It is shipped. What is left is a return or a refund, in Seller Central.',
    zh: '该订单已发货，只能在卖家平台中办理退货或退款。',
  },
  { state: 'CANCELLED by us', sample: 'cancelled', en: 'It is cancelled already, by us.', zh: '该订单已由我们取消。' },
  { state: 'CANCELLED by the buyer', sample: 'cancelledByBuyer', en: 'It is cancelled already, by the buyer.', zh: '该订单已由买家取消。' },
  { state: 'CANCELLED by Amazon', sample: 'cancelledByAmazon', en: 'It is cancelled already, by Amazon.', zh: '该订单已由亚马逊取消。' },
  { state: 'UNFULFILLABLE', sample: 'unfulfillable', ...FBA },
  { state: 'fulfilled by AMAZON', sample: 'fba', ...FBA },
  { state: 'AMAZON_EASY_SHIP', sample: 'easyShip', ...program('AMAZON_EASY_SHIP') },
  { state: 'DELIVERY_BY_AMAZON', sample: 'deliveryByAmazon', ...program('DELIVERY_BY_AMAZON') },
  { state: 'IN_STORE_PICK_UP', sample: 'storePickUp', ...program('IN_STORE_PICK_UP') },
  { state: 'INVOICE_BY_AMAZON', sample: 'invoiceByAmazon', ...program('INVOICE_BY_AMAZON') },
];
const READERS = { en: 'U0AGENT01', zh: 'U0ADMIN01' } as const;
const LANGUAGES = ['en', 'zh'] as const;

describe('an order at Amazon', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
    journey.amazon.control.setRateLimits(false);
  });
  afterAll(async () => await journey.end());

  /** The card that a look-up gives, and the window that a request for it opens, as they are read aloud. */
  const shown = async (sample: SampleName, language: (typeof LANGUAGES)[number], window: RegExp) => {
    // Amazon lets an order be read every two seconds.
    await journey.later(10);
    const person = journey.slack.person(READERS[language]);
    const orderId = journey.amazon.shop.samples[sample];
    const isCard = (one: { readonly blocks: unknown }): boolean => JSON.stringify(one.blocks).includes(orderId);
    await person.command(`/find-order ${orderId}`);
    const card = await journey.slack.context.state.until(() => person.ephemerals().findLast(isCard), {
      withinMs: 10_000,
      describe: () => `No card of ${orderId}`,
    });
    await person.command(`/cancel-order ${orderId}`);
    await person.waitForView(window);
    const inWindow = person.viewText();
    person.close();
    return { card: readAloud(card.blocks), window: inWindow };
  };

  it.each(STATES.flatMap((one) => LANGUAGES.map((language) => ({ ...one, language, said: one[language] }))))(
    'that is $state is refused on its card and in the window, with the next step ($language)',
    async ({ sample, language, said }) => {
      const { card, window } = await shown(sample, language, /cannot be cancelled here|不能在此取消/);
      for (const read of [card, window]) {
        expect(read).toContain(said);
        expect(read).toContain(IN_SELLER_CENTRAL[language]);
        expect(read).not.toContain(CANCEL[language]);
      }
    },
  );

  it.each(LANGUAGES)('that is UNSHIPPED and shipped by us can be cancelled, on its card and in the window (%s)', async (language) => {
    const { card, window } = await shown('unshipped', language, /Reason:|原因:/);
    expect(card).toContain({ en: ':white_check_mark: It can be cancelled.', zh: ':white_check_mark: 可以取消。' }[language]);
    expect(card).toContain(CANCEL[language]);
    expect(window).toContain({ en: 'Reason:', zh: '原因:' }[language]);
  });
});
