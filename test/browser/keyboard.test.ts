import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { openBrowser, takeSeat } from './seat.js';

describe('the workspace by keyboard and by ear', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(async () => await browser.close());

  it('takes the keyboard into a window and gives it back when the window closes', async () => {
    const { url, orders } = inject('places').en;
    const anna = await takeSeat(browser, url, 'anna');
    await anna.command(`/cancel-order ${orders.US[3]}`);
    await anna.reads('It can be cancelled.');
    for (let presses = 0; presses < 12; presses += 1) {
      await anna.page.keyboard.press('Tab');
      // Past the last field the browser's own bar has its turn; the page behind never has.
      expect(await anna.page.evaluate(() => document.activeElement?.closest('.workspace') ?? null)).toBeNull();
    }
    await anna.escape();
    expect(await anna.page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe('Message #orders');
    await anna.leave();
  });

  it('closes the question alone at Escape, and the window stays', async () => {
    const { url, orders } = inject('places').en;
    const anna = await takeSeat(browser, url, 'anna');
    await anna.command(`/cancel-order ${orders.US[3]}`);
    await anna.pick('Reason', 'Out of stock');
    await anna.pick('More exactly', 'Sold twice');
    await anna.press('Next: message');
    await anna.press('Next: check');
    await anna.press('Cancel this order');
    await anna.reads('A cancelled order cannot be restored.');
    await anna.page.keyboard.press('Escape');
    await anna.reads('Check and confirm', 'Why: Out of stock · Sold twice');
    expect(await anna.page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel this order');
    await anna.escape();
    await anna.leave();
  });

  it('completes a command, and completes nothing that was not asked for', async () => {
    const anna = await takeSeat(browser, inject('places').en.url, 'anna');
    const composer = anna.page.getByRole('textbox', { name: 'Message #orders' });
    await composer.fill('/');
    await anna.page.getByRole('option', { name: '/cancel-digest' }).waitFor();
    await composer.press('ArrowUp');
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/cancel-digest ');
    await composer.fill('/cancel-everything');
    await composer.press('Enter');
    await anna.page.getByRole('alert').getByText('/cancel-everything is not a valid command.').waitFor();
    await anna.leave();
  });

  it.each(['en', 'zh'] as const)('has a name for whatever can be pressed or filled in (%s)', async (language) => {
    const { url, orders } = inject('places')[language];
    const anna = await takeSeat(browser, url, 'anna');
    const nameless = async (): Promise<readonly string[]> =>
      await anna.page.evaluate(() =>
        [...document.querySelectorAll('button, input, select, textarea, [role=listbox], [role=tab], dialog')].flatMap((element) => {
          const labelledBy = element.getAttribute('aria-labelledby');
          const labels = element instanceof HTMLInputElement || element instanceof HTMLSelectElement ? [...(element.labels ?? [])] : [];
          const named = [element.getAttribute('aria-label'), labelledBy === null ? '' : document.getElementById(labelledBy)?.textContent];
          const text = element.matches('button, [role=tab]') ? element.textContent : '';
          return [...named, ...labels.map((label) => label.textContent), text].some((name) => (name ?? '').trim() !== '')
            ? []
            : [element.outerHTML.slice(0, 120)];
        }),
      );
    expect(await nameless()).toEqual([]);
    await anna.command(`/cancel-order ${orders.US[3]}`);
    await anna.reads(orders.US[3] ?? '');
    expect(await nameless()).toEqual([]);
    expect(await anna.page.evaluate(() => document.documentElement.lang)).toBe(language === 'en' ? 'en-US' : 'zh-CN');
    await anna.escape();
    await anna.leave();
  });
});
