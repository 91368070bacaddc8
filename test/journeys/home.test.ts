import { describe, expect, it, onTestFinished } from 'vitest';
import { userIdSchema } from '../../src/domain/ids.js';
import { showHome } from '../../src/use-cases/home/show-home.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

async function journeyWith(environment: Readonly<Record<string, string>> = {}): Promise<Journey> {
  const journey = await startJourney({ orders: 60, environment });
  onTestFinished(async () => await journey.end());
  return journey;
}

describe('the Home tab', () => {
  it('says PRACTICE, how to connect an account, the rates of the digest, and that nothing is there yet', async () => {
    const { anna } = await journeyWith();
    expect(await anna.openHome()).toBe(
      [
        ':test_tube: *PRACTICE* – a pretend Amazon. No real order is touched.',
        '*Connect your Amazon account in three steps*',
        '1. Set `AMAZON_LWA_CLIENT_ID`, `AMAZON_LWA_CLIENT_SECRET`, `AMAZON_REFRESH_TOKEN`, `AMAZON_SELLER_ID`, `AMAZON_REGION` and `AMAZON_MARKETPLACE_IDS`: `.env.example` says where to find them.',
        '2. Start the app again. The word PRACTICE is gone then.',
        '3. Look up one of your orders with `/find-order`. Further accounts are added here, under Settings.',
        '[Cancel an order…]',
        'Settings are for admins. Who is one stands in `ADMINS`.',
        '*Cancellation rate*',
        ':red_circle: *Amazon JP*: 1 of 14 = *7.14 %* (target under 2.5 %), room left: 0 – _Amazon, 2026-11-24 15:00 UTC_',
        'To be under the target again it takes 41 orders in 7 days.',
        ':large_yellow_circle: *Amazon DE*: 0 of 8 = *0.00 %* (target under 2.5 %), room left: 0 – _Amazon, 2026-11-24 15:00 UTC_',
        ':large_yellow_circle: *Amazon JP*, 7 days, PRIME orders alone: 0 of 2 = *0.00 %* (target under 0.5 %), room left: 0 – _estimate, 2026-11-24 15:00 UTC_',
        ':large_yellow_circle: *Amazon JP*, 7 days, PREMIUM orders alone: 0 of 1 = *0.00 %* (target under 1 %), room left: 0 – _estimate, 2026-11-24 15:00 UTC_',
        ':large_yellow_circle: *Amazon US*: 0 of 27 = *0.00 %* (target under 2.5 %), room left: 0 – _Amazon, 2026-11-24 15:00 UTC_',
        ':large_yellow_circle: *Amazon US*, 7 days, PRIME orders alone: 0 of 1 = *0.00 %* (target under 0.5 %), room left: 0 – _estimate, 2026-11-24 15:00 UTC_',
        '*My requests*',
        'You have asked for nothing yet.',
        '*Waiting for approval*',
        'Nothing waits for approval.',
        '*Recent requests of everybody*',
        'There is none yet. Begin with `/cancel-order`.',
      ].join('\n'),
    );
  });

  it('speaks each reader’s language', async () => {
    const { slack } = await journeyWith();
    expect(await slack.person('U0ADMIN01').openHome()).toContain('还没有申请。请用 `/cancel-order` 开始。');
  });

  it('shows a request to whoever made it, with everything that happened to it, and to a lead with Review…', async () => {
    const journey = await journeyWith();
    const { anna, lena, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await requestCancellation(anna, {
      orderId,
      reason: 'other',
      subReason: 'fraud',
      signals: ['many_units', 'forwarder'],
      note: 'forwarder address',
    });
    anna.close();
    const caseId = (await journey.caseOf(orderId))?.id ?? '';
    const line = [
      `*Order ${orderId}* · Amazon US · Other · Suspected fraud`,
      ':raised_hand: Waits for approval',
      'Asked for by <@U0AGENT01>, 2026-11-24 15:02 UTC',
    ].join('\n');
    expect((await anna.openHome()).split(`${line} [Details]`)).toHaveLength(4);
    expect((await lena.openHome()).split(`${line} [Review…]`)).toHaveLength(2);
    await lena.clickHome(`review:${caseId}`);
    await lena.waitForView(/forwarder address/);
    lena.type('decline_note', 'seen in three orders');
    await lena.click('approve');
    await lena.waitForView(/Approved\./);
    await journey.later(300);

    await anna.openHome();
    await anna.clickHome(`show_case:${caseId}`);
    await anna.waitForView(/What happened/);
    expect(anna.viewText().split('\n').slice(2, 12)).toEqual([
      `*Order ${orderId}* · Amazon US`,
      '*:white_check_mark: Cancelled at Amazon*',
      expect.stringMatching(/^• 1 × /),
      expect.stringMatching(/^Total: \$/),
      'Other · Suspected fraud (`GeneralAdjustment`)',
      'Signals: Many units · Freight forwarder',
      'Note: forwarder address',
      'Because: seen in three orders',
      expect.stringMatching(/^Amazon’s feed: `\d+`$/),
      '*What happened*',
    ]);
    const steps = anna
      .viewText()
      .split('\n')
      .slice(12)
      .map((step) => step.replace(/2026-11-24 15:\d\d UTC/, 'then'));
    expect(steps).toEqual([
      '• then · <@U0AGENT01> · Asked for it: Other – :raised_hand: Waits for approval',
      '• then · <@U0LEAD001> · :hourglass_flowing_sand: In the outbox',
      '• then · Cancel Desk · :outbox_tray: Being sent to Amazon',
      '• then · Cancel Desk · :gear: Amazon is processing it',
      '• then · Amazon · :mag: Reading back whether Amazon has cancelled it',
      '• then · Amazon · :white_check_mark: Cancelled at Amazon',
      '• then · Cancel Desk · Message to the buyer: being sent.',
      '• then · Cancel Desk · :envelope: Message to the buyer: sent.',
    ]);
  });

  it('begins a request, and answers a button of last year by direct message', async () => {
    const { anna, slack } = await journeyWith();
    await anna.openHome();
    await anna.clickHome('start_from_home');
    await anna.waitForView(/Order id/);
    anna.close();
    await anna.clickHome('from_last_year');
    await expect
      .poll(() => slack.messages('D0AGENT01').map(({ text }) => text))
      .toEqual([expect.stringContaining('This button is from an older version of the app')]);
  });

  it('costs six queries, however many marketplaces there are', async () => {
    const { app } = await journeyWith();
    const asked: string[] = [];
    const counted = <T extends object>(port: T, name: string): T =>
      new Proxy(port, {
        get: (target, property) => {
          const method: unknown = Reflect.get(target, property);
          if (typeof method !== 'function') return method;
          return (...args: unknown[]): unknown => {
            asked.push(`${name}.${String(property)}`);
            return Reflect.apply(method, target, args);
          };
        },
      });
    const { desk } = app;
    const { rates, cancellations, caseLists, stuckItems } = desk;
    const watched = {
      ...desk,
      rates: counted(rates, 'rates'),
      cancellations: counted(cancellations, 'cancellations'),
      caseLists: counted(caseLists, 'lists'),
      stuckItems: counted(stuckItems, 'stuck'),
    };
    const shown = await showHome(watched, { userId: userIdSchema.parse('U0AGENT01') });
    expect(new Set(shown.marketplaces.map(({ marketplaceId }) => marketplaceId)).size).toBe(3);
    expect(asked.toSorted()).toEqual([
      'cancellations.countedSince',
      'lists.awaitingApproval',
      'lists.ofRequester',
      'lists.recent',
      'rates.latestOfEach',
      'stuck.list',
    ]);
  });
});
