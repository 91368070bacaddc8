import { afterEach, describe, expect, it } from 'vitest';
import type { AppProcess } from '../../src/demo/app-process.js';
import type { Person } from '../../src/practice/slack/person.js';
import { hasPostgres, startPostgres } from '../support/postgres.js';
import { requestCancellation } from '../support/request.js';
import { type SmallDisk, smallDisk } from '../support/small-disk.js';
import { CLEAN, settled } from './support/judge.js';
import { askUntilTold } from './support/people.js';
import { report, shareOf } from './support/scale.js';
import { buildStage, type Stage } from './support/stage.js';

const SPEED = 10;
/** Room for either database and what it writes in the test. */
const DISK_MEGABYTES = 400;
const FULL_SECONDS = shareOf(60, 5);
const READY_WITHIN_MS = 10_000;
const SETTLED_WITHIN_MS = 60_000;
/** What has room in a page that is there already is still taken. */
const ASKED_AT_MOST = 60;

const FULL = /The disk of our database is full\. This was not taken, and nothing was cancelled\./;
const TAKEN = /\[ Requested \]/;
const UNSURE = /Our database failed in the middle of this\. Whether it was taken is not known/;

const canMount = ((): boolean => {
  const disk = smallDisk(1);
  disk?.remove();
  return disk !== undefined;
})();
if (!canMount)
  process.stdout.write(
    'This machine lets nobody mount a small disk: no real one is filled, only the journey with PostgreSQL’s own error.\n',
  );

type Told = 'taken' | 'full' | 'unsure';

/** What a person is told in the end who asks for an order's cancellation. */
async function ask(person: Person, orderId: string): Promise<Told> {
  const told = new RegExp([TAKEN, FULL, UNSURE].map(({ source }) => source).join('|'));
  person.close();
  await requestCancellation(person, { orderId, reason: 'buyer_asked' }, { told, withinMs: 4_000 }).catch((error: unknown) => {
    // A step before the last one said so.
    if (!told.test(person.viewText())) throw error;
  });
  const said = person.viewText();
  if (FULL.test(said)) return 'full';
  return UNSURE.test(said) ? 'unsure' : 'taken';
}

describe.skipIf(!canMount)('a disk that is really full', () => {
  let ends: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const end of ends.toReversed()) await end();
    ends = [];
  });

  const databases = {
    'the embedded database': async (disk: SmallDisk) => ({ DATA_DIR: `${disk.folder}/data` }),
    'a PostgreSQL server': async (disk: SmallDisk) => {
      const server = await startPostgres({ disk: disk.folder });
      ends.push(() => server.stop());
      return { DATABASE_URL: server.url };
    },
  };

  const start = async (database: keyof typeof databases): Promise<{ disk: SmallDisk; stage: Stage; app: AppProcess }> => {
    const disk = smallDisk(DISK_MEGABYTES);
    if (disk === undefined) throw new Error('No disk any more');
    ends.push(() => disk.remove());
    const environment = await databases[database](disk);
    const stage = await buildStage({ speed: SPEED, environment, orders: 600, feedSeconds: 40 });
    ends.push(async () => await stage.close());
    const app = await stage.start();
    ends.push(async () => await app.kill());
    return { disk, stage, app };
  };

  it.each(
    [{ database: 'the embedded database', runs: true } as const, { database: 'a PostgreSQL server', runs: hasPostgres() } as const].filter(
      ({ runs }) => runs,
    ),
  )(
    'under $database is said, takes nothing without saying so, loses and doubles nothing, and all goes on by itself',
    async ({ database }) => {
      const { disk, stage, app } = await start(database);
      const ready = async (): Promise<string> => await (await fetch(`http://127.0.0.1:${app.port}/readyz`)).text();
      const said = (event: RegExp): number => app.lines.filter((line) => event.test(line)).length;
      const wanted = (): string => {
        const orderId = stage.nextOrder();
        stage.amazon.control.requestCancellation(orderId);
        return orderId;
      };
      const anna = stage.slack.person('U0AGENT01');
      const before = wanted();
      await askUntilTold(anna, before, 'buyer-asked');

      disk.fill();
      const told: { readonly orderId: string; readonly told: Told }[] = [];
      while (told.at(-1)?.told !== 'full' && told.length < ASKED_AT_MOST) {
        const orderId = wanted();
        told.push({ orderId, told: await ask(anna, orderId) });
      }
      expect(told.at(-1)?.told).toBe('full');
      expect(await ready()).toBe('database has no room\n');
      await pause(FULL_SECONDS * 1000);
      expect(await ready()).toBe('database has no room\n');

      disk.makeRoom();
      const roomAt = performance.now();
      while ((await ready()) !== 'ready\n' && performance.now() - roomAt < READY_WITHIN_MS) await pause(50);
      const readyAfterMs = Math.round(performance.now() - roomAt);
      expect(await ready()).toBe('ready\n');
      const after = wanted();
      await askUntilTold(anna, after, 'buyer-asked');
      const of = (what: Told): string[] => told.filter((one) => one.told === what).map(({ orderId }) => orderId);
      const judgement = await settled(stage, [before, ...of('taken'), after], SETTLED_WITHIN_MS);
      expect(await app.stop()).toBe(0);
      const counts = { taken: of('taken').length, full: of('full').length, unsure: of('unsure').length };
      report(`Disk full under ${database}:`, { fullSeconds: FULL_SECONDS, ...counts, readyAfterMs });
      expect(judgement).toMatchObject({ ...CLEAN, stuck: [], uncertain: [] });
      expect(of('full').map((orderId) => stage.amazon.shop.order(orderId)?.status)).toEqual(of('full').map(() => 'UNSHIPPED'));
      expect([said(/The disk of the database is full/), said(/the database has room again/), said(/request failed/)]).toEqual([1, 1, 0]);
    },
  );
});

async function pause(milliseconds: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
}
