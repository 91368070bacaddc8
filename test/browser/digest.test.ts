import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('the digest', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('is posted in its channel every morning, and tells of today on demand', async () => {
    const { url, orders } = inject('places').en;
    const [orderId = ''] = orders.DE;
    const anna = await takeSeat(browser, url, 'anna');
    await anna.command(`/cancel-order ${orderId}`);
    await anna.pick('Reason', 'Pricing error');
    await anna.press('Next: message');
    await anna.press('Next: check');
    await anna.press('Cancel this order');
    await anna.press('Yes, go ahead');
    await anna.reads('Requested');
    await anna.escape();
    await anna.readsAbout(orderId, 'Cancelled at Amazon');
    await anna.command('/cancel-digest today');
    await anna.readsAbout('Cancellations of', 'Only visible to you', 'Amazon DE: 1 of 60 = 1.67 % (target under 2.5 %), room left: 0');
    await anna.readsAbout('Cancellations of', 'By reason', 'Pricing error: 1, of which 1 counts', 'Value: ');
    await anna.goTo('# cancellations');
    await anna.readsAbout('Cancellations of', 'Amazon US', 'Amazon DE', 'Amazon JP');
    await anna.leave();
  });

  it('is posted in Chinese, too', async () => {
    const { url, orders } = inject('places').zh;
    const [orderId = ''] = orders.DE;
    const anna = await takeSeat(browser, url, 'anna');
    await anna.command(`/cancel-order ${orderId}`);
    await anna.pick('原因', '价格错误');
    await anna.press('下一步：消息');
    await anna.press('下一步：检查');
    await anna.press('取消该订单');
    await anna.press('是，继续');
    await anna.reads('已提交');
    await anna.escape();
    await anna.readsAbout(orderId, '亚马逊已取消');
    await anna.command('/cancel-digest today');
    await anna.readsAbout('的取消情况', '仅对你可见', 'Amazon DE 1 / 60 = 1.67 % （目标低于 2.5 %），剩余额度：0');
    await anna.readsAbout('的取消情况', '按原因', '价格错误：1 单，其中 1 单计入', '金额：');
    await anna.goTo('# cancellations');
    await anna.readsAbout('的取消情况', 'Amazon US', 'Amazon DE', 'Amazon JP');
    await anna.leave();
  });
});
