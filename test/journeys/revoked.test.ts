import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { newStock } from '../../src/domain/stock.js';
import { findRoute } from '../../src/practice/amazon/routes.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { watchCredentials } from '../../src/use-cases/watch/watch-credentials.js';
import { sentMessages, takenFeeds } from '../support/at-most-once.js';
import { isCancellable } from '../support/cancellable.js';
import { putIntoOutbox } from '../support/case-of-order.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';
import { askForApproval } from '../support/waiting-case.js';

const [ORDERS, APPROVALS, DIGESTS] = ['C0ORDERS1', 'C0APPROV1', 'C0CANCEL1'];
const ENVIRONMENT = { ADMINS: 'U0LEAD001', DIGEST_CHANNEL: DIGESTS, DIGEST_TIME: '08:00' };
const MINUTE_MS = 60_000;
const OUTAGE_MINUTES = 6;
/** Asked after 1, 2 and 4 minutes: within the last of these it is noticed. */
const NEXT_LOOK_MINUTES = 4;
const REFUSED = /Slack does not take SLACK_BOT_TOKEN: nothing is posted until it does, and nothing is lost\. Install the app again/;
const TAKEN = /Slack takes SLACK_BOT_TOKEN again/;

/** Steps of a cancellation on its way, by the call of Amazon's that has just been answered, and the how manieth it is. */
const ON_THE_WAY = [
  { step: 'in the outbox, after the last look', operation: 'getOrder', nth: 1 },
  { step: 'with its document created', operation: 'createFeedDocument', nth: 1 },
  { step: 'uploaded', operation: 'uploadDocument', nth: 1 },
  { step: 'with its feed created', operation: 'createFeed', nth: 1 },
  { step: 'polled', operation: 'getFeed', nth: 1 },
  { step: 'with its report found', operation: 'getFeedDocument', nth: 1 },
  { step: 'with its report read', operation: 'downloadDocument', nth: 1 },
  { step: 'read back', operation: 'getOrder', nth: 2 },
  { step: 'about to write to the buyer', operation: 'getMessagingActionsForOrder', nth: 1 },
  { step: 'written to the buyer, to be announced', operation: 'createUnexpectedProblem', nth: 1 },
  { step: 'with its units read', operation: 'getListingsItem', nth: 1 },
  { step: 'with its units changed', operation: 'patchListingsItem', nth: 1 },
] as const;

type Revoked = 'Slack’s token' | 'Amazon’s grant';

