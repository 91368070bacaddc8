import { afterEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

const DIGESTS = 'C0CANCEL1';
const environment = { DIGEST_CHANNEL: DIGESTS, DIGEST_TIME: '08:00', TIME_ZONE: 'Europe/Berlin' };

describe('the digest', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  const sweep = async (): Promise<void> => {
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.work();
  };

  it('is posted once for each morning, after a restart too, and tells of the day before', async () => {
    journey = await startJourney({ environment });
    const orderId = journey.amazon.shop.samples.outOfStock;
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(300);
    const first = journey.slack.messages(DIGESTS).length;
    expect(first).toBe(1);

    journey.clock.set(new Date('2026-11-25T06:59:59Z'));
    await sweep();
    expect(journey.slack.messages(DIGESTS)).toHaveLength(1);
    journey.clock.set(new Date('2026-11-25T07:00:00Z'));
    await sweep();
    await sweep();
    await journey.restart();
    await sweep();
    expect(journey.slack.messages(DIGESTS)).toHaveLength(2);
    const text = readAloud(journey.slack.messages(DIGESTS)[1]?.blocks ?? []);
    expect(text).toContain('*Cancellations of November 24, 2026*');
    expect(text).toContain('*1* cancelled, *1* of them count');
    expect(text).toContain('Out of stock: 1');
    expect(text).toContain('$89.99');
  });

  it('of a missed day is made up for, the latest one only', async () => {
    journey = await startJourney({ environment });
    journey.clock.set(new Date('2026-11-28T15:00:00Z'));
    await sweep();
    const texts = journey.slack.messages(DIGESTS).map((message) => readAloud(message.blocks));
    expect(texts).toHaveLength(2);
    expect(texts[1]).toContain('November 27, 2026');
  });

  it.each(['reset-after', 'http-500'] as const)('is not posted again when Slack’s answer was lost (%s)', async (kind) => {
    journey = await startJourney({ environment });
    journey.clock.set(new Date('2026-11-25T07:00:00Z'));
    journey.slack.fault({ method: 'chat.postMessage', kind, times: 1 });
    await sweep();
    await journey.later(1800);
    // The first is the digest of the start; of the second Slack may have it or not.
    expect(journey.slack.messages(DIGESTS)).toHaveLength(kind === 'reset-after' ? 2 : 1);
    expect(journey.slack.ledger.filter((entry) => entry.what === 'chat.postMessage')).toHaveLength(2);
  });

  it('is posted later when Slack says that it is too much', async () => {
    journey = await startJourney({ environment });
    journey.clock.set(new Date('2026-11-25T07:00:00Z'));
    journey.slack.fault({ method: 'chat.postMessage', kind: 'ratelimited', times: 1 });
    await sweep();
    expect(journey.slack.messages(DIGESTS)).toHaveLength(1);
    await journey.later(60);
    expect(journey.slack.messages(DIGESTS)).toHaveLength(2);
  });

  it('is given on demand, for today and for longer', async () => {
    journey = await startJourney();
    const orderId = journey.amazon.shop.samples.outOfStock;
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.later(300);
    await journey.anna.command('/cancel-digest');
    await journey.anna.waitForEphemeral(/Cancellations of November 24, 2026[\s\S]*\*1\* cancelled/);
    await journey.anna.command('/cancel-digest 7d');
    await journey.anna.waitForEphemeral(/November 18, 2026[\s\S]*November 24, 2026[\s\S]*\*1\* cancelled/);
  });
});
