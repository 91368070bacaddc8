import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type CaseId, caseIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import { newStock } from '../../src/domain/stock.js';
import { adjustStock } from '../../src/use-cases/carry-out/adjust-stock.js';
import { checkStock } from '../../src/use-cases/carry-out/check-stock.js';
import { ANNA, newCase } from '../fixtures/cases.js';
import { accountIdOf } from '../support/account.js';
import { type CrashPlan, Crashed, crashing } from '../support/crash.js';
import { type Journey, startJourney } from '../support/journey.js';

const SKU = 'KETTLE-17L';

describe('the units on sale of a cancelled order', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  /** Asks for a cancellation with a choice for the stock, up to the last click. */
  const ask = async (wish: { orderId: string; reason: string; subReason: string; stock: string }): Promise<string> => {
    const { anna } = journey;
    await anna.command(`/cancel-order ${wish.orderId}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', wish.reason);
    await anna.waitForView(/More exactly/);
    await anna.select('sub_reason', wish.subReason);
    await anna.waitForView(/Units on sale: \(Leave them alone\)/);
    await anna.select('stock', wish.stock);
    await anna.submit();
    await anna.waitForView(/Message to the buyer/);
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    const seen = anna.viewText();
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    return seen;
  };
  const setToZero = async (): Promise<string> => {
    const orderId = journey.amazon.shop.samples.anotherUnshipped;
    const seen = await ask({ orderId, reason: 'out_of_stock', subReason: 'count_wrong', stock: `zero:${SKU}` });
    expect(seen).toContain(`*Stock*: Amazon does not put the units back on sale. \`${SKU}\` is set to 0.`);
    return orderId;
  };
  const stockMoves = async (orderId: string): Promise<string[]> => {
    const one = await journey.caseOf(orderId);
    return (await journey.audit(one?.id ?? '')).flatMap((event) => (event.kind === 'stock-moved' ? [`${event.from} → ${event.to}`] : []));
  };

  it('are set to 0 once the cancellation is read back, read back themselves, and put back on a click', async () => {
    const { amazon, anna } = journey;
    const before = amazon.shop.stock(SKU);
    const orderId = await setToZero();
    await journey.later(50);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('is set to 0. Follows when the cancellation is read back.');
    expect([amazon.shop.stock(SKU), journey.calls('patchListingsItem')]).toEqual([before, 0]);
    await journey.later(300);
    expect(amazon.shop.stock(SKU)).toBe(0);
    expect(journey.posted('C0ORDERS1', orderId)).toContain(
      `Units on sale: \`${SKU}\` is set to 0. ${before} → 0. :white_check_mark: Done, and read back at Amazon.`,
    );
    expect(await stockMoves(orderId)).toEqual(['waiting → changing', 'changing → done']);

    // Somebody else may not; the requester may.
    await journey.slack.person('U0AGENT02').clickMessage(journey.button('C0ORDERS1', orderId, 'put_back'));
    await journey.later(60);
    expect(amazon.shop.stock(SKU)).toBe(0);
    await anna.clickMessage(journey.button('C0ORDERS1', orderId, 'put_back'));
    await anna.waitForEphemeral(/It is put back\./);
    await journey.later(60);
    expect(amazon.shop.stock(SKU)).toBe(before);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('Put back, and read back at Amazon.');
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled', stock: { state: 'put_back', before, target: 0 } });
    expect(journey.calls('patchListingsItem')).toBe(2);
    expect(JSON.stringify(await journey.app.waiting())).not.toContain('adjust-stock');
  });

  it('are left alone when nothing is chosen', async () => {
    const { amazon, anna } = journey;
    const orderId = amazon.shop.samples.anotherUnshipped;
    await ask({ orderId, reason: 'out_of_stock', subReason: 'count_wrong', stock: 'leave' });
    await journey.later(400);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled', stock: { state: 'none' } });
    expect([journey.calls('getListingsItem'), journey.calls('patchListingsItem')]).toEqual([0, 0]);
    anna.close();
  });

  it('are one fewer than Amazon put back, where a unit is defective', async () => {
    const { amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    const before = amazon.shop.stock('YOGA-MAT-6MM') ?? 0;
    await ask({ orderId, reason: 'defect', subReason: 'defective', stock: 'lower-1:YOGA-MAT-6MM' });
    await journey.later(200);
    expect(amazon.shop.stock('YOGA-MAT-6MM')).toBe(before + 1);
    await journey.later(400);
    expect(amazon.shop.stock('YOGA-MAT-6MM')).toBe(before);
    expect(journey.posted('C0ORDERS1', orderId)).toContain(`is lowered by 1. ${before + 1} → ${before}. :white_check_mark: Done`);
  });

  it('stay where the role is missing, which is said, and the cancellation is not held up', async () => {
    const { amazon } = journey;
    amazon.control.fault({ kind: 'role-missing', operation: 'getListingsItem' });
    const before = amazon.shop.stock(SKU);
    const orderId = await setToZero();
    await journey.later(400);
    const said = journey.posted('C0ORDERS1', orderId);
    expect(said).toContain('Cancelled at Amazon');
    expect(said).toContain('Message to the buyer: sent.');
    expect(said).toContain(':x: Not changed. Amazon does not let us change it: the role `Product Listing` may be missing. Ask your admin.');
    expect(said).not.toContain('[Put back');
    expect([amazon.shop.stock(SKU), journey.calls('patchListingsItem')]).toEqual([before, 0]);
  });

  it('stay where Amazon refuses the cancellation', async () => {
    const { amazon } = journey;
    const before = amazon.shop.stock(SKU);
    const orderId = await setToZero();
    amazon.control.fault({ kind: 'line-refused', orderId });
    await journey.later(900);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'refused', stock: { state: 'waiting' } });
    expect([amazon.shop.stock(SKU), journey.calls('getListingsItem'), journey.calls('patchListingsItem')]).toEqual([before, 0, 0]);
  });

  it('are not put back over a quantity that was set meanwhile', async () => {
    const { amazon, anna } = journey;
    const orderId = await setToZero();
    await journey.later(400);
    const { accounts } = journey.app.desk;
    const one = await journey.caseOf(orderId);
    if (one === undefined) throw new Error('There is a case');
    const change = { sku: SKU, marketplaceId: one.marketplaceId, productType: 'PRODUCT', quantity: 50 };
    expect(await accounts.amazon(one.accountId).listings.setQuantity(change)).toMatchObject({ ok: true });
    await anna.clickMessage(journey.button('C0ORDERS1', orderId, 'put_back'));
    await anna.waitForEphemeral(/It is put back\./);
    await journey.later(60);
    expect(amazon.shop.stock(SKU)).toBe(50);
    expect(journey.posted('C0ORDERS1', orderId)).toContain('It was not put back: the quantity at Amazon has changed meanwhile.');
  });

  it.each(['timeout-after', 'half-response'] as const)('are set once where Amazon’s answer is lost (%s), and seen to be', async (kind) => {
    const { amazon } = journey;
    amazon.control.fault({ kind, operation: 'patchListingsItem', times: 1 });
    const orderId = await setToZero();
    await journey.later(400);
    expect([amazon.shop.stock(SKU), journey.calls('patchListingsItem')]).toEqual([0, 1]);
    expect(await journey.caseOf(orderId)).toMatchObject({ stock: { state: 'done' } });
  });

  it('are shown to a person where Amazon never shows the quantity, and not set again', async () => {
    const { amazon } = journey;
    const before = amazon.shop.stock(SKU);
    amazon.control.fault({ kind: 'timeout-before', operation: 'patchListingsItem' });
    const orderId = await setToZero();
    await journey.later(3600);
    expect([amazon.shop.stock(SKU), journey.calls('patchListingsItem')]).toEqual([before, 1]);
    expect(journey.posted('C0ORDERS1', orderId)).toContain(
      ':warning: Not seen at Amazon. Please look at the quantity in Seller Central. Amazon still shows another quantity.',
    );
    expect(JSON.stringify(await journey.app.waiting())).not.toContain('adjust-stock');

    // Looked at once more on a click: still another one, then the one that was agreed to.
    const check = async (wanted: RegExp): Promise<unknown> => {
      await journey.anna.clickMessage(journey.button('C0ORDERS1', orderId, 'check_stock'));
      return await journey.anna.waitForEphemeral(wanted);
    };
    await check(new RegExp(`Still not seen: Amazon shows ${before ?? ''}\\. Please look at it in Seller Central\\.`));
    expect(await journey.caseOf(orderId)).toMatchObject({ stock: { state: 'uncertain' } });
    amazon.control.fault({ kind: 'role-missing', operation: 'getListingsItem', times: 1 });
    await check(/Amazon could not be asked\. Nothing was changed\. Amazon does not let us change it/);
    const one = await journey.caseOf(orderId);
    if (one === undefined) throw new Error('There is a case');
    const change = { sku: SKU, marketplaceId: one.marketplaceId, productType: 'PRODUCT', quantity: 0 };
    amazon.control.clearFaults();
    expect(await journey.app.desk.accounts.amazon(one.accountId).listings.setQuantity(change)).toMatchObject({ ok: true });
    await journey.later(60);
    const button = journey.button('C0ORDERS1', orderId, 'check_stock');
    await check(/Amazon has it now: done\. The message changes\./);
    await journey.work();
    expect(journey.posted('C0ORDERS1', orderId)).toContain(`${before ?? ''} → 0. :white_check_mark: Done, and read back at Amazon.`);
    expect(await stockMoves(orderId)).toEqual(['waiting → changing', 'changing → uncertain', 'uncertain → done']);
    await journey.anna.clickMessage(button);
    await journey.anna.waitForEphemeral(/There is nothing to check: see the message\./);
  });
});

