import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { orderIdSchema } from '../../src/domain/ids.js';
import type { Urgency } from '../../src/ports/amazon.js';
import { accountIdOf } from '../support/account.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { startTwoInstances, type TwoInstances } from '../support/two-instances.js';

/** getOrder as published: github.com/amzn/selling-partner-api-models. */
const PER_SECOND = 0.5;
const BURST = 30;

describe.skipIf(!hasPostgres())('two instances before one Amazon that counts calls', () => {
  let server: PostgresServer;
  let engines: readonly [Engine, Engine];
  let world: TwoInstances;
  beforeAll(async () => {
    server = await startPostgres();
    const open = async (): Promise<Engine> => await openDatabase({ kind: 'url', url: server.url });
    engines = [await open(), await open()];
    world = await startTwoInstances(engines, { enforceRateLimits: true });
  });
  afterAll(async () => {
    await world.end();
    for (const engine of engines) await engine.close();
    server.stop();
  });

  /** On both at the same moment; gives the kinds of what came of it. */
  const readOnBoth = async (urgency: Urgency, reads: number): Promise<string[]> => {
    const orderId = orderIdSchema.parse(world.amazon.shop.samples.outOfStock);
    return await Promise.all(
      Array.from({ length: 2 * reads }, async (_, read) => {
        const { desk } = world.instance(read % 2);
        const answer = await desk.accounts.amazon(accountIdOf(desk)).orders.get(orderId, urgency);
        return answer.ok ? 'read' : answer.failure.kind;
      }),
    );
  };
  const count = (kinds: readonly string[], wanted: string): number => kinds.filter((kind) => kind === wanted).length;

  it('take together what there is for one, leave calls to people, and are never refused', async () => {
    expect(count(await readOnBoth('background', 40), 'read')).toBe(25);
    expect(await readOnBoth('interactive', 2)).toEqual(['read', 'read', 'read', 'read']);
    expect(count(await readOnBoth('background', 10), 'throttled')).toBe(20);
    // From now on time passes, and faster than the timers of those who wait for their turn.
    const passing = setInterval(() => world.clock.advance(100), 25);
    try {
      const kinds: string[] = [];
      for (let wave = 0; wave < 4; wave += 1) {
        const [people, work] = await Promise.all([readOnBoth('interactive', 3), readOnBoth('background', 10)]);
        kinds.push(...people, ...work);
        await new Promise((resolve) => setTimeout(resolve, 250));
      }
      expect(count(kinds, 'read') + count(kinds, 'throttled')).toBe(kinds.length);
      expect(count(kinds, 'read')).toBeGreaterThan(4);
    } finally {
      clearInterval(passing);
    }
    const { ledger } = world.amazon;
    expect(ledger.filter(({ status }) => status === 429)).toEqual([]);
    const readAt = ledger.filter(({ operation }) => operation === 'getOrder').map(({ at }) => at.getTime());
    const tooMany = readAt.flatMap((from, first) =>
      readAt.slice(first).filter((to, more) => more + 1 > BURST + ((to - from) / 1000) * PER_SECOND + 1e-6),
    );
    expect(tooMany).toEqual([]);
  });
});
