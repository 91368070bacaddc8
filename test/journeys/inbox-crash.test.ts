import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueue } from '../../src/adapters/queue/queue.js';
import { jobHandlers } from '../../src/jobs/handlers.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { readOrder } from '../../src/use-cases/facts/read-order.js';
import { orderIdSchema } from '../../src/domain/ids.js';
import { accountIdOf } from '../support/account.js';
import { type CrashPlan, Crashed, crashing } from '../support/crash.js';
import { type Journey, startJourney } from '../support/journey.js';
import { silentLog } from '../support/silent-log.js';

const INBOX = 'C0CANCEL1';
const WAREHOUSE = 'C0WAREHS1';

describe('a process that is killed while it posts a buyer’s request', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ environment: { INBOX_CHANNEL: INBOX, WAREHOUSE_CHANNEL: WAREHOUSE } });
    journey.amazon.control.setRateLimits(false);
  });
  afterAll(async () => await journey.end());

  /** A buyer asks, in a process that may be killed while it posts that and is started again. */
  const ask = async (plan: CrashPlan | undefined) => {
    const { app, clock, engine, amazon } = journey;
    const found = amazon.shop
      .listOrders()
      .find(
        (one) =>
          one.status === 'UNSHIPPED' && one.fulfilledBy === 'MERCHANT' && one.items.every(({ buyerRequest }) => buyerRequest === undefined),
      );
    if (found === undefined) throw new Error('The shop has no order left');
    const orderId = orderIdSchema.parse(found.orderId);
    amazon.control.requestCancellation(orderId);
    const accountId = accountIdOf(app.desk);
    await readOrder(app.desk, { accountId, orderId, maxAgeMs: 0, urgency: 'background' });
    const first = crashing(app.desk, plan, ['buyerRequests', 'orders', 'announcer']);
    const queue = (): ReturnType<typeof createQueue> => createQueue({ sql: engine.sql, clock, log: silentLog });
    try {
      await Promise.race([queue().runDue(jobHandlers(first.desk)), first.crashed]);
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
      for (let minute = 0; minute < 4; minute += 1) {
        clock.advance(61_000);
        await queue().runDue(jobHandlers(app.desk));
      }
    }
    const posts = (channelId: string): string[] =>
      journey.slack
        .messages(channelId)
        .map(({ blocks }) => readAloud(blocks))
        .filter((said) => said.includes(orderId));
    const [request] = await engine.prisma.buyerRequestRow.findMany({ where: { orderId } });
    const kept = await engine.prisma.requestPostRow.findMany({ where: { requestId: request?.id ?? '' }, orderBy: { kind: 'asc' } });
    return {
      calls: first.calls,
      inbox: posts(INBOX),
      warehouse: posts(WAREHOUSE),
      kept: kept.map(({ kind, state }) => `${kind} ${state}`),
    };
  };

  it('between any two steps says nothing twice, and never that the warehouse was told when it may not have been', {
    timeout: 300_000,
  }, async () => {
    const whole = await ask(undefined);
    expect([whole.inbox.length, whole.warehouse.length, whole.kept]).toEqual([1, 1, ['inbox posted', 'stop posted']]);
    for (let at = 1; at <= whole.calls.length; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const { inbox, warehouse, kept } = await ask({ at, when });
        const where = `${when} ${whole.calls[at - 1] ?? ''} (${at})`;
        expect({ where, inbox: inbox.length <= 1, warehouse: warehouse.length <= 1 }).toEqual({ where, inbox: true, warehouse: true });
        // One that is not there is known to be uncertain; what is not posted in the inbox is in the list all the same.
        if (inbox.length === 0) expect({ where, kept }).toEqual({ where, kept: ['inbox uncertain', 'stop posted'] });
        else expect({ where, says: inbox[0] ?? '', kept }).toSatisfy(saysWhatIsKnown);
        if (warehouse.length === 0) expect({ where, kept }).toEqual({ where, kept: ['inbox posted', 'stop uncertain'] });
      }
    }
  });
});

/** The post says that the warehouse was told exactly if that is known. */
function saysWhatIsKnown({ says, kept }: { readonly says: string; readonly kept: readonly string[] }): boolean {
  const certain = says.includes('The warehouse was told not to ship it.');
  return kept.includes('stop posted') ? certain : !certain && says.includes('It is not certain');
}
