import { afterEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { queueCancellations } from '../support/queued-cases.js';
import { askForApproval } from '../support/waiting-case.js';

const CHANNEL = 'C0ORDERS1';
const ORDERS = 2_000;

interface Course {
  readonly posts: number;
  readonly changes: number;
  /** Calls that Slack refused for lack of room. */
  readonly refused: number;
  readonly runs: number;
}

describe('many cancellations at once before a Slack that takes one message a second', () => {
  let journey: Journey;
  afterEach(async () => await journey.end());

  /** Until all are cancelled and shown; counts what it took. */
  const carriedOut = async (count: number): Promise<Course & { readonly orderIds: readonly string[] }> => {
    journey = await startJourney({ orders: ORDERS });
    journey.amazon.control.setRateLimits(false);
    const orderIds = await queueCancellations(journey, count);
    const from = journey.slack.ledger.length;
    const runs = await workOff(journey, 600);
    const calls = journey.slack.ledger.slice(from).filter(({ what }) => what.startsWith('chat.'));
    const of = (method: string): number => calls.filter(({ what }) => what === method).length;
    const refused = calls.filter(({ answer }) => JSON.stringify(answer).includes('ratelimited')).length;
    return { orderIds, posts: of('chat.postMessage'), changes: of('chat.update'), refused, runs };
  };

  it.each([60, 120])('%i are each shown once, as they are in the end, and none costs more work than one of a few', async (count) => {
    const { orderIds, ...course } = await carriedOut(count);
    for (const orderId of orderIds) expect(journey.posted(CHANNEL, orderId)).toContain('Cancelled at Amazon');
    expect(course.posts).toBe(count);
    expect(course.refused).toBe(0);
    const cases = await Promise.all(orderIds.map(async (orderId) => await journey.caseOf(orderId)));
    const versions = cases.reduce((sum, one) => sum + (one?.version ?? 0), 0);
    // What changed while a message waited for its turn is shown with it.
    expect(course.changes).toBeLessThan(2 * count);
    expect(course.runs).toBeLessThan(1.2 * versions);
  });

  it('do not hold up a card in the same channel, nor a window, nor what is said to one person', async () => {
    journey = await startJourney({ orders: ORDERS, environment: { APPROVALS_CHANNEL: CHANNEL } });
    const { slack, anna, app } = journey;
    const queued = await queueCancellations(journey, 60, 600);
    await journey.work();
    expect(slack.messages(CHANNEL)).toHaveLength(9);
    const other = journey.amazon.shop.listOrders().find(({ status, orderId }) => status === 'UNSHIPPED' && !queued.includes(orderId));
    if (other === undefined) throw new Error('The shop has no other order');
    await askForApproval(app.desk, other, 'U0AGENT01');
    await journey.work();
    expect(slack.messages(CHANNEL)).toHaveLength(10);
    expect(journey.posted(CHANNEL, other.orderId)).toContain('Approval wanted');
    await anna.command(`/cancel-order ${other.orderId}`);
    await anna.waitForView(/has a request already/);
    await anna.command('/cancel-digest');
    await anna.waitForEphemeral(/./);
    expect(slack.messages(CHANNEL)).toHaveLength(10);
    expect(slack.ledger.some(({ answer }) => JSON.stringify(answer).includes('ratelimited'))).toBe(false);
  });
});

/** Second by second, as a running app does; gives how often what Slack shows was looked after. */
async function workOff(journey: Journey, seconds: number): Promise<number> {
  const before = await announced(journey);
  for (let passed = 0; passed < seconds; passed += 1) {
    journey.clock.advance(1_000);
    await journey.work();
  }
  return (await announced(journey)) - before;
}

async function announced({ app }: Journey): Promise<number> {
  const metrics = await (await fetch(`http://127.0.0.1:${app.port}/metrics`)).text();
  return Number(/job_seconds_count\{kind="announce",outcome="done"\} (\d+)/.exec(metrics)?.[1] ?? 0);
}
