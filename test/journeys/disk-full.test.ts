import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

/** What PostgreSQL says, with its own code, where it cannot make a file longer. Raised by the engine itself at every write of these tables. */
const FULL = `create function disk_full() returns trigger language plpgsql as $$
  begin raise exception 'could not extend file "base/16384/16399": No space left on device' using errcode = 'disk_full'; end $$`;
const TABLES = ['drafts', 'cancellation_cases', 'audit', 'jobs', 'orders'];
const SAID = /The disk of our database is full\. This was not taken, and nothing was cancelled\. Please tell your admin\./;

describe('a database whose disk is full', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
    await journey.engine.sql.executeSql(FULL);
  });
  afterEach(async () => {
    await room();
    await journey.engine.sql.executeSql('drop function disk_full');
    await journey.end();
  });

  const full = async (tables: readonly string[] = TABLES): Promise<void> => {
    for (const table of tables)
      await journey.engine.sql.executeSql(
        `create trigger full_disk before insert or update on ${table} for each statement execute function disk_full()`,
      );
  };
  const room = async (): Promise<void> => {
    for (const table of TABLES) await journey.engine.sql.executeSql(`drop trigger if exists full_disk on ${table}`);
  };

  it('is said to whoever asks, in their language, and nothing is kept or sent', async () => {
    const { anna, lena, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await full();
    await anna.command(`/cancel-order ${orderId}`);
    await anna.waitForView(SAID);
    const amy = journey.slack.person('U0ADMIN01');
    await amy.command(`/cancel-order ${orderId}`);
    await amy.waitForView(/数据库的磁盘已满。此操作未被受理，也没有取消任何订单。请联系管理员。/);
    await room();
    await journey.later(600);
    expect([await journey.caseOf(orderId), journey.calls('createFeed')]).toEqual([undefined, 0]);
    lena.close();
  });

  it('at the last click takes nothing, and the same click works once there is room', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await full();
    await anna.click('confirm_request');
    await anna.waitForView(SAID);
    expect(await journey.caseOf(orderId)).toBeUndefined();
    await room();
    anna.close();
    await requestCancellation(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await journey.later(300);
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
  });

  it('in the middle of a request takes nothing of it: the case and its draft are written together', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await fillIn(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await full(['drafts']);
    await anna.click('confirm_request');
    await anna.waitForView(SAID);
    expect(await journey.caseOf(orderId)).toBeUndefined();
  });

  it('makes the app not ready, and is logged once, however many meet it', async () => {
    const { anna, amazon } = journey;
    const readyz = async (): Promise<string> => await (await fetch(`http://127.0.0.1:${journey.app.port}/readyz`)).text();
    await full();
    for (let times = 0; times < 3; times += 1) {
      await anna.command(`/cancel-order ${amazon.shop.samples.unshipped}`);
      await anna.waitForView(SAID);
      anna.close();
    }
    expect(await readyz()).toBe('database has no room\n');
    await room();
    await vi.waitFor(async () => expect(await readyz()).toBe('ready\n'), 5_000);
    const lines = ['The disk of the database is full', 'the database has room again', 'request failed"'];
    expect(lines.map((said) => journey.logged.filter((line) => line.includes(said)).length)).toEqual([1, 1, 0]);
  });

  it('loses nothing that was taken before, and sends it once, when there is room again', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await requestCancellation(anna, { orderId, reason: 'defect', subReason: 'damaged' });
    await full();
    journey.clock.advance(90_000);
    await journey.work().catch(() => undefined);
    expect([(await journey.caseOf(orderId))?.state, journey.calls('createFeed')]).toEqual(['queued', 0]);
    await room();
    await journey.later(600);
    expect([(await journey.caseOf(orderId))?.state, journey.effects('createFeed')]).toEqual(['cancelled', 1]);
  });
});
