import { mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { startStage } from '../../src/demo/stage.js';
import { projectRoot } from '../../src/root.js';
import { openBrowser, type Seat, takeSeat } from './seat.js';

/** The pictures of the README, made from the practice workspace: `npm run screenshots`. */
const FOLDER = join(projectRoot, 'docs/screenshots');
const SIZE = { width: 1180, height: 680 };
const MAX_BYTES = 150_000;

mkdirSync(FOLDER, { recursive: true });
const stage = await startStage({ socketMode: false, outboxSeconds: 3, port: 0, language: 'en', page: true });
const browser = await openBrowser();
const { outOfStock, unshippedJapanese } = stage.amazon.shop.samples;
const anna = await takeSeat(browser, stage.slack.origin, 'anna', { measured: false });
const lena = await takeSeat(browser, stage.slack.origin, 'lena', { measured: false });

await anna.command(`/cancel-order ${outOfStock}`);
await anna.pick('Reason', 'Out of stock');
await anna.pick('More exactly', 'The count was wrong');
await anna.reads('It counts against the account.');
await picture(anna, 'reason');
await anna.press('Next: message');
await anna.press('Next: check');
await anna.press('Cancel this order');
await anna.press('Yes, go ahead');
await anna.reads('Requested');
await anna.escape();
await anna.readsAbout(outOfStock, 'Message to the buyer: sent.');
await picture(anna, 'status');

await anna.command(`/cancel-order ${unshippedJapanese}`);
await anna.pick('Reason', 'Defective or damaged');
await anna.pick('More exactly', 'Damaged');
await anna.press('Next: message');
await anna.press('Next: check');
await anna.press('Ask for approval');
await anna.press('Yes, go ahead');
await anna.reads('waits for a lead');
await lena.goTo('# approvals');
await lena.readsAbout(unshippedJapanese, 'Approval wanted');
await picture(lena, 'approval');

await browser.close();
await stage.close();

async function picture({ page }: Seat, name: string): Promise<void> {
  const path = join(FOLDER, `${name}.png`);
  await page.setViewportSize(SIZE);
  await page.screenshot({ path });
  const { size } = statSync(path);
  if (size > MAX_BYTES) throw new Error(`${path} has ${size} bytes, more than ${MAX_BYTES}`);
  process.stdout.write(`${path}: ${Math.round(size / 1000)} kB\n`);
}