describe.each<Revoked>(['Slack’s token', 'Amazon’s grant'])('%s, revoked while the app runs', (what) => {
  let journey: Journey;
  let open: ShopOrder[];
  let from: { slack: number; amazon: number; logged: number; alerts: number; at: Date };
  const { fetch: realFetch } = globalThis;
  const ofSlack = what === 'Slack’s token';

  beforeAll(async () => {
    journey = await startJourney({ orders: 400, environment: ENVIRONMENT });
    open = journey.amazon.shop.listOrders().filter(isCancellable);
  });
  afterEach(() => {
    globalThis.fetch = realFetch;
    journey.slack.restoreToken();
  });
  afterAll(async () => await journey.end());

  const nextOrder = (): ShopOrder => {
    const place = open.findLastIndex(({ items }) => (journey.amazon.shop.stock(items[0]?.product.sku ?? '') ?? 0) > 0);
    const [order] = open.splice(place, 1);
    if (place < 0 || order === undefined) throw new Error('The shop has no order left to cancel');
    return order;
  };
  const alerts = (): string[] =>
    journey.slack
      .messages(APPROVALS)
      .map(({ blocks }) => readAloud(blocks))
      .filter((said) => said.includes('credentials'));

  const revoke = (): void => {
    const { slack, amazon, logged, clock } = journey;
    from = { slack: slack.ledger.length, amazon: amazon.ledger.length, logged: logged.length, alerts: alerts().length, at: clock.now() };
    if (ofSlack) slack.revokeToken();
    else amazon.control.revokeGrant(amazon.credentials.sellerId);
  };
  const restore = async (): Promise<void> => {
    const { slack, amazon } = journey;
    if (ofSlack) slack.restoreToken();
    else await journey.restart(undefined, amazon.control.grantAgain(amazon.credentials.sellerId));
  };
  const goOn = async (minutes: number): Promise<void> => {
    for (let halves = 0; halves < 2 * minutes; halves += 1) {
      if (halves % 2 === 0) await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
      journey.clock.advance(MINUTE_MS / 2);
      await journey.work();
      await watchCredentials(journey.app.desk);
    }
  };
  /** Revokes it as soon as the call is answered. */
  const revokeAfter = ({ operation, nth }: { readonly operation: string; readonly nth: number }): (() => boolean) => {
    let left: number = nth;
    globalThis.fetch = async (input, init) => {
      const answer = await realFetch(input, init);
      const url = typeof input === 'string' ? new URL(input) : undefined;
      const ours = url?.origin === journey.amazon.url && findRoute(init?.method ?? 'GET', url.pathname)?.operation.name === operation;
      if (ours && (left -= 1) === 0) revoke();
      return answer;
    };
    return () => left <= 0;
  };

  const toOutbox = async (order: ShopOrder): Promise<void> => {
    const stock = newStock({ kind: 'lower', sku: order.items[0]?.product.sku ?? '', by: 1 });
    await putIntoOutbox(journey.app.desk, order, { stock });
  };

  const expectParkedAndSaidOnce = (): void => {
    const { slack, amazon, logged } = journey;
    const minutes = (at: Date): number => Math.floor((at.getTime() - from.at.getTime()) / MINUTE_MS);
    if (ofSlack) {
      const refused = slack.ledger.slice(from.slack).filter(({ answer }) => JSON.stringify(answer)?.includes('token_revoked'));
      const asked = refused.filter(({ what: method }) => method === 'auth.test').length;
      expect(refused.length - asked).toBeLessThanOrEqual(3);
      expect(asked).toBeLessThanOrEqual(2);
      expect(logged.slice(from.logged).filter((line) => REFUSED.test(line))).toHaveLength(1);
    } else {
      const refused = amazon.ledger.slice(from.amazon).filter(({ status = 0 }) => status >= 400);
      expect(refused.length).toBeGreaterThan(0);
      const first = minutes(refused[0]?.at ?? from.at);
      expect(refused.filter(({ at }) => minutes(at) === first).length).toBeLessThanOrEqual(3);
      expect(refused.filter(({ operation }) => operation === 'token').length).toBeLessThanOrEqual(3);
      expect(alerts().slice(from.alerts)).toEqual([expect.stringContaining('Amazon does not take the app’s credentials')]);
    }
  };
  const expectOver = (): void => {
    if (ofSlack) expect(journey.logged.slice(from.logged).filter((line) => TAKEN.test(line))).toHaveLength(1);
    else
      expect(alerts().slice(from.alerts + 1)).toEqual([expect.stringContaining('Amazon takes the credentials for A2PRACTICESELLER again')]);
  };
  const carriedOut = (orderId: string) => {
    const { ledger } = journey.amazon;
    return {
      feedLines: takenFeeds(ledger).flatMap(({ orderIds }) => orderIds.filter((one) => one === orderId)).length,
      messages: sentMessages(ledger).filter((one) => one === orderId).length,
    };
  };
  const ONCE = { feedLines: 1, messages: 1 };
  const expectCarriedOutAndShownOnce = async (orderId: string): Promise<void> => {
    expect((await journey.caseOf(orderId))?.state).toBe('cancelled');
    expect(carriedOut(orderId)).toEqual(ONCE);
    expect(journey.posted(ORDERS, orderId)).toContain('Cancelled at Amazon');
  };
  /** From the moment it is revoked to its end. While it is Slack's, Amazon's work goes on. */
  const outage = async (orderId: string): Promise<void> => {
    await goOn(OUTAGE_MINUTES);
    expectParkedAndSaidOnce();
    if (ofSlack) expect(carriedOut(orderId)).toEqual(ONCE);
    await restore();
    await goOn(NEXT_LOOK_MINUTES);
    // What Amazon refused looks again by itself, at the latest after ten minutes.
    for (let minute = 0; minute < 15 && !ofSlack && carriedOut(orderId).messages === 0; minute += 1) await goOn(1);
    await goOn(ofSlack ? 0 : 1);
    expectOver();
  };

  it('when a request is confirmed', async () => {
    // It counts for nothing, so that whatever the tests before have cancelled no lead is asked.
    const orderId = journey.amazon.shop.samples.buyerRequested;
    await requestCancellation(journey.anna, { orderId, reason: 'buyer_asked' });
    journey.anna.close();
    revoke();
    await outage(orderId);
    await expectCarriedOutAndShownOnce(orderId);
    expect(journey.posted(ORDERS, orderId)).not.toContain('Approval wanted');
  });

  it('when an approval card is to be posted: the card is there as soon as it can be, and can be used', async () => {
    const order = nextOrder();
    await askForApproval(journey.app.desk, order, 'U0AGENT01');
    revoke();
    await goOn(OUTAGE_MINUTES);
    expect((await journey.caseOf(order.orderId))?.state).toBe('awaiting_approval');
    if (ofSlack) expectParkedAndSaidOnce();
    await restore();
    await goOn(NEXT_LOOK_MINUTES);
    expect(journey.posted(APPROVALS, order.orderId)).toContain('Approval wanted');
    await journey.lena.clickMessage(journey.button(APPROVALS, order.orderId, 'approve'));
    await vi.waitFor(async () => expect((await journey.caseOf(order.orderId))?.state).toBe('queued'));
    await goOn(NEXT_LOOK_MINUTES);
    await expectCarriedOutAndShownOnce(order.orderId);
    expect(journey.posted(APPROVALS, order.orderId)).toContain('Decided by <@U0LEAD001>');
  });

  it('when a lead has clicked Approve', async () => {
    const order = nextOrder();
    await askForApproval(journey.app.desk, order, 'U0AGENT01');
    await journey.work();
    await journey.lena.clickMessage(journey.button(APPROVALS, order.orderId, 'approve'));
    await vi.waitFor(async () => expect((await journey.caseOf(order.orderId))?.state).toBe('queued'));
    revoke();
    await outage(order.orderId);
    await expectCarriedOutAndShownOnce(order.orderId);
    expect(journey.posted(APPROVALS, order.orderId)).toContain('Decided by <@U0LEAD001>');
  });

  it.each(ON_THE_WAY)('when a cancellation is $step', async ({ operation, nth }) => {
    const order = nextOrder();
    const revoked = revokeAfter({ operation, nth });
    await toOutbox(order);
    for (let minute = 0; minute < 15 && !revoked(); minute += 1) await goOn(1);
    expect(revoked()).toBe(true);
    globalThis.fetch = realFetch;
    await outage(order.orderId);
    await expectCarriedOutAndShownOnce(order.orderId);
  });

  it('when the digest is due: it is posted once', async () => {
    const { clock, slack } = journey;
    const before = slack.messages(DIGESTS).length;
    clock.set(new Date(Math.ceil(clock.now().getTime() / 86_400_000) * 86_400_000 + 8 * 3_600_000));
    revoke();
    await goOn(OUTAGE_MINUTES);
    expect(slack.messages(DIGESTS).length - before).toBe(ofSlack ? 0 : 1);
    await restore();
    await goOn(NEXT_LOOK_MINUTES);
    expect(slack.messages(DIGESTS).length - before).toBe(1);
  });
});
