import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { announce } from '../../src/use-cases/carry-out/announce.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { type Journey, startJourney } from '../support/journey.js';

const SKU = 'KETTLE-17L';
const CHANNEL = 'C0ORDERS1';
/** In Los Angeles it is the morning of the 24th when a journey begins. */
const environment = { TIME_ZONE: 'America/Los_Angeles', DIGEST_TIME: '08:30' };
const MORNING = '2026-11-27T16:30:00Z';

describe('a SKU that was set to 0 and is to be back on a day', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney({ environment });
    orderId = journey.amazon.shop.samples.anotherUnshipped;
  });
  afterEach(async () => await journey.end());

  /** Up to the first step, with the day filled in. */
  const fillIn = async (day: string): Promise<void> => {
    const { anna } = journey;
    await anna.command(`/cancel-order ${orderId}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'out_of_stock');
    await anna.waitForView(/More exactly/);
    const updates = (): number => journey.slack.ledger.filter(({ what }) => what === 'views.update').length;
    const before = updates();
    await anna.select('sub_reason', 'count_wrong');
    await expect.poll(updates).toBe(before + 1);
    expect(anna.viewText()).not.toContain('Back in stock on');
    await anna.select('stock', `zero:${SKU}`);
    await anna.waitForView(/Back in stock on/);
    pickDay(day);
  };
  const pickDay = (day: string): void => {
    const { anna } = journey;
    const address = {
      container: { kind: 'view', viewId: anna.view()?.id ?? '' },
      blockId: `restock_on.${SKU}`,
      actionId: 'restock_on',
    } as const;
    anna.client.enter(address, { selected_date: day });
  };
  const cancelUntil = async (day: string): Promise<void> => {
    await fillIn(day);
    await journey.anna.submit();
    await journey.anna.waitForView(/Message to the buyer/);
    await journey.anna.submit();
    await journey.anna.waitForView(/Check and confirm/);
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(/\[ Requested \]/);
    await journey.later(400);
  };
  const sweep = async (): Promise<void> => {
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.work();
  };
  const at = async (moment: string): Promise<void> => {
    journey.clock.set(new Date(moment));
    await sweep();
    await sweep();
  };
  const replies = (): readonly { readonly ts: string; readonly said: string }[] => {
    const status = journey.slack
      .messages(CHANNEL)
      .find(({ thread, blocks }) => thread === undefined && JSON.stringify(blocks).includes(orderId));
    const inThread = journey.slack.messages(CHANNEL).filter(({ thread }) => thread === status?.ts);
    return inThread.map(({ ts, blocks }) => ({ ts, said: readAloud(blocks) }));
  };

  it('is called to mind on that morning, once, by name, in the thread, also after a restart, and put back on a click', async () => {
    const before = journey.amazon.shop.stock(SKU) ?? 0;
    await cancelUntil('2026-11-27');
    expect(journey.posted(CHANNEL, orderId)).toContain(`\`${SKU}\` is set to 0. To be back on November 27, 2026. ${before} → 0.`);
    await at('2026-11-27T16:29:59Z');
    expect(replies()).toEqual([]);
    await journey.restart();
    await at(MORNING);
    await journey.restart();
    await at('2026-11-27T20:00:00Z');
    await at('2026-11-28T20:00:00Z');
    const said = `:test_tube: *PRACTICE* – a pretend Amazon. No real order is touched.
<@U0AGENT01> :package: SKU \`${SKU}\` was to be back today. Put back to ${before}?
[Put back to ${before}]`;
    expect(replies().map((reply) => reply.said)).toEqual([said]);
    const caseId = (await journey.caseOf(orderId))?.id ?? '';
    await journey.anna.clickMessage({ channelId: CHANNEL, ts: replies()[0]?.ts ?? '', actionId: `put_back:${caseId}` });
    await journey.anna.waitForEphemeral(/It is put back\./);
    await journey.later(60);
    expect(journey.amazon.shop.stock(SKU)).toBe(before);
  });

  it('is called to mind later where that morning was missed, with its day', async () => {
    await cancelUntil('2026-11-27');
    await at('2026-11-28T16:00:00Z');
    expect(replies().map(({ said }) => said)).toEqual([
      expect.stringContaining(`SKU \`${SKU}\` was to be back on November 27, 2026. Put back to `),
    ]);
  });

  it('is not called to mind when it was put back already', async () => {
    await cancelUntil('2026-11-27');
    await journey.anna.clickMessage(journey.button(CHANNEL, orderId, 'put_back'));
    await journey.later(60);
    await at(MORNING);
    expect(replies()).toEqual([]);
  });

  it('is not called to mind when the order was not cancelled, or the quantity never changed', async () => {
    journey.amazon.control.fault({ kind: 'line-refused', orderId });
    await cancelUntil('2026-11-27');
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'refused' });
    await at(MORNING);
    expect(replies()).toEqual([]);
  });

  it('is called to mind once where two processes come to it at the same moment', async () => {
    await cancelUntil('2026-11-27');
    journey.clock.set(new Date(MORNING));
    const { id } = (await journey.caseOf(orderId)) ?? {};
    if (id === undefined) throw new Error('There is a case');
    const { desk } = journey.app;
    await Promise.all([announce(desk, id), announce(desk, id), announce(desk, id)]);
    expect(replies()).toHaveLength(1);
  });

  it.each([
    ['ratelimited', 2, 1],
    // It may have arrived: it is not said again.
    ['reset-after', 1, 1],
    ['http-500', 1, 0],
  ] as const)('is tried again only where Slack surely has not taken it (%s)', async (kind, tries, said) => {
    await cancelUntil('2026-11-27');
    journey.slack.fault({ method: 'chat.postMessage', kind, times: 1 });
    await at(MORNING);
    await journey.later(120);
    await sweep();
    const tried = journey.slack.ledger.filter(
      ({ what, sent }) => what === 'chat.postMessage' && JSON.stringify(sent).includes('was to be back'),
    );
    expect([tried.length, replies().length]).toEqual([tries, said]);
  });

  it.each(['2026-11-24', '2026-11-23'])('cannot be wanted back on %s, which is not to come any more', async (day) => {
    await fillIn(day);
    await journey.anna.submit();
    await journey.anna.waitForView(/The day on which the units are to be back can be tomorrow at the earliest\./);
    pickDay('2026-11-25');
    await journey.anna.submit();
    await journey.anna.waitForView(/Message to the buyer/);
  });

  it('has the day checked at the last click, too: tomorrow may be today by then', async () => {
    await fillIn('2026-11-25');
    await journey.anna.submit();
    await journey.anna.waitForView(/Message to the buyer/);
    await journey.anna.submit();
    await journey.anna.waitForView(/Check and confirm/);
    expect(journey.anna.viewText()).toContain('To be back on November 25, 2026.');
    journey.clock.set(new Date('2026-11-25T08:00:00Z'));
    await journey.anna.click('confirm_request');
    await journey.anna.waitForView(/can be tomorrow at the earliest/);
    expect(await journey.caseOf(orderId)).toBeUndefined();
  });
});
