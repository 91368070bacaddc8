import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import type { Person } from '../../src/practice/slack/person.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestInWindow } from '../support/request.js';

describe('the list of /find-order', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  const closeAll = (): void => {
    while (journey.anna.view() !== undefined) journey.anna.close();
  };
  afterEach(closeAll);
  afterAll(async () => await journey.end());

  const toShip = (wanted?: (order: ShopOrder) => boolean): string[] => ordersToShip(journey, wanted);
  const isLate = (order: ShopOrder): boolean => shipByOf(order) < journey.clock.now().getTime();
  const ask = async (typed: string): Promise<string[]> => {
    closeAll();
    await journey.anna.command(`/find-order ${typed}`.trim());
    await journey.anna.waitForView(LISTED);
    return shownTo(journey.anna);
  };

  const turn = async (button: string): Promise<string[]> => await turnPage(journey, button);
  /** Turns the pages until an order is on one. */
  const turnTo = async (orderId: string): Promise<void> => {
    while (!shownTo(journey.anna).includes(orderId)) await turn('list_next');
  };

  it('acknowledges at once, opens its window before anything is read, and asks Amazon nothing', async () => {
    const { slack, amazon } = journey;
    const [slackBefore, amazonBefore] = [slack.ledger.length, amazon.ledger.length];
    await ask('');
    const happened = slack.ledger.slice(slackBefore);
    expect(happened.find((entry) => entry.what === 'command')?.answer).toEqual({ status: 200, body: '' });
    const opened = happened.find((entry) => entry.what === 'views.open');
    expect(JSON.stringify(opened?.sent)).toContain('Reading the list');
    expect(amazon.ledger.slice(amazonBefore)).toEqual([]);
  });

  it('has every order that is to be shipped, soonest ship-by first, page by page and back', async () => {
    const { anna } = journey;
    const wanted = toShip();
    expect(wanted.length).toBeGreaterThan(40);
    const pages = [await ask('')];
    while (anna.viewText().includes('[Next]')) pages.push(await turn('list_next'));
    expect(pages.flat()).toEqual(wanted);
    expect(pages.slice(0, -1).every((page) => page.length === 10)).toBe(true);
    for (const page of pages.slice(0, -1).toReversed()) expect(await turn('list_previous')).toEqual(page);
    expect(anna.viewText()).not.toContain('[Previous]');
  });

  it('keeps to what was typed', async () => {
    expect(await ask('late')).toEqual(toShip(isLate).slice(0, 10));
    expect(await ask('requested')).toEqual(toShip((order) => order.items.some((item) => item.buyerRequest !== undefined)).slice(0, 10));
    expect(await ask('de')).toEqual(toShip((order) => order.marketplace.id === GERMANY).slice(0, 10));
    expect(await ask('sku:YOGA-MAT-6MM us')).toEqual(
      toShip((order) => order.marketplace.id === US && order.items.some((item) => item.product.sku === 'YOGA-MAT-6MM')).slice(0, 10),
    );
    expect(await ask('late de')).toEqual(toShip((order) => order.marketplace.id === GERMANY && isLate(order)).slice(0, 10));
  });

  it('is filtered in the window, too, and begins at its top then', async () => {
    const { anna } = journey;
    await ask('sku:YOGA-MAT-6MM');
    await anna.click('list_every_sku');
    await anna.waitForView(/\[Next\]/);
    await anna.click('list_next');
    await anna.waitForView(/\[Previous\]/);
    await anna.select('list_marketplace', JAPAN);
    const japanese = toShip((order) => order.marketplace.id === JAPAN);
    await anna.waitForView(new RegExp(`\\*${japanese[0] ?? ''}\\*`));
    expect(shownTo(journey.anna)).toEqual(japanese.slice(0, 10));
    await anna.select('list_which', 'late');
    await anna.waitForView(/(?:Past ship-by) Amazon JP/);
    expect(shownTo(journey.anna)).toEqual(toShip((order) => order.marketplace.id === JAPAN && isLate(order)).slice(0, 10));
  });

  it('says that there is nothing like this', async () => {
    expect(await ask('sku:no-such-thing')).toEqual([]);
    expect(journey.anna.viewText()).toContain(
      'No order that is waiting to be shipped is like this. A SKU has to be typed letter for letter',
    );
  });

  it.each([
    ['cheap', '“cheap” is no filter of this list.\nYou can type:\n• `/find-order 111-2233445-6677889` – one order, by its id'],
    ['us de', '“de” is one too many: one marketplace and one SKU at a time.\nYou can type:'],
    ['fr', 'No connected account sells on Amazon FR. Connected: US, DE, JP.'],
    ['<!channel>', '“&lt;!channel&gt;” is no filter of this list.'],
    ['111-22', '“111-22” is not an Amazon order id. It has 3, 7 and 7 digits'],
  ])('answers %j at once with the right forms, without a window', async (typed, sentence) => {
    const { anna, slack } = journey;
    const before = slack.ledger.length;
    const answer = await anna.command(`/find-order ${typed}`);
    expect(JSON.parse(answer.body)).toMatchObject({ response_type: 'ephemeral', text: expect.stringContaining(sentence) });
    expect(slack.ledger.slice(before).map((entry) => entry.what)).toEqual(['command']);
  });

  it('opens an order above the list, read from Amazon again, and goes on to its cancellation', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshippedGerman;
    await ask('de');
    journey.clock.advance(61_000);
    const before = journey.calls('getOrder');
    await turnTo(orderId);
    await anna.click(`open_order:${orderId}`);
    await anna.waitForView(/No cancellation request by the buyer at Amazon/);
    expect(anna.viewText()).toContain(`*Order ${orderId}* · Amazon DE · not shipped · shipped by us`);
    expect(journey.calls('getOrder')).toBe(before + 1);
    await anna.click('cancel_order');
    await anna.waitForView(/Reason:/);
    anna.close();
    expect(anna.viewText()).toContain(`*Order ${orderId}*`);
    anna.close();
    expect(anna.viewText()).toContain('[ Orders to ship ]');
  });

  it('cancels from the list, follows the case in the channel where the list was asked for, and marks it there', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.anotherUnshipped;
    await ask('us');
    await turnTo(orderId);
    await anna.click(`cancel_order:${orderId}`);
    await requestInWindow(anna, { reason: 'defect', subReason: 'damaged' });
    await journey.work();
    expect(journey.posted('C0ORDERS1', orderId)).toContain('In the outbox');
    await ask('us');
    await turnTo(orderId);
    expect(anna.viewText().split(`*${orderId}*`)[1]).toMatch(/^[^*]*has a request already/);
    await expect(anna.click(`cancel_order:${orderId}`)).rejects.toThrow(/No cancel_order/);
  });

  it('speaks Chinese with somebody whose Slack does', async () => {
    const amy = journey.slack.person('U0ADMIN01');
    await amy.command('/find-order late');
    await amy.waitForView(/已超过最晚发货时间/);
    await amy.command('/find-order 便宜');
    expect(amy.ephemerals().at(-1)?.text).toContain('“便宜”不是此列表的筛选条件。');
    amy.close();
  });
});

