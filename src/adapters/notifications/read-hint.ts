import { z } from 'zod';
import { accountIdSchema, orderIdSchema } from '../../domain/ids.js';
import type { Hint } from '../../ports/notifications.js';

/**
 * Amazon writes the two kinds differently: ORDER_CHANGE in PascalCase, FEED_PROCESSING_FINISHED in camelCase. Nothing
 * else of them is read: an order's change carries the postal code.
 * github.com/amzn/selling-partner-api-models, schemas/notifications
 */
const orderChange = z
  .object({
    NotificationType: z.literal('ORDER_CHANGE'),
    Payload: z.object({ OrderChangeNotification: z.object({ SellerId: accountIdSchema, AmazonOrderId: orderIdSchema }) }),
  })
  .transform(({ Payload: { OrderChangeNotification: change } }): Hint => {
    return { kind: 'order-changed', accountId: change.SellerId, orderId: change.AmazonOrderId };
  });

const feedFinished = z
  .object({
    notificationType: z.literal('FEED_PROCESSING_FINISHED'),
    payload: z.object({ feedProcessingFinishedNotification: z.object({ feedId: z.string().min(1).max(100) }) }),
  })
  .transform(({ payload }): Hint => ({ kind: 'feed-finished', amazonFeedId: payload.feedProcessingFinishedNotification.feedId }));

/** The hint in a message of the queue; undefined for any other notification and for what is none. */
export function readHint(body: string): Hint | undefined {
  try {
    return z.union([orderChange, feedFinished]).safeParse(JSON.parse(body)).data;
  } catch {
    return undefined;
  }
}
