import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('a buyer who asks Amazon to cancel', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('is accepted by the agent without picking a reason, and it does not count', async () => {
    const { url, orders } = inject('places').en;
    const [, , orderId = ''] = orders.US;
    const anna = await takeSeat(browser, url, 'anna');
    const amazon = anna.page.getByRole('complementary', { name: 'Practice Amazon' });
    await amazon.getByLabel('Order id').fill(orderId);
    await amazon.getByRole('button', { name: 'Buyer asks to cancel' }).click();
    await amazon.getByRole('definition').filter({ hasText: 'yes' }).waitFor();
    await anna.command(`/cancel-order ${orderId}`);
    await anna.reads('The buyer asked Amazon to cancel it', 'It will not count.', 'It does not count: the buyer asked Amazon for it.');
    await anna.press('Next: message');
    expect(await anna.dialog.getByLabel('Text').inputValue()).toContain(`As you asked, we have cancelled your order ${orderId}`);
    await anna.press('Next: check');
    await anna.reads('Why: Buyer asked (BuyerCanceled)');
    await anna.press('Cancel this order');
    await anna.press('Yes, go ahead');
    await anna.reads('Requested');
    await anna.escape();
    await anna.readsAbout(orderId, 'Cancelled at Amazon', 'It does not count: the buyer asked Amazon for it.');
    await anna.leave();
  });

  it('is accepted in Chinese, too', async () => {
    const { url, orders } = inject('places').zh;
    const [, , orderId = ''] = orders.US;
    const anna = await takeSeat(browser, url, 'anna');
    const amazon = anna.page.getByRole('complementary', { name: '练习版亚马逊' });
    await amazon.getByLabel('订单号').fill(orderId);
    await amazon.getByRole('button', { name: '买家申请取消' }).click();
    await amazon.getByRole('definition').filter({ hasText: '是' }).waitFor();
    await anna.command(`/cancel-order ${orderId}`);
    await anna.reads('买家已在亚马逊申请取消', '不计入取消率。', '不计入取消率：买家已在亚马逊申请。');
    await anna.press('下一步：消息');
    expect(await anna.dialog.getByLabel('内容').inputValue()).toContain(`As you asked, we have cancelled your order ${orderId}`);
    await anna.press('下一步：检查');
    await anna.reads('原因： 买家要求 (BuyerCanceled)');
    await anna.press('取消该订单');
    await anna.press('是，继续');
    await anna.reads('已提交');
    await anna.escape();
    await anna.readsAbout(orderId, '亚马逊已取消', '不计入取消率：买家已在亚马逊申请。');
    await anna.leave();
  });
});
