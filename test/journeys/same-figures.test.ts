import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

/** An order of each marketplace to look at. */
const PREVIEWED = { US: 'unshipped', DE: 'unshippedGerman', JP: 'unshippedJapanese' } as const;
const COUNTRIES = ['US', 'DE', 'JP'] as const;

describe('the rate of a marketplace', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  /** The figures as somebody reads them now: on the Home tab, in the digest, and in the window of a request. */
  const surfaces = async () => {
    const { anna, slack, amazon } = journey;
    const home = await anna.openHome();
    const before = anna.ephemerals().length;
    await anna.command('/cancel-digest');
    const said = await slack.context.state.until(() => anna.ephemerals()[before], { withinMs: 10_000, describe: () => 'No digest' });
    const digest = readAloud(said.blocks);
    const headline = (text: string, country: string): string =>
      new RegExp(`Amazon ${country}\\*: (\\d+ of \\d+ = )\\*([\\d.]+ %)\\*`).exec(text)?.slice(1).join('') ?? text;
    const preview: string[] = [];
    for (const country of COUNTRIES) {
      await anna.command(`/cancel-order ${amazon.shop.samples[PREVIEWED[country]]}`);
      await anna.waitForView(/Reason:/);
      preview.push(/^7 days: (\d+ of \d+ = [\d.]+ %)\. After this one/m.exec(anna.viewText())?.[1] ?? anna.viewText());
      anna.close();
    }
    return {
      home: COUNTRIES.map((country) => headline(home, country)),
      digest: COUNTRIES.map((country) => headline(digest, country)),
      preview,
    };
  };

  it('is the same number on Home, in the digest and in a preview at the same moment, before and after cancellations that count', async () => {
    const untouched = ['0 of 150 = 0.00 %', '0 of 60 = 0.00 %', '1 of 90 = 1.11 %'];
    expect(await surfaces()).toEqual({ home: untouched, digest: untouched, preview: untouched });

    const { outOfStock, outOfStockGerman, buyerRequested } = journey.amazon.shop.samples;
    await requestCancellation(journey.anna, { orderId: outOfStock, reason: 'out_of_stock', subReason: 'oversold' });
    await requestCancellation(journey.anna, { orderId: outOfStockGerman, reason: 'out_of_stock', subReason: 'oversold' });
    // The buyer asked Amazon for this one: it does not count.
    await requestCancellation(journey.anna, { orderId: buyerRequested, reason: 'buyer_asked' });
    journey.anna.close();
    const one = ['1 of 150 = 0.67 %', '1 of 60 = 1.67 %', '1 of 90 = 1.11 %'];
    expect(await surfaces()).toEqual({ home: one, digest: one, preview: one });

    // What is taken back counts no more.
    await journey.work();
    await journey.anna.clickMessage(journey.button('C0ORDERS1', outOfStockGerman, 'undo'));
    await expect.poll(async () => (await journey.caseOf(outOfStockGerman))?.state).toBe('undone');
    const undone = ['1 of 150 = 0.67 %', '0 of 60 = 0.00 %', '1 of 90 = 1.11 %'];
    expect(await surfaces()).toEqual({ home: undone, digest: undone, preview: undone });
  });
});
