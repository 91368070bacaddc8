import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('a line that Amazon refuses', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('is said in Amazon’s own words, with what to do next, and the order is not called cancelled', async () => {
    const { url, orders } = inject('places').en;
    const [, orderId = ''] = orders.US;
    const anna = await takeSeat(browser, url, 'anna');
    const amazon = anna.page.getByRole('complementary', { name: 'Practice Amazon' });
    await amazon.getByLabel('Order id').fill(orderId);
    await amazon.getByLabel('Make something go wrong').selectOption({ label: 'Refuse this order’s line' });
    await amazon.getByRole('button', { name: 'Switch on' }).click();
    await amazon.getByText(`line-refused · ${orderId}`).waitFor();
    await anna.command(`/cancel-order ${orderId}`);
    await anna.pick('Reason', 'Cannot deliver');
    await anna.pick('More exactly', 'No carrier goes there');
    await anna.press('Next: message');
    await anna.press('Next: check');
    await anna.press('Cancel this order');
    await anna.press('Yes, go ahead');
    await anna.reads('Requested');
    await anna.escape();
    await anna.readsAbout(
      orderId,
      'Amazon refused it. The order is not cancelled by us',
      'The order was shipped already.',
      'If it should still be cancelled, Retry reads it afresh and asks once more, or do it by hand in Seller Central.',
      'Retry…',
      'Do it by hand',
    );
    await amazon.getByRole('definition').filter({ hasText: 'UNSHIPPED' }).waitFor();
    await anna.leave();
  });

  it('is said in Chinese, too', async () => {
    const { url, orders } = inject('places').zh;
    const [, orderId = ''] = orders.US;
    const anna = await takeSeat(browser, url, 'anna');
    const amazon = anna.page.getByRole('complementary', { name: '练习版亚马逊' });
    await amazon.getByLabel('订单号').fill(orderId);
    await amazon.getByLabel('制造故障').selectOption({ label: '拒绝此订单的行' });
    await amazon.getByRole('button', { name: '开启' }).click();
    await amazon.getByText(`line-refused · ${orderId}`).waitFor();
    await anna.command(`/cancel-order ${orderId}`);
    await anna.pick('原因', '无法送达');
    await anna.pick('具体原因', '没有承运商可送达');
    await anna.press('下一步：消息');
    await anna.press('下一步：检查');
    await anna.press('取消该订单');
    await anna.press('是，继续');
    await anna.reads('已提交');
    await anna.escape();
    await anna.readsAbout(
      orderId,
      '亚马逊拒绝了。我们没有取消该订单',
      'The order was shipped already.',
      '如仍要取消，“重试”会重新读取该订单并再次申请，也可在卖家平台手动处理。',
      '重试……',
      '手动处理',
    );
    await amazon.getByRole('definition').filter({ hasText: 'UNSHIPPED' }).waitFor();
    await anna.leave();
  });
});
