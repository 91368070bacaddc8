import { z } from 'zod';
import type { PracticeControl } from './control.js';
import { faultSchema } from './faults.js';
import { type Call, invalidInput, json, notFound, readJson, type Reply } from './http.js';
import { isOperation } from './routes.js';
import type { SampleName } from './samples.js';
import type { ShopOrder } from './shop-types.js';
import type { Operation, World } from './world.js';

const messageSchema = z.object({ text: z.string() });

/** The control over HTTP, under /_practice: no token, so it stands open only where it was asked for. */
export function controlDoor(control: PracticeControl, samples: Readonly<Record<SampleName, string>>): readonly Operation[] {
  const door = (route: string, run: (world: World, call: Call) => unknown): Operation => {
    const [method = '', path = ''] = route.split(' ');
    const answer = (world: World, call: Call): Reply => json(200, run(world, call) ?? { ok: true });
    return { name: 'control', method, path: `/_practice${path}`, needsToken: false, keepsBody: false, run: answer };
  };
  const known = (world: World, call: Call): string => {
    const orderId = call.params['orderId'] ?? '';
    if (world.shop.order(orderId) === undefined) throw notFound(`There is no order ${orderId}.`);
    return orderId;
  };
  return [
    door('POST /clock', (world, call) => {
      control.advanceClock(readJson(call, z.strictObject({ advanceMs: z.int().min(0) })).advanceMs);
      return { now: world.clock.now().toISOString() };
    }),
    door('POST /orders/{orderId}/buyer-request', (world, call) => {
      const { reason } = call.body.length === 0 ? {} : readJson(call, z.strictObject({ reason: z.string().min(1).optional() }));
      control.requestCancellation(known(world, call), reason);
    }),
    door('POST /orders/{orderId}/amazon-cancel', (world, call) => control.amazonCancels(known(world, call))),
    door('POST /orders/{orderId}/ship', (world, call) => control.ships(known(world, call))),
    door('GET /orders/{orderId}', (world, call) => {
      control.advanceClock(0);
      const order = world.shop.order(known(world, call));
      return order === undefined ? {} : shown(order);
    }),
    door('GET /overview', (world) => {
      control.advanceClock(0);
      return {
        now: world.clock.now().toISOString(),
        feeds: world.feeds.list().map((feed) => ({ feedId: feed.feedId, status: world.feeds.status(feed, world.clock.now()) })),
        messages: sentMessages(world),
        faults: world.faults.list(),
      };
    }),
    door('POST /faults', (_world, call) => {
      const fault = readJson(call, faultSchema);
      if ('operation' in fault && !isOperation(fault.operation)) throw invalidInput(`There is no operation ${fault.operation}.`);
      control.fault(fault);
    }),
    door('DELETE /faults', () => control.clearFaults()),
    door('GET /faults', (world) => ({ faults: world.faults.list() })),
    door('POST /rate-limits', (_world, call) => control.setRateLimits(readJson(call, z.strictObject({ on: z.boolean() })).on)),
    door('GET /ledger', (world) => ({ entries: world.ledger.entries })),
    door('GET /shop', (world) => ({
      samples,
      orders: world.shop.listOrders().map(shown),
    })),
  ];
}

/** An order without its buyer. */
function shown(order: ShopOrder): object {
  return {
    orderId: order.orderId,
    marketplaceId: order.marketplace.id,
    status: order.status,
    fulfilledBy: order.fulfilledBy,
    programs: order.programs,
    createdTime: order.createdAt.toISOString(),
    buyerRequest: order.items.some(({ buyerRequest }) => buyerRequest !== undefined),
    cancelledBy: order.items.find(({ cancelled }) => cancelled !== undefined)?.cancelled?.by,
    skus: order.items.map(({ product }) => product.sku),
  };
}

/** What buyers were sent, oldest first. */
function sentMessages({ ledger }: World): object[] {
  return ledger.entries.flatMap(({ operation, status, path, body }) => {
    if (operation !== 'createUnexpectedProblem' || status !== 201 || body === undefined) return [];
    return [{ orderId: /orders\/([\d-]+)\//.exec(path)?.[1], ...messageSchema.parse(JSON.parse(body)) }];
  });
}
