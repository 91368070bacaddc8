import { z } from 'zod';
import {
  buyerRequestIdSchema,
  caseIdSchema,
  channelIdSchema,
  feedRowIdSchema,
  marketplaceIdSchema,
  orderIdSchema,
} from '../../domain/ids.js';
import { STUCK_KINDS } from '../../domain/stuck.js';
import type { StuckCount, StuckItem, StuckItems, StuckPage } from '../../ports/stuck.js';
import { maybe } from './json.js';
import type { Engine } from './open.js';

/** What fails is tried again by itself; only after this long people are told. */
const LONG_MS = 30 * 60_000;
/** After that nobody looks up any more whether a digest of former days was posted. */
const DIGEST_MS = 24 * 3_600_000;

/**
 * By the partial indexes `cancellation_cases_need_person`, `buyer_requests_need_person` and `digests_uncertain`, whose
 * conditions stand here word by word, and by state: what it costs grows with what is open, never with what has ended.
 * $1: what began before it waits for long; $2: digests of former days end there.
 */
const ITEMS = `with cases as materialized (
  select id, order_id, marketplace_id, requested_at, cancelled_at, detail, next_attempt_at, attempts, message_state, message_detail,
    stock_state, stock_detail, stock_attempts, stock_next_try_at, stock_change->>'kind' = 'zero' as zero
  from cancellation_cases where state = 'cancelled'
    and (message_state in ('uncertain', 'failed', 'waiting') or stock_state in ('uncertain', 'failed', 'waiting', 'to_put_back'))
), items as (
  select 'case' as kind, id::text, order_id, marketplace_id, requested_at as began, detail, next_attempt_at as next_try, false as retriable,
    'moved' as event, 'stuck' as became, null::timestamptz as since, null::text as feed_id, null::int as orders
  from cancellation_cases where state = 'stuck'
  union all select 'case-waits', id::text, order_id, marketplace_id, requested_at, detail, next_attempt_at, false, null, null, send_after, null, null
  from cancellation_cases where state = 'queued' and attempts > 0 and send_after < $1::timestamptz
  union all select 'message-' || message_state, id::text, order_id, marketplace_id, requested_at, message_detail, null, false,
    'message-moved', message_state, null, null, null from cases where message_state in ('uncertain', 'failed')
  union all select 'message-waits', id::text, order_id, marketplace_id, requested_at, detail, next_attempt_at, true, null, null, cancelled_at, null, null
  from cases where message_state = 'waiting' and attempts > 0 and cancelled_at < $1::timestamptz
  union all select 'stock-' || stock_state, id::text, order_id, marketplace_id, requested_at, stock_detail, null,
    stock_state = 'failed' and coalesce(zero, false), 'stock-moved', stock_state, null, null, null
  from cases where stock_state in ('uncertain', 'failed') and coalesce(stock_detail, '') not like 'cancelled-by-%'
  union all select 'stock-waits', id::text, order_id, marketplace_id, requested_at, stock_detail, stock_next_try_at, true, null, null, cancelled_at, null, null
  from cases where stock_state in ('waiting', 'to_put_back') and stock_attempts > 0 and cancelled_at < $1::timestamptz
  union all select case state when 'stuck' then 'feed' else 'feed-waits' end, id::text, null, marketplace_id, sealed_at, detail, null, false,
    null, null, coalesce(created_at, sealed_at), amazon_feed_id, jsonb_array_length(lines)
  from feeds where (state = 'stuck' and amazon_feed_id is not null)
    or (state in ('sealed', 'uploaded', 'creating') and attempts > 0 and sealed_at < $1::timestamptz)
  union all select 'answer-' || message_state, id::text, order_id, marketplace_id, noticed_at, message_detail, null, false,
    null, null, message_at, null, null
  from buyer_requests where message_state in ('uncertain', 'failed') and (ended_as is null or ended_as = 'shipped')
  union all select 'digest', channel_id || ':' || local_date, null, null, updated_at, null, null, false, null, null, updated_at, null, null
  from digests where state = 'uncertain' and updated_at >= $2::timestamptz
)`;

