import { afterEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const APPROVALS = 'C0APPROV1';

/** What an approver reads, with what is left to do, and what stands in the message that follows the request. */
const SHIPPED = {
  en: {
    userId: 'U0LEAD001',
    said: 'The order cannot be cancelled any more. Nothing was sent.\nIt is shipped. What is left is a return or a refund, in Seller Central.',
    status: /Not sent.*Decided by <@U0LEAD001>.*It is shipped\. What is left is a return or a refund, in Seller Central\./s,
    link: '[Open in Seller Central]',
  },
  zh: {
    userId: 'U0ADMIN01',
    said: '该订单已不能取消，没有发送任何内容。\n该订单已发货，只能在卖家平台中办理退货或退款。',
    status: /没有发送.*<@U0ADMIN01> 于 .*决定。.*该订单已发货，只能在卖家平台中办理退货或退款。/s,
    link: '[在卖家平台中打开]',
  },
} as const;

describe('an order that was shipped while its cancellation waited for approval', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  it.each([
    ['en', 'on the card'],
    ['en', 'in the review'],
    ['zh', 'on the card'],
    ['zh', 'in the review'],
  ] as const)('is refused at the click with nothing sent, and what is left to do is said (%s, %s)', async (language, where) => {
    const shipped = SHIPPED[language];
    journey = await startJourney({ environment: { WORKSPACE_LANGUAGE: language } });
    const orderId = journey.amazon.shop.samples.unshippedJapanese;
    await requestCancellation(journey.anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    const approver = journey.slack.person(shipped.userId);
    let said: string;
    if (where === 'on the card') {
      const button = journey.button(APPROVALS, orderId, 'approve');
      journey.amazon.control.ships(orderId);
      await approver.clickMessage(button);
      said = (await approver.waitForEphemeral(/./)).text;
    } else {
      await approver.clickMessage(journey.button(APPROVALS, orderId, 'review'));
      await approver.waitForView(/\[Approve\]|\[批准\]/);
      journey.amazon.control.ships(orderId);
      await approver.click('approve');
      await approver.waitForView(/Nothing was sent|没有发送任何内容/);
      said = approver.viewText();
    }
    expect(said).toContain(shipped.said);
    await journey.later(300);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'not_sent', detail: 'shipped', decidedBy: shipped.userId });
    expect([journey.calls('createFeedDocument'), journey.calls('createFeed'), journey.calls('createUnexpectedProblem')]).toEqual([0, 0, 0]);
    expect(journey.amazon.shop.order(orderId)?.status).toBe('SHIPPED');
    const status = journey.posted('C0ORDERS1', orderId);
    expect(status).toMatch(shipped.status);
    expect(status).toContain(shipped.link);
    const direct = journey.slack.directMessages('U0AGENT01').map(({ blocks }) => readAloud(blocks));
    expect(direct.join('\n')).toMatch(shipped.status);
  });
});
