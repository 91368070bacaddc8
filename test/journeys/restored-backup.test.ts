import { addMinutes } from 'date-fns';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caseIdSchema } from '../../src/domain/ids.js';
import { newStock } from '../../src/domain/stock.js';
import { decline } from '../../src/use-cases/decide/decline.js';
import { undo } from '../../src/use-cases/carry-out/undo.js';
import { type Comparison, compareWithAmazon } from '../../src/use-cases/restore/compare.js';
import { restoreReport } from '../../src/use-cases/restore/report.js';
import { ANNA, LENA } from '../fixtures/cases.js';
import { repeated, sentMessages, takenFeeds } from '../support/at-most-once.js';
import { type Backup, putBackupBack, takeBackup } from '../support/backup.js';
import { type Journey, startJourney } from '../support/journey.js';
import { queueCancellations } from '../support/queued-cases.js';

const SKU = 'KETTLE-17L';

describe('a backup that is put back', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
    journey.amazon.control.setRateLimits(false);
  });
  afterEach(async () => await journey.end());

  const hours = async (count: number): Promise<void> => {
    for (let passed = 0; passed < count * 3; passed += 1) {
      journey.clock.advance(20 * 60_000);
      await journey.work();
    }
  };
  const caseId = async (orderId: string) => caseIdSchema.parse((await journey.caseOf(orderId))?.id);
  const compare = async (): Promise<Comparison> => await compareWithAmazon(journey.app.desk, async (ms) => journey.clock.advance(ms));
  const effects = () => ({
    cancelled: takenFeeds(journey.amazon.ledger).flatMap(({ orderIds }) => orderIds),
    told: sentMessages(journey.amazon.ledger),
    units: journey.effects('patchListingsItem'),
  });
  const states = async (orderIds: readonly string[]) =>
    await Promise.all(orderIds.map(async (orderId) => (await journey.caseOf(orderId))?.state));

  /** One case at every step, a backup, and then everything goes on: some are sent, one is taken back, one declined. */
  const lifeGoesOn = async (): Promise<{ readonly backup: Backup; readonly orderIds: readonly string[] }> => {
    const { amazon, app } = journey;
    amazon.control.fault({ kind: 'server-error', operation: 'getMessagingActionsForOrder', times: 50 });
    amazon.control.fault({ kind: 'server-error', operation: 'getListingsItem', times: 50 });
    const stock = newStock({ kind: 'lower', sku: SKU, by: 1 });
    const [told = ''] = await queueCancellations(journey, 1, 0, { stock });
    await journey.later(120);
    // Of those that can be cancelled still, the first ones: what is under way is among them.
    const [underWay = ''] = await queueCancellations(journey, 1);
    await journey.work();
    const [, sent = '', takenBack = ''] = await queueCancellations(journey, 3, 120);
    const approval = {
      state: 'awaiting_approval',
      approvalRules: ['rate_unknown'],
      approvalExpiresAt: addMinutes(journey.clock.now(), 600),
    } as const;
    const declined = (await queueCancellations(journey, 4, 120, approval))[3] ?? '';
    const orderIds = [told, underWay, sent, takenBack, declined];
    await journey.work();
    expect(await states(orderIds)).toEqual(['cancelled', 'sent', 'queued', 'queued', 'awaiting_approval']);
    const backup = await takeBackup(journey.engine);
    await app.desk.continuity.noteWork(journey.clock.now());
    amazon.control.clearFaults();
    expect(await undo(app.desk, { caseId: await caseId(takenBack), userId: ANNA })).toMatchObject({ kind: 'undone' });
    expect(await decline(app.desk, { caseId: await caseId(declined), userId: LENA, note: 'No' })).toMatchObject({ kind: 'declined' });
    await journey.later(1_200);
    expect(await states(orderIds)).toEqual(['cancelled', 'cancelled', 'cancelled', 'undone', 'declined']);
    return { backup, orderIds };
  };

  it('is compared with Amazon by a command, which says of each order what differs and what to do', async () => {
    const { backup, orderIds } = await lifeGoesOn();
    const [told = '', underWay = '', sent = '', takenBack, declined] = orderIds;
    const toSettle = [told, underWay, sent].toSorted();
    const before = effects();
    await putBackupBack(journey.engine, backup, 'elsewhere');
    const report = restoreReport(await compare());
    expect(report.split('\n')).toEqual([
      expect.stringMatching(
        /^What was done after 2026-11-24T15:\d\d:\d\d\.\d{3}Z is not on record here\. Open cases compared with Amazon: 4\.$/,
      ),
      ...toSettle.map(
        (orderId) =>
          `  ${orderId}: the buyer may have been told. Look in Seller Central, then press "It was sent" or "It was not sent" on the message about the order, or on Home.`,
      ),
      `  ${told}: the units on sale may have been changed. Look in Seller Central, then press "I have seen to it" on the message about the order.`,
      `  ${takenBack}: waited to be sent, and is not cancelled at Amazon: dropped, since it may have been taken back. Ask again if it should be cancelled.`,
      `  ${declined}: waits for approval; it may have been decided before: whoever decides should ask the requester.`,
      `  ${underWay}: was sent before the backup and is not read back yet: goes on by itself after the start.`,
      `  ${sent}: is cancelled at Amazon and was open here: put on record as cancelled before the restore. Nothing to do.`,
      'Not to be found out: requests, decisions and settings made since then. Cards in Slack about them answer that they are not known.',
      'Start the app now. Nothing leaves in its first ten minutes.',
      '',
    ]);
    // Run twice it says the same again, but for the cases that are not open any more.
    expect(restoreReport(await compare()).replace('Amazon: 2.', 'Amazon: 4.')).toBe(report);
    expect(effects()).toEqual(before);

    await journey.restart();
    await journey.later(3_600);
    expect(effects()).toEqual(before);
    expect(await states(orderIds)).toEqual(['cancelled', 'cancelled', 'cancelled', 'not_sent', 'awaiting_approval']);
    expect(journey.posted('C0ORDERS1', sent)).toContain('what the app did after that backup is not on record');
  });

  it.each(['elsewhere', 'in-place'] as const)(
    'and forgotten: the app is started without the command (%s), and does nothing a second time',
    async (where) => {
      const { backup, orderIds } = await lifeGoesOn();
      const before = effects();
      journey.clock.advance(30 * 60_000);
      await putBackupBack(journey.engine, backup, where);
      await journey.restart();
      await journey.later(3_600);
      const after = effects();
      expect([repeated(after.cancelled), repeated(after.told), after.units]).toEqual([[], [], before.units]);
      const [told = '', underWay = '', sent = ''] = orderIds;
      for (const orderId of [told, underWay])
        expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled', message: { state: 'uncertain' } });
      expect((await journey.caseOf(told))?.stock).toMatchObject({ state: 'uncertain' });
      expect(journey.posted('C0ORDERS1', told)).toMatch(/no clear answer from Amazon.*It was sent/s);
      // Elsewhere it is known to be a copy: what was agreed to before may have been taken back, and nothing of it leaves.
      expect(after.cancelled.length).toBe(before.cancelled.length + (where === 'elsewhere' ? 0 : 1));
      expect(await journey.caseOf(sent)).toMatchObject(
        where === 'elsewhere' ? { state: 'cancelled', message: { state: 'uncertain' } } : { state: 'not_sent' },
      );
    },
  );

  it('does not send an order again that somebody asks for anew while Amazon works on a feed that is not on record', async () => {
    const { amazon, engine } = journey;
    const backup = await takeBackup(engine);
    amazon.control.fault({ kind: 'feed-stuck', times: 1 });
    const [lost = ''] = await queueCancellations(journey, 1);
    await journey.later(60);
    expect(effects().cancelled).toEqual([lost]);
    await putBackupBack(engine, backup, 'elsewhere');
    await journey.restart();
    const [again, other = ''] = await queueCancellations(journey, 2);
    expect(again).toBe(lost);
    await hours(4);
    expect(await states([lost, other])).toEqual(['queued', 'queued']);
    expect((await journey.caseOf(lost))?.detail).toBe('waits-after-break');
    expect(journey.posted('C0ORDERS1', other)).toContain('it is made sure first that Amazon has no feed that is not on record');
    // The seller looks, and cancels it by hand; a day later the feed is no reason to wait any longer.
    amazon.control.cancelledElsewhere(lost, 'MERCHANT');
    await hours(22);
    expect(effects().cancelled).toEqual([lost, other]);
    expect(await states([lost, other])).toEqual(['not_sent', 'cancelled']);
  });

  it('is noticed under the running app, too', async () => {
    const { app, engine, clock } = journey;
    expect(await app.desk.continuity.noteWork(clock.now())).toBe('goes-on');
    const backup = await takeBackup(engine);
    clock.advance(60_000);
    expect(await app.desk.continuity.noteWork(clock.now())).toBe('goes-on');
    expect(await app.desk.continuity.noteWork(clock.now())).toBe('goes-on');
    await putBackupBack(engine, backup, 'in-place');
    clock.advance(10_000);
    expect(await app.desk.continuity.noteWork(clock.now())).toBe('gone-back');
    expect(await app.desk.continuity.takeUp('gone-back', clock.now())).toMatchObject({ kind: 'restored' });
    expect(await app.desk.continuity.noteWork(clock.now())).toBe('goes-on');
  });

  it('is nothing that a night’s stop is taken for, and neither is a process that died and is started again', async () => {
    const { amazon, app, clock } = journey;
    amazon.control.fault({ kind: 'server-error', operation: 'getMessagingActionsForOrder', times: 50 });
    const [orderId = ''] = await queueCancellations(journey, 1);
    await journey.later(120);
    amazon.control.clearFaults();
    await journey.restart();
    // As if it had been stopped all night: it was stopped in an orderly way.
    await app.desk.continuity.rest();
    clock.advance(10 * 3_600_000);
    expect(await app.desk.continuity.takeUp('start', clock.now())).toBeUndefined();
    clock.advance(19 * 60_000);
    expect(await app.desk.continuity.takeUp('start', clock.now())).toBeUndefined();
    await journey.later(60);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled', message: { state: 'sent' } });
    expect(await app.desk.continuity.lastBreak()).toBeUndefined();
    clock.advance(21 * 60_000);
    expect(await app.desk.continuity.takeUp('start', clock.now())).toMatchObject({ kind: 'away' });
  });
});
