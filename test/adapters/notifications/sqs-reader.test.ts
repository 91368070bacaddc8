import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readHint } from '../../../src/adapters/notifications/read-hint.js';
import { type SqsReader, startSqsReader } from '../../../src/adapters/notifications/sqs-reader.js';
import type { Hint } from '../../../src/ports/notifications.js';
import { silentLog } from '../../support/silent-log.js';
import { type PracticeSqs, startPracticeSqs } from '../../support/sqs.js';

const ORDER_CHANGE = JSON.stringify({
  NotificationVersion: '1.0',
  NotificationType: 'ORDER_CHANGE',
  PayloadVersion: '1.0',
  EventTime: '2026-11-24T15:00:00.000Z',
  Payload: {
    OrderChangeNotification: {
      NotificationLevel: 'OrderLevel',
      SellerId: 'A2PRACTICESELLER',
      AmazonOrderId: '114-0287720-1452839',
      OrderChangeType: 'BuyerRequestedChange',
      OrderChangeTrigger: { TimeOfOrderChange: '2026-11-24T14:59:00.000Z', ChangeReason: 'Buyer Requested Cancel' },
      Summary: { MarketplaceId: 'ATVPDKIKX0DER', OrderStatus: 'Unshipped', DestinationPostalCode: '12345' },
    },
  },
  NotificationMetadata: { NotificationId: 'n-1' },
});
const FEED_FINISHED = JSON.stringify({
  notificationVersion: '1.0',
  notificationType: 'FEED_PROCESSING_FINISHED',
  payloadVersion: '2020-09-04',
  payload: {
    feedProcessingFinishedNotification: {
      sellerId: 'A2PRACTICESELLER',
      feedId: '50001019001',
      feedType: 'POST_ORDER_ACKNOWLEDGEMENT_DATA',
      processingStatus: 'DONE',
    },
  },
});
const ORDER: Hint = { kind: 'order-changed', accountId: expect.any(String), orderId: expect.any(String) };

describe('a notification', () => {
  it('of an order’s change names the order and its account, and nothing else is read of it', () => {
    expect(readHint(ORDER_CHANGE)).toEqual({ kind: 'order-changed', accountId: 'A2PRACTICESELLER', orderId: '114-0287720-1452839' });
  });

  it('of a feed’s end, written the other way, names the feed', () => {
    expect(readHint(FEED_FINISHED)).toEqual({ kind: 'feed-finished', amazonFeedId: '50001019001' });
  });

  it.each([
    ['of another kind', '{"NotificationType":"ACCOUNT_STATUS_CHANGED","Payload":{}}'],
    ['about something that is no order id', ORDER_CHANGE.replace('114-0287720-1452839', '<!channel>')],
    ['that is no JSON', 'hello'],
    ['that is nothing', 'null'],
  ])('%s is no hint', (_what, body) => {
    expect(readHint(body)).toBeUndefined();
  });
});

describe('the reader of notifications', () => {
  let sqs: PracticeSqs;
  let reader: SqsReader | undefined;
  beforeEach(async () => {
    vi.stubEnv('AWS_ACCESS_KEY_ID', 'practice');
    vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'practice');
    sqs = await startPracticeSqs();
  });
  afterEach(async () => {
    await reader?.stop();
    await sqs.close();
    vi.unstubAllEnvs();
  });
  const start = async (take: (hint: Hint) => Promise<void>): Promise<void> => {
    reader = await startSqsReader({ queueUrl: sqs.queueUrl, log: silentLog, take });
  };

  it('hands on what it understands and deletes every message once that is written down', async () => {
    const taken: Hint[] = [];
    for (const body of [ORDER_CHANGE, 'hello', FEED_FINISHED]) sqs.add(body);
    await start(async (hint) => void taken.push(hint));
    await vi.waitFor(() => expect(sqs.left).toEqual([]), { timeout: 10_000 });
    expect(taken).toEqual([ORDER, { kind: 'feed-finished', amazonFeedId: '50001019001' }]);
  });

  it('leaves a message in the queue when it could not be written down', async () => {
    sqs.add(ORDER_CHANGE);
    const asked = vi.fn<(hint: Hint) => Promise<void>>().mockRejectedValue(new Error('database gone'));
    await start(asked);
    await vi.waitFor(() => expect(asked).toHaveBeenCalledTimes(1), { timeout: 10_000 });
    await reader?.stop();
    expect(sqs.left).toEqual(['message-1']);
  });

  it('stops at once though the queue does not answer as it should', async () => {
    sqs.fail(100);
    await start(async () => undefined);
    await reader?.stop();
    expect(sqs.left).toEqual([]);
  });
});