describe('a list whose orders are shipped while it is open', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(async () => await journey.end());

  it('begins at the top again when the pages before it have shrunk, or the wanted one is gone', async () => {
    const { anna, engine } = journey;
    await anna.command('/find-order');
    await anna.waitForView(LISTED);
    const turn = async (button: string): Promise<string[]> => await turnPage(journey, button);
    const ship = async (orderIds: readonly string[]): Promise<void> =>
      void (await engine.sql.executeSql(`update orders set status = 'SHIPPED' where order_id = any($1::text[])`, [orderIds]));
    const [first, second] = [shownTo(anna), await turn('list_next')];
    await ship(first.slice(0, 6));
    expect(await turn('list_previous')).toEqual([...first.slice(6), ...second.slice(0, 6)]);
    expect(anna.viewText()).not.toContain('[Previous]');
    await ship(ordersToShip(journey).filter((orderId) => !second.slice(0, 2).includes(orderId)));
    expect(await turn('list_next')).toEqual(second.slice(0, 2));
    expect(anna.viewText()).not.toMatch(/\[Previous\]|\[Next\]/);
  });
});

describe('the list while the copies of orders are still being filled in', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ orders: 2_000 });
  });
  afterAll(async () => await journey.end());

  it('says so and how many there are by now, and how old the copies are once all are there', async () => {
    const { anna, app, clock, engine } = journey;
    const copied = await engine.prisma.orderRow.count();
    expect(copied).toBeGreaterThan(999);
    await anna.command('/find-order');
    await anna.waitForView(LISTED);
    expect(anna.viewText()).toContain(
      `*The copy of your orders is still being filled: ${copied.toLocaleString('en-US')} so far.* Those that last changed before 2026-1`,
    );
    anna.close();
    for (let hour = 0; hour < 5; hour += 1) {
      clock.advance(3_600_000);
      await journey.work();
      await app.desk.queue.add([{ job: { kind: 'sweep' } }]);
      await journey.work();
    }
    await anna.command('/find-order');
    await anna.waitForView(LISTED);
    expect(anna.viewText()).not.toContain('still being filled');
    expect(anna.viewText()).toMatch(/From our copies, which have what changed at Amazon up to 2026-11-24 (?:19:5|20:0)\d UTC\./);
    expect(shownTo(anna)).toEqual(ordersToShip(journey).slice(0, 10));
  });
});

const LISTED = /From our copies|No order that is waiting|Nothing is waiting/;
const US = 'ATVPDKIKX0DER';
const GERMANY = 'A1PA6795UKMFR9';
const JAPAN = 'A1VC38T7YXB528';

function shipByOf(order: ShopOrder): number {
  return order.shipBy.to.getTime();
}

/** What the list has to show, straight from the shop. */
function ordersToShip({ amazon }: Journey, wanted: (order: ShopOrder) => boolean = () => true): string[] {
  return amazon.shop
    .listOrders()
    .filter((order) => order.status === 'UNSHIPPED' && order.fulfilledBy === 'MERCHANT' && wanted(order))
    .toSorted((one, other) => shipByOf(one) - shipByOf(other) || (one.orderId < other.orderId ? -1 : 1))
    .map(({ orderId }) => orderId);
}

/** The orders on the page that somebody sees. */
function shownTo(person: Person): string[] {
  return [...person.viewText().matchAll(/^\*(\d{3}-\d{7}-\d{7})\*/gm)].flatMap((match) => match[1] ?? []);
}

/** Turns the page and gives the orders of the next one. */
async function turnPage({ anna, slack }: Journey, button: string): Promise<string[]> {
  const before = anna.view()?.hash;
  await anna.click(button);
  const turned = (): true | undefined => (anna.view()?.hash === before ? undefined : true);
  await slack.context.state.until(turned, { withinMs: 10_000, describe: () => anna.viewText() });
  return shownTo(anna);
}
