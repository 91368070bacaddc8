import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('several orders at once', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('are ticked by the agent, approved by the lead with one card, and followed in one thread', async () => {
    const { url, orders } = inject('places').en;
    const [left = ''] = orders.US.slice(5);
    // In Japan one more comes close to the target.
    const [, first = '', second = ''] = orders.JP;
    const [anna, lena] = await Promise.all([takeSeat(browser, url, 'anna'), takeSeat(browser, url, 'lena')]);
    await anna.command(`/cancel-order ${left} ${first} ${second}`);
    await anna.reads('Cancel several orders', 'Orders to cancel', '3 orders ticked', '3 of 3 count against the account.');
    await anna.dialog.getByRole('checkbox', { name: new RegExp(left) }).uncheck();
    await anna.reads('2 orders ticked', 'After these, of which 2 count');
    await anna.pick('Reason', 'Defective or damaged');
    await anna.pick('More exactly', 'Damaged');
    await anna.dialog.getByRole('textbox', { name: 'Why? (for the team)' }).fill('crushed on the shelf');
    await anna.press('Next: check');
    await anna.reads('Check and confirm', `What: ${first}, ${second}`, 'Nothing is sent before a lead has approved it.');
    await anna.press('Ask for approval');
    await anna.press('Yes, go ahead');
    await anna.reads('Requested', '2 orders: waiting for a lead.');
    await anna.escape();
    await lena.goTo('approvals');
    await lena.readsAbout(first, 'Approval wanted: cancel 2 orders', second, 'the rate would be at or above the target');
    await lena.press('Review…');
    await lena.reads('Review a request', 'With these, 7 days');
    await lena.dialog.getByRole('textbox').fill('They are the same buyer.');
    await lena.press('Approve');
    await lena.press('Yes, go ahead');
    await lena.reads('Approved: 2 orders.');
    await lena.escape();
    await anna.readsAbout('Cancellation of 2 orders', 'Cancelled at Amazon');
    await Promise.all([anna.leave(), lena.leave()]);
  });
});