describe('two cases that lower the same SKU at about the same moment', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney({ orders: 60 });
    journey.amazon.control.setRateLimits(false);
  });
  afterEach(async () => await journey.end());

  /** Cancelled cases, each of which is to lower the SKU by one. */
  const cases = async (count: number): Promise<CaseId[]> => {
    const { desk } = journey.app;
    const accountId = accountIdOf(desk);
    const ids = Array.from({ length: count }, () => caseIdSchema.parse(desk.ids.next()));
    for (const [index, id] of ids.entries()) {
      const orderId = orderIdSchema.parse(`111-0000001-${String(index).padStart(7, '0')}`);
      const stock = newStock({ kind: 'lower', sku: SKU, by: 1 });
      const one = newCase({ id, accountId, orderId, state: 'cancelled', stock, requestedAt: journey.clock.now() });
      await desk.cancellations.create(one, [{ job: { kind: 'adjust-stock', caseId: id } }]);
    }
    return ids;
  };
  const stateOf = async (id: CaseId): Promise<string | undefined> => (await journey.app.desk.cancellations.find(id))?.stock.state;

  it('lower it by both, one after the other, whatever comes first', async () => {
    for (const count of [2, 3]) {
      const before = journey.amazon.shop.stock(SKU) ?? 0;
      await journey.engine.prisma.cancellationCase.deleteMany();
      const ids = await cases(count);
      const desks = [journey.app.desk, { ...journey.app.desk }];
      // As two instances would come to them: at the same moment, and over and over.
      await Promise.all(ids.map(async (id, index) => await adjustStock(desks[index % 2] ?? journey.app.desk, id)));
      await journey.later(200);
      expect(await Promise.all(ids.map(stateOf))).toEqual(ids.map(() => 'done'));
      expect(before - (journey.amazon.shop.stock(SKU) ?? 0)).toBe(count);
    }
    expect(journey.effects('patchListingsItem')).toBe(5);
  });

  it('lower it by both where the first is between reading and setting while the second comes', async () => {
    const before = journey.amazon.shop.stock(SKU) ?? 0;
    const [first, second] = await cases(2);
    if (first === undefined || second === undefined) throw new Error('There are two');
    const { desk } = journey.app;
    const moveStock: typeof desk.cancellations.moveStock = async (move) => {
      // All of the second's turn fits in here.
      if (move.to === 'changing') await adjustStock(desk, second);
      return await desk.cancellations.moveStock(move);
    };
    await adjustStock({ ...desk, cancellations: { ...desk.cancellations, moveStock } }, first);
    expect(await desk.cancellations.find(second)).toMatchObject({ stock: { state: 'waiting', detail: 'stock-waits' } });
    await journey.later(200);
    expect([await stateOf(first), await stateOf(second)]).toEqual(['done', 'done']);
    expect(before - (journey.amazon.shop.stock(SKU) ?? 0)).toBe(2);
  });

  it('are not held up for good by one that nobody sees the end of, whose number then proves nothing', async () => {
    const { amazon, app } = journey;
    const [first] = await cases(1);
    amazon.control.fault({ kind: 'timeout-before', operation: 'patchListingsItem', times: 1 });
    await journey.later(3600);
    if (first === undefined) throw new Error('There is one');
    expect(await stateOf(first)).toBe('uncertain');
    const orderId = orderIdSchema.parse('111-0000002-0000001');
    const id = caseIdSchema.parse(app.desk.ids.next());
    const stock = newStock({ kind: 'lower', sku: SKU, by: 1 });
    const one = newCase({ id, accountId: accountIdOf(app.desk), orderId, state: 'cancelled', stock, requestedAt: journey.clock.now() });
    await app.desk.cancellations.create(one, [{ job: { kind: 'adjust-stock', caseId: id } }]);
    await journey.later(60);
    expect(await stateOf(id)).toBe('done');
    // Amazon has the first one's number by now, by the second one's doing.
    expect(await checkStock(app.desk, { caseId: first, userId: ANNA })).toEqual({ kind: 'changed-by-others' });
    expect(await stateOf(first)).toBe('uncertain');
  });
});

