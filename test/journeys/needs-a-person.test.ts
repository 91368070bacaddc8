import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseId, caseIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import { newStock } from '../../src/domain/stock.js';
import { STUCK_KINDS } from '../../src/domain/stuck.js';
import { en } from '../../src/slack/text/en.js';
import { ANNA, newCase } from '../fixtures/cases.js';
import { accountIdOf } from '../support/account.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';
import { addEveryKind, caseAdder, OF_EACH } from '../support/stuck-items.js';

const SKU = 'KETTLE-17L';

describe('what needs a person', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney({ environment: { INBOX_CHANNEL: 'C0CANCEL1' } });
    journey.amazon.control.setRateLimits(false);
  });
  afterEach(async () => await journey.end());

  const orderToCancel = () => journey.amazon.shop.samples.unshipped;
  const request = async (orderId = orderToCancel()): Promise<void> => {
    await requestCancellation(journey.anna, { orderId, reason: 'out_of_stock', subReason: 'count_wrong' });
    journey.anna.close();
  };
  /** What Home lists as needing a person, line by line. */
  const listed = async (person = journey.lena): Promise<string[]> => {
    const lines = (await person.openHome()).split('\n');
    const from = lines.indexOf('*Needs a person*');
    return from < 0 ? [] : lines.slice(from + 1, lines.indexOf('*Cancellation rate*'));
  };
  const idOf = async (orderId = orderToCancel()): Promise<CaseId> => caseIdSchema.parse((await journey.caseOf(orderId))?.id);
  const counted = async (kind: string): Promise<string | undefined> => {
    const answer = await fetch(`http://127.0.0.1:${journey.app.port}/metrics`);
    return (await answer.text()).split('\n').find((line) => line.startsWith(`cancel_desk_stuck{kind="${kind}"}`));
  };
  const actors = async (caseId: string): Promise<unknown[]> =>
    (await journey.engine.prisma.auditRow.findMany({ where: { caseId }, orderBy: { id: 'desc' }, take: 1 })).map(({ actor, event }) => [
      actor,
      event,
    ]);

  it('is nothing while all goes well', async () => {
    await request();
    for (const seconds of [30, 60, 60, 600, 3600]) {
      expect(await listed()).toEqual([]);
      await journey.later(seconds);
    }
    expect(await journey.caseOf(orderToCancel())).toMatchObject({ state: 'cancelled', message: { state: 'sent' } });
    expect(await listed()).toEqual([]);
    expect(await counted('case')).toBe('cancel_desk_stuck{kind="case"} 0');
  });

  it('is a case and its feed without an end, until somebody has cancelled it by hand and it is checked again', async () => {
    await request();
    const orderId = orderToCancel();
    journey.amazon.control.fault({ kind: 'feed-stuck' });
    await journey.later(35 * 60);
    const lines = await listed();
    expect(lines).toEqual([
      '2 in all.',
      expect.stringMatching(new RegExp(`^\\*Order ${orderId} · Amazon US\\* · Since 2026-11-24 15:3\\d UTC$`)),
      ':warning: Amazon may have the cancellation, but the order is not cancelled. Amazon has not finished the feed.',
      expect.stringMatching(
        /^Amazon is asked every hour\. Look at the order in Seller Central; if you cancel it there, this ends by itself\./,
      ),
      '[Check again] [Do it by hand] [Details]',
      expect.stringMatching(/^\*Feed `\d+` with 1 order · Amazon US\* · Since 2026-11-24 15:0\d UTC$/),
      ':warning: Amazon has not finished this feed for more than half an hour.',
      'Nothing is sent again while it is open. Its orders are listed one by one.',
      '[Check again]',
    ]);
    expect([await counted('case'), await counted('feed')]).toEqual([
      'cancel_desk_stuck{kind="case"} 1',
      'cancel_desk_stuck{kind="feed"} 1',
    ]);
    const { feedRowId } = (await journey.caseOf(orderId)) ?? {};
    await journey.lena.clickHome(`check_feed:${feedRowId}`);
    await expect.poll(() => journey.lena.homeText()).toContain('Amazon is asked about this feed once more. Nothing is sent again.');

    journey.amazon.control.cancelledElsewhere(orderId, 'MERCHANT');
    await journey.lena.clickHome(`check_again:${await idOf()}`);
    await expect.poll(() => journey.lena.homeText()).toContain('Amazon is asked once more.');
    await journey.later(10);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled' });
    expect((await listed()).filter((line) => line.includes(orderId))).toEqual([]);
    expect(journey.calls('createFeed')).toBe(1);
  });

  it('is a message without a clear answer, until its requester has looked it up and says so', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'timeout-after', operation: 'createUnexpectedProblem', times: 1 });
    await journey.later(600);
    const caseId = await idOf();
    expect((await listed()).slice(2)).toEqual([
      ':warning: The message to the buyer may or may not have been sent. Amazon’s answer was not clear.',
      'Look in Seller Central whether the buyer has it, then say so here. It is never sent by itself.',
      '[It was sent] [It was not sent] [Show the message] [Do it by hand]',
    ]);
    // Somebody else may not.
    const other = journey.slack.person('U0AGENT02');
    await other.openHome();
    await other.clickHome(`message_was_sent:${caseId}`);
    await expect.poll(() => other.homeText()).toContain('Only the person who asked, or an approver, can do that.');
    await journey.lena.clickHome(`show_message:${caseId}`);
    await journey.lena.waitForView(/the item was not in stock/);
    journey.lena.close();

    await journey.anna.openHome();
    await journey.anna.clickHome(`message_was_not_sent:${caseId}`);
    await expect.poll(() => journey.anna.homeText()).toContain('Written down: the buyer does not have it. It is not sent by itself;');
    expect(journey.anna.homeText()).not.toContain('Needs a person');
    await journey.later(7200);
    const said = journey.posted('C0ORDERS1', orderToCancel());
    expect(said).toContain('Message to the buyer: not sent. Please copy it into Seller Central if the buyer should still have it.');
    expect(said).toContain('A colleague has looked it up in Seller Central.');
    expect(journey.calls('createUnexpectedProblem')).toBe(1);
    // Copied into Seller Central by hand afterwards.
    await journey.lena.clickMessage(journey.button('C0ORDERS1', orderToCancel(), 'message_was_sent'));
    await journey.lena.waitForEphemeral(/Written down: the buyer has it\./);
    await journey.lena.clickMessage({ ...journey.button('C0ORDERS1', orderToCancel(), 'message_was_sent') });
    await journey.lena.waitForEphemeral(/There is nothing to settle any more/);
    expect(await journey.caseOf(orderToCancel())).toMatchObject({ message: { state: 'sent', sentAt: undefined } });
    expect(await actors(caseId)).toEqual([
      [
        { kind: 'user', userId: 'U0LEAD001' },
        { kind: 'message-moved', from: 'not_sent', to: 'sent', detail: 'looked-up' },
      ],
    ]);
    expect(journey.calls('createUnexpectedProblem')).toBe(1);
  });

  it('is a message that Amazon cannot be asked about for long, which can be tried at once', async () => {
    await request();
    journey.amazon.control.fault({ kind: 'server-error', operation: 'getMessagingActionsForOrder' });
    await journey.later(300);
    expect(await listed()).toEqual([]);
    await journey.later(2400);
    const lines = await listed();
    expect(lines[2]).toContain(':hourglass: The message to the buyer has not gone out: Amazon cannot be asked.');
    expect(lines[3]).toMatch(/^It goes on by itself\..* Next try 2026-11-24 15:\d\d UTC\.$/);
    expect(lines[4]).toBe('[Retry] [Details]');
    journey.amazon.control.clearFaults();
    await journey.lena.clickHome(`try_now:${await idOf()}`);
    await expect.poll(() => journey.lena.homeText()).toContain('It is tried again now.');
    await journey.work();
    expect([await listed(), journey.calls('createUnexpectedProblem')]).toEqual([[], 1]);
  });

  it('is a stock change that Amazon did not allow: set to 0 it can be tried again, lowered it cannot', async () => {
    const { desk } = journey.app;
    const orders = journey.amazon.shop
      .listOrders()
      .filter(({ status, fulfilledBy }) => status === 'UNSHIPPED' && fulfilledBy === 'MERCHANT');
    const cancelled = async (index: number, change: Parameters<typeof newStock>[0]): Promise<CaseId> => {
      const id = caseIdSchema.parse(desk.ids.next());
      const orderId = orderIdSchema.parse(orders[index]?.orderId);
      const at = journey.clock.now();
      const wanted = newCase({
        id,
        accountId: accountIdOf(desk),
        orderId,
        state: 'reading_back',
        requestedAt: at,
        stock: newStock(change),
      });
      await desk.cancellations.create({ ...wanted, message: { ...wanted.message, state: 'none' } }, []);
      const changes = { cancelledAt: at };
      const jobs = [{ job: { kind: 'adjust-stock', caseId: id } }, { job: { kind: 'announce', caseId: id } }] as const;
      await desk.cancellations.move({ caseId: id, from: 'reading_back', to: 'cancelled', actor: { kind: 'amazon' }, at, changes, jobs });
      return id;
    };
    journey.amazon.control.fault({ kind: 'role-missing', operation: 'getListingsItem' });
    const zero = await cancelled(0, { kind: 'zero', sku: SKU });
    const lower = await cancelled(1, { kind: 'lower', sku: SKU, by: 1 });
    await journey.later(60);
    const buttons = (await listed()).filter((line) => line.startsWith('['));
    expect(buttons).toEqual(['[Retry] [I have seen to it] [Do it by hand]', '[I have seen to it] [Do it by hand]']);
    journey.amazon.control.clearFaults();
    // A button of another day does no more than the one that is there.
    await journey.anna.openHome();
    await journey.anna.clickHome(`stock_by_hand:${lower}`);
    await expect.poll(() => journey.anna.homeText()).toContain('Written down: you have seen to it.');
    await journey.anna.clickHome(`stock_again:${zero}`);
    await expect.poll(() => journey.anna.homeText()).toContain('It is tried again now. The message changes when Amazon has it.');
    await journey.later(120);
    const states = await Promise.all([zero, lower].map(async (id) => (await desk.cancellations.find(id))?.stock.state));
    expect([states, await listed()]).toEqual([['done', 'by_hand'], []]);
    expect([journey.amazon.shop.stock(SKU), journey.calls('patchListingsItem')]).toEqual([0, 1]);
    expect(await actors(lower)).toEqual([
      [
        { kind: 'user', userId: ANNA },
        { kind: 'stock-moved', from: 'failed', to: 'by_hand' },
      ],
    ]);
  });

  it('is a quantity that is not seen, which is only read again', async () => {
    await request();
    await journey.later(600);
    const caseId = await idOf();
    await journey.engine.prisma.cancellationCase.update({
      where: { id: caseId },
      data: {
        stockState: 'uncertain',
        stockChange: { kind: 'zero', sku: SKU },
        stockBefore: 5,
        stockTarget: 0,
        stockDetail: 'stock-not-seen',
      },
    });
    const lines = await listed();
    expect(lines.slice(2)).toEqual([
      ':warning: The units on sale: the new quantity is not seen at Amazon. Amazon still shows another quantity.',
      'Look at the quantity in Seller Central. *Check again* reads it and changes nothing.',
      '[Check again] [I have seen to it] [Do it by hand]',
    ]);
    await journey.lena.clickHome(`check_stock:${caseId}`);
    await expect.poll(() => journey.lena.homeText()).toContain('Still not seen: Amazon shows');
    expect(journey.calls('patchListingsItem')).toBe(0);
  });

  it('is an answer to a buyer’s request without a clear answer', async () => {
    const orderId = orderToCancel();
    journey.amazon.control.requestCancellation(orderId);
    journey.clock.advance(61_000);
    await journey.anna.command(`/find-order ${orderId}`);
    await expect.poll(async () => await journey.engine.prisma.buyerRequestRow.count({ where: { orderId } }), { timeout: 10_000 }).toBe(1);
    await journey.work();
    await journey.anna.clickMessage(journey.button('C0CANCEL1', orderId, 'already_packed'));
    await journey.anna.waitForView(/Send to the buyer/);
    journey.amazon.control.fault({ kind: 'timeout-after', operation: 'createUnexpectedProblem', times: 1 });
    const row = await journey.engine.prisma.buyerRequestRow.findFirstOrThrow({ where: { orderId } });
    await journey.anna.click(`tell_buyer:${row.id}`);
    await journey.anna.waitForView(/The message goes out now/);
    journey.anna.close();
    await journey.later(120);
    expect((await listed()).slice(2)).toEqual([
      ':warning: The answer to the buyer’s request may or may not have been sent. Amazon’s answer was not clear.',
      'Look in Seller Central whether the buyer has it, then say so here. It is never sent by itself.',
      '[It was sent] [It was not sent] [Show the message] [Do it by hand]',
    ]);
    await journey.lena.clickHome(`answer_was_sent:${row.id}`);
    await expect.poll(() => journey.lena.homeText()).toContain('Written down: the buyer has it.');
    await journey.later(600);
    expect(await listed()).toEqual([]);
    expect(await journey.engine.prisma.buyerRequestRow.findFirst({ where: { orderId } })).toMatchObject({
      messageState: 'sent',
      messageBy: 'U0LEAD001',
    });
    expect(journey.calls('createUnexpectedProblem')).toBe(1);
  });

  it('is listed on Home to the last one, a page at a time, each with since when, why and what to do next', async () => {
    const addCases = caseAdder(journey.engine);
    await addEveryKind(journey.engine, addCases);
    const total = OF_EACH * STUCK_KINDS.length + OF_EACH / 2;
    const shown: string[] = [];
    let lines = await listed();
    for (let from = 0; from < total; from += 10) {
      const to = Math.min(from + 10, total);
      expect(lines[0]).toBe(`${total} in all, the oldest first; ${from + 1} to ${to} are shown.`);
      const turns = [...(from > 0 ? ['[Previous]'] : []), ...(to < total ? ['[Next]'] : [])].join(' ');
      expect(lines.at(-1)).toBe(turns);
      shown.push(...lines.slice(1, -1));
      if (to === total) break;
      await journey.lena.clickHome(`stuck_page:${to}`);
      await expect.poll(() => journey.lena.homeText()).toContain(`${to + 1} to `);
      const home = journey.lena.homeText().split('\n');
      lines = home.slice(home.indexOf('*Needs a person*') + 1, home.indexOf('*Cancellation rate*'));
    }
    // No two are the same but feeds that Amazon has no number for yet.
    const titles = shown.flatMap((line, at) => (/ · Since \d{4}-\d\d-\d\d \d\d:\d\d UTC$/.test(line) ? [`${line} ${shown[at + 1]}`] : []));
    expect([titles.length, new Set(titles).size]).toEqual([total, total - (OF_EACH - 1)]);
    for (const kind of STUCK_KINDS) {
      const count = kind === 'message-failed' ? OF_EACH * 1.5 : OF_EACH;
      expect([kind, shown.filter((line) => line.startsWith(en.stuck.what[kind])).length]).toEqual([kind, count]);
      expect(await counted(kind)).toBe(`cancel_desk_stuck{kind="${kind}"} ${count}`);
    }
    expect(shown.filter((line) => Object.values(en.stuck.next).some((next) => line.startsWith(next)))).toHaveLength(total);
    // A page that is not there any more, or never was, is the first one.
    for (const page of ['9000', 'x', '-1']) {
      await journey.lena.clickHome(`stuck_page:${page}`);
      await expect.poll(() => journey.lena.homeText()).toContain('1 to 10 are shown.');
    }
  });

  it('is a digest that may or may not have been posted, until somebody has looked', async () => {
    await journey.restart({ DIGEST_CHANNEL: 'C0ORDERS1', INBOX_CHANNEL: 'C0CANCEL1' });
    const digests = () => journey.slack.messages('C0ORDERS1').length;
    journey.slack.fault({ kind: 'reset-after', method: 'chat.postMessage', times: 1 });
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.later(60);
    const lines = await listed();
    expect([digests(), lines.slice(2)]).toEqual([
      1,
      [
        ':warning: It may or may not have been posted.',
        'Look in the channel, then say so here. It is never posted again by itself; `/cancel-digest 7d` shows the figures.',
        '[It is there] [Post it now]',
      ],
    ]);
    const day = /morning of (\d{4}-\d\d-\d\d)/.exec(lines[1] ?? '')?.[1];
    await journey.anna.openHome();
    await journey.anna.clickHome(`post_digest:C0ORDERS1:${day}`);
    await expect.poll(() => journey.anna.homeText()).toContain('Only an approver or an admin can do that.');
    await journey.lena.clickHome(`post_digest:C0ORDERS1:${day}`);
    await expect.poll(() => journey.lena.homeText()).toContain('The digest is posted now.');
    await journey.work();
    expect([digests(), await listed()]).toEqual([2, []]);
    // Clicked once more, on a Home that is out of date.
    await journey.lena.clickHome(`post_digest:C0ORDERS1:${day}`);
    await expect.poll(() => journey.lena.homeText()).toContain('There is nothing to settle any more');
    await journey.later(60);
    expect(digests()).toBe(2);
  });

  it('is a digest that somebody has found in its channel, and then it is not posted again', async () => {
    const daily = { channelId: 'C0ORDERS1', localDate: '2026-11-24' };
    await journey.engine.prisma.digestRow.create({ data: { ...daily, state: 'uncertain', updatedAt: journey.clock.now() } });
    await journey.lena.openHome();
    await journey.lena.clickHome('digest_is_there:C0ORDERS1:2026-11-24');
    await expect.poll(() => journey.lena.homeText()).toContain('Noted: the digest is there.');
    expect(await journey.engine.prisma.digestRow.findFirst({ where: daily })).toMatchObject({ state: 'posted' });
    expect([await listed(), journey.slack.messages('C0ORDERS1')]).toEqual([[], []]);
  });
});