/** Since when it is so is read of those alone that are shown. */
const LIST = `${ITEMS}, shown as (select *, count(*) over () as total from items order by began, id, kind limit $3 offset $4)
select shown.*, coalesce(since, (select max(at) from audit where case_id = case when shown.event is not null then shown.id::uuid end
  and audit.event->>'kind' = shown.event and audit.event->>'to' = shown.became), began) as since_when
from shown order by began, id, kind`;
const COUNTS = `${ITEMS} select kind, count(*) as count, min(coalesce(since, began)) as oldest from items group by kind order by kind`;

const itemSchema = z
  .object({
    kind: z.enum(STUCK_KINDS),
    id: z.string(),
    order_id: maybe(orderIdSchema),
    marketplace_id: maybe(marketplaceIdSchema),
    detail: maybe(z.string()),
    next_try: maybe(z.date()),
    retriable: z.boolean(),
    since_when: z.date(),
    feed_id: maybe(z.string()),
    orders: maybe(z.int()),
    total: z.coerce.number(),
  })
  .transform((row) => ({ total: row.total, item: toItem(row) }));
const countsSchema = z.array(z.object({ kind: z.enum(STUCK_KINDS), count: z.coerce.number(), oldest: z.date() }));

interface Row {
  readonly kind: StuckItem['kind'];
  readonly id: string;
  readonly order_id?: unknown;
  readonly marketplace_id?: unknown;
  readonly detail?: string | undefined;
  readonly next_try?: Date | undefined;
  readonly retriable: boolean;
  readonly since_when: Date;
  readonly feed_id?: string | undefined;
  readonly orders?: number | undefined;
}

function toItem({ kind, id, detail, since_when: since, ...row }: Row): StuckItem {
  if (kind === 'digest') {
    const [channel, localDate = ''] = id.split(':');
    return { kind, since, detail, channelId: channelIdSchema.parse(channel), localDate };
  }
  const marketplaceId = marketplaceIdSchema.parse(row.marketplace_id);
  if (kind === 'feed' || kind === 'feed-waits') {
    const feedRowId = feedRowIdSchema.parse(id);
    return { kind, since, detail, marketplaceId, feedRowId, amazonFeedId: row.feed_id, orders: row.orders ?? 0 };
  }
  const ofOrder = { since, detail, marketplaceId, orderId: orderIdSchema.parse(row.order_id) };
  if (kind === 'answer-uncertain' || kind === 'answer-failed') return { kind, ...ofOrder, requestId: buyerRequestIdSchema.parse(id) };
  return { kind, ...ofOrder, caseId: caseIdSchema.parse(id), nextTryAt: row.next_try, retriable: row.retriable };
}

function edges(now: Date): [long: string, digests: string] {
  const before = (ms: number): string => new Date(now.getTime() - ms).toISOString();
  return [before(LONG_MS), before(DIGEST_MS)];
}

/** What a person has to look at, in one query. */
export function createStuckItems({ sql }: Engine): StuckItems {
  const list = async ({ now, from, atMost }: Parameters<StuckItems['list']>[0]): Promise<StuckPage> => {
    const { rows } = await sql.executeSql(LIST, [...edges(now), atMost, from]);
    const read = rows.map((row) => itemSchema.parse(row));
    if (read.length === 0 && from > 0) return await list({ now, from: 0, atMost });
    return { total: read[0]?.total ?? 0, from, items: read.map(({ item }) => item) };
  };
  return { list };
}

/** How many there are of each kind; those of which there is none are left out. */
export async function countStuck({ sql }: Engine, now: Date): Promise<StuckCount[]> {
  return countsSchema.parse((await sql.executeSql(COUNTS, edges(now))).rows);
}
