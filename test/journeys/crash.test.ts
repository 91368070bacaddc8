import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createQueue } from '../../src/adapters/queue/queue.js';
import { jobHandlers } from '../../src/jobs/handlers.js';
import { putIntoOutbox } from '../support/case-of-order.js';
import { type CrashPlan, Crashed, crashingDesk } from '../support/crash.js';
import { type Journey, startJourney } from '../support/journey.js';
import { silentLog } from '../support/silent-log.js';
import { newCase } from '../fixtures/cases.js';

/** Longer than everything that is waited for after a call without an answer. */
const MINUTES_UNTIL_SETTLED = 40;

describe('a process that is killed', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ orders: 6000 });
    journey.amazon.control.setRateLimits(false);
  });
  afterAll(async () => await journey.end());

  /** One cancellation from the outbox to the message, in a process that may be killed on the way and is started again. */
  const carryOut = async (plan: CrashPlan | undefined) => {
    const { app, clock, engine, amazon } = journey;
    const order = amazon.shop
      .listOrders()
      .find(
        (one) =>
          one.status === 'UNSHIPPED' &&
          one.fulfilledBy === 'MERCHANT' &&
          one.programs.length === 0 &&
          one.marketplace.id === 'ATVPDKIKX0DER' &&
          one.messaging &&
          one.items.every((item) => item.buyerRequest === undefined),
      );
    if (order === undefined) throw new Error('The shop has no order left to cancel');
    const { orderId } = order;
    const [feedsBefore, messagesBefore] = [journey.effects('createFeed'), journey.effects('createUnexpectedProblem')];
    await putIntoOutbox(app.desk, order, { shipBy: newCase().shipBy });

    const first = crashingDesk(app.desk, plan);
    const queue = (): ReturnType<typeof createQueue> => createQueue({ sql: engine.sql, clock, log: silentLog });
    try {
      const handlers = jobHandlers(first.desk);
      const work = queue();
      for (let step = 0; step < 30; step += 1) {
        await Promise.race([work.runDue(handlers), first.crashed]);
        clock.advance(10_000);
      }
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
      // Started again: the leases of the dead one run out, and the work goes on.
      const handlers = jobHandlers(app.desk);
      const work = queue();
      for (let minute = 0; minute < MINUTES_UNTIL_SETTLED; minute += 1) {
        clock.advance(61_000);
        await work.runDue(handlers);
        if (await nothingLeft()) break;
      }
    }
    return {
      calls: first.calls,
      state: (await journey.caseOf(orderId))?.state,
      message: (await journey.caseOf(orderId))?.message.state,
      status: amazon.shop.order(orderId)?.status,
      feeds: journey.effects('createFeed') - feedsBefore,
      messages: journey.effects('createUnexpectedProblem') - messagesBefore,
      posts: journey.slack.messages('C0ORDERS1').filter((one) => JSON.stringify(one.blocks).includes(orderId)).length,
      leases: (await engine.sql.executeSql('select 1 from jobs where lease_until is not null')).rows.length,
    };
  };

  /** Of the cancellations; the app reads the shop and the rates for ever. */
  const nothingLeft = async (): Promise<boolean> =>
    (await journey.engine.prisma.jobRow.count({ where: { kind: { notIn: ['mirror-orders', 'refresh-rate', 'sweep'] } } })) === 0;

  it('between any two steps loses nothing, sends no second feed and no second message', {
    timeout: 600_000,
  }, async () => {
    const whole = await carryOut(undefined);
    expect(whole).toMatchObject({ state: 'cancelled', message: 'sent', status: 'CANCELLED', feeds: 1, messages: 1, posts: 1 });
    expect(whole.calls.length).toBeGreaterThan(30);
    for (let at = 1; at <= whole.calls.length; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const outcome = await carryOut({ at, when });
        const where = `${when} ${whole.calls[at - 1] ?? ''} (${at})`;
        expect({ where, ...outcome }).toMatchObject({ where, state: 'cancelled', status: 'CANCELLED', feeds: 1, leases: 0 });
        expect({ where, sent: outcome.messages, said: outcome.message }).toSatisfy(toldTheTruth);
        // Between Slack's taking a post and our writing it down nobody can tell: shown twice rather than not at all.
        const untold = whole.calls[when === 'after' ? at - 1 : at - 2] === 'announcer.post';
        expect({ where, posts: outcome.posts }).toEqual({ where, posts: untold ? 2 : 1 });
      }
    }
  });
});

/** The message went out once and is said to be sent, or nobody can tell and a person is shown; never twice. */
function toldTheTruth({ sent, said }: { readonly sent: number; readonly said: string | undefined }): boolean {
  return (sent === 1 && said === 'sent') || (sent <= 1 && said === 'uncertain');
}