describe('a process that is killed while it changes the units on sale', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney({ orders: 60 });
    journey.amazon.control.setRateLimits(false);
  });
  afterEach(async () => await journey.end());

  let orders = 0;
  const carryOut = async (plan: CrashPlan | undefined) => {
    const { app, clock, amazon } = journey;
    const accountId = accountIdOf(app.desk);
    orders += 1;
    const orderId = orderIdSchema.parse(`111-0000000-${String(orders).padStart(7, '0')}`);
    const id = caseIdSchema.parse(app.desk.ids.next());
    const stock = newStock({ kind: 'lower', sku: SKU, by: 1 });
    await app.desk.cancellations.create(newCase({ id, accountId, orderId, state: 'cancelled', stock, requestedAt: clock.now() }), []);
    const [before, patched] = [amazon.shop.stock(SKU) ?? 0, journey.effects('patchListingsItem')];
    const first = crashing(app.desk, plan, ['cancellations']);
    try {
      for (let step = 0; step < 3; step += 1) {
        clock.advance(10_000);
        await Promise.race([adjustStock(first.desk, id), first.crashed]);
      }
    } catch (error) {
      if (!(error instanceof Crashed)) throw error;
      // Started again: the work goes on until nothing more is to be done.
      for (let step = 0; step < 12; step += 1) {
        clock.advance(10_000);
        await adjustStock(app.desk, id);
      }
    }
    return {
      calls: first.calls,
      state: (await app.desk.cancellations.find(id))?.stock.state,
      lowered: before - (amazon.shop.stock(SKU) ?? 0),
      patches: journey.effects('patchListingsItem') - patched,
    };
  };

  it('lowers them once, or not at all and says that a person has to look', async () => {
    const whole = await carryOut(undefined);
    expect(whole).toMatchObject({ state: 'done', lowered: 1, patches: 1 });
    expect(whole.calls).toContain('amazon.listings.setQuantity');
    for (let at = 1; at <= whole.calls.length; at += 1) {
      for (const when of ['before', 'after'] as const) {
        const { calls: _calls, ...outcome } = await carryOut({ at, when });
        const where = `${when} ${whole.calls[at - 1] ?? ''} (${at})`;
        const told = { where, state: 'done', lowered: 1, patches: 1 };
        expect([told, { where, state: 'uncertain', lowered: 0, patches: 0 }]).toContainEqual({ where, ...outcome });
      }
    }
  });
});
