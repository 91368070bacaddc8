import { z } from 'zod';
import type { Feed } from '../../domain/feed.js';
import { caseIdSchema, marketplaceIdSchema, orderIdSchema } from '../../domain/ids.js';
import type { Order } from '../../domain/order.js';
import type { RateSnapshot } from '../../domain/cancellation.js';
import { CANCEL_CODES } from '../../domain/reason.js';
import type { StockChange } from '../../domain/stock.js';

/** What stands in JSON columns, parsed on every read. Absent and null are undefined. */
export const maybe = <T extends z.ZodType>(schema: T) => schema.nullish().transform((value) => value ?? undefined);
const moment = z.coerce.date();
export const money = z.object({ currency: z.string(), minorUnits: z.int() });

export const itemsSchema = z.array(z.object({ orderItemId: z.string(), sku: maybe(z.string()), quantity: z.int() }));

export const stockChangeSchema: z.ZodType<StockChange> = z.union([
  z.object({ kind: z.literal('zero'), sku: z.string(), restockOn: z.string().optional() }),
  z.object({ kind: z.literal('lower'), sku: z.string(), by: z.int().positive() }),
]);

export const targetSchema = z.object({ numerator: z.int(), denominator: z.int() });
const countSchema = z.object({ orders: z.int(), counted: z.int(), surely: z.int().optional() });

const windowSchema = z.object({
  source: z.enum(['amazon', 'estimate']),
  asOf: moment,
  before: countSchema,
  after: countSchema,
  target: targetSchema,
  days: z.int().optional(),
  program: z.string().optional(),
});

export const rateSchema: z.ZodType<RateSnapshot> = windowSchema.extend({
  others: z.array(windowSchema).optional(),
  incomplete: z.boolean().optional(),
});

export const linesSchema: z.ZodType<Feed['lines']> = z.array(
  z.object({
    messageId: z.int(),
    caseId: caseIdSchema,
    orderId: orderIdSchema,
    code: z.enum(CANCEL_CODES),
    orderItemIds: z.array(z.string()),
    shipBy: maybe(moment),
  }),
);

export const statusSchema = z.enum([
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
]);
export const fulfilledBySchema = z.enum(['MERCHANT', 'AMAZON']);

export const orderSchema: z.ZodType<Order> = z.object({
  orderId: orderIdSchema,
  marketplaceId: marketplaceIdSchema,
  createdAt: moment,
  lastUpdatedAt: moment,
  status: statusSchema,
  fulfilledBy: fulfilledBySchema,
  programs: z.array(z.string()),
  shipBy: maybe(moment),
  items: z.array(
    z.object({
      orderItemId: z.string(),
      sku: maybe(z.string()),
      asin: maybe(z.string()),
      title: z.string(),
      quantityOrdered: z.int(),
      quantityFulfilled: z.int(),
      unitPrice: maybe(money),
      buyerRequestedCancel: z.boolean(),
      buyerCancelReason: maybe(z.string()),
      cancelledBy: maybe(z.enum(['BUYER', 'MERCHANT', 'AMAZON'])),
    }),
  ),
  total: maybe(money),
});

/** A value as it goes into a JSON column: moments as text, nothing that JSON has no word for. */
export function toJson(value: unknown): PlainJson {
  return plainJson.parse(JSON.parse(JSON.stringify(value)));
}

export type PlainJson = string | number | boolean | { [key: string]: PlainJson | null } | (PlainJson | null)[];
const plainJson: z.ZodType<PlainJson> = z.lazy(() =>
  z.union([z.string(), z.number(), z.boolean(), z.array(plainJson.nullable()), z.record(z.string(), plainJson.nullable())]),
);
