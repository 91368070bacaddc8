import { z } from 'zod';
import type { Urgency } from '../../ports/amazon.js';
import type { Clock } from '../../ports/clock.js';
import type { RateLimits, UsagePlan } from '../../ports/rate-limits.js';
import type { Engine } from './open.js';

/** Neither a person nor who goes ahead is kept waiting for a turn longer than this. */
const LONGEST_WAIT_MS = 2_000;

/** None for a bucket that nothing was taken out of yet. */
const roomSchema = z.array(z.object({ wait_ms: z.number() }));
const answerSchema = z.tuple([z.object({ wait_ms: z.number(), per_second: z.number() })]);

/**
 * Token buckets as rows. Each step is one statement that locks the row it changes, so that any number of processes
 * never take more together than there is.
 */
export function createRateLimits({ sql }: Engine, clock: Clock): RateLimits {
  return {
    bucket: (accountId, operation, plan) => {
      const run = async (text: string, ...more: readonly unknown[]): Promise<readonly unknown[]> => {
        const values = [accountId, operation, clock.now().toISOString(), plan.perSecond, plan.burst, ...more];
        return (await sql.executeSql(text, values)).rows;
      };
      return {
        take: async (urgency) => {
          const longestMs = urgency === 'background' ? 0 : LONGEST_WAIT_MS;
          const [{ wait_ms, per_second }] = answerSchema.parse(
            await run(TAKE, leftToPeople(urgency, plan), longestMs, plan.linesUp === true && urgency === 'background'),
          );
          return wait_ms > longestMs
            ? { kind: 'throttled', retryAfterMs: wait_ms }
            : { kind: 'go', afterMs: wait_ms, perSecond: per_second };
        },
        roomAfterMs: async (urgency) => {
          const [first] = roomSchema.parse(await run(ROOM, leftToPeople(urgency, plan)));
          return first?.wait_ms ?? 0;
        },
        learn: async (perSecond) => void (await run(LEARN, perSecond)),
        drain: async (urgency) => answerSchema.parse(await run(DRAIN, leftToPeople(urgency, plan)))[0].wait_ms,
      };
    },
  };
}

function leftToPeople(urgency: Urgency, { keptForPeople = 0 }: UsagePlan): number {
  return urgency === 'interactive' ? 0 : keptForPeople;
}

/** A clock that is behind by no more than this is another process's; one further behind was set back. */
const CLOCKS_DIFFER = `interval '1 minute'`;

/**
 * What is in the bucket now: $3 is the moment, $4 and $5 the published rate and burst. Time that was counted is not
 * counted again when a slower clock comes by, and a clock that was set back gives nothing and takes nothing.
 */
const REFILLED = `select counted.at, plan.rate,
    least($5::float8, bucket.tokens + greatest(0, extract(epoch from counted.at - bucket.counted_at)::float8) * plan.rate) as tokens
  from (select coalesce(bucket.per_second, $4::float8) as rate) plan,
    (select case when $3::timestamptz < bucket.counted_at - ${CLOCKS_DIFFER} then $3::timestamptz
      else greatest($3::timestamptz, bucket.counted_at) end as at) counted`;

/**
 * After a 429 a part of what is in the bucket is gone, also of what is kept for people. That comes back slowly, out of
 * this share of what comes in: work that first waited for all of it would stand still for long after each 429 of a bad
 * day.
 */
const SHARE_KEPT = 0.05;

/** What has come back since a 429 of what is kept for people. */
function comeBack(drainedAt: string): string {
  return `greatest(0, extract(epoch from now.at - ${drainedAt})::float8 * now.rate * ${SHARE_KEPT})`;
}

/** Until there is a call for whoever leaves $6 calls to people: all of them, or what has come back of them since a 429, and never within an interval of one. */
function waitMs(drainedAt: string): string {
  const interval = `case when now.at >= ${drainedAt} - ${CLOCKS_DIFFER} then extract(epoch from ${drainedAt} - now.at)::float8 + 1 / now.rate end`;
  return `greatest(0, ceil(1000 * ${interval}), ceil(1000 * least((1 + $6::float8 - now.tokens) / now.rate,
    case when ${drainedAt} is not null then (1 + ${comeBack(drainedAt)} - now.tokens) / (now.rate * ${1 - SHARE_KEPT}) end)))`;
}

const ANSWER = 'wait_ms, coalesce(bucket.per_second, $4::float8) as per_second';

/** Promises that go further were made by a clock that was set back since. */
const PROMISED_AT_MOST = `interval '1 hour'`;

/**
 * Nobody is promised a call that is further away: whoever lined up for it may have found without one what it wanted to
 * know, and the last of a long line would wait for nobody. It is to ask again then.
 */
const PROMISED_WITHIN_MS = 60_000;

/**
 * Calls that are there though nobody may make them for a moment, after a 429. Who was promised one and could not make it
 * lines up anew and leaves a gap in the line: by these it is moved up, or a gap for each 429 would be lost.
 */
const SPARE = `floor(greatest(0, now.tokens - $6::float8, case when bucket.drained_at is not null then now.tokens - ${comeBack('bucket.drained_at')} end))`;

/**
 * The first one finds it full, with a call for everybody. Later it may go below zero: who waits has taken the next one
 * already. Work that lines up is promised the call after the last one promised.
 */
const TAKE = `insert into rate_limits as bucket (account_id, operation, counted_at, tokens, wait_ms)
  values ($1, $2, $3::timestamptz, $5::float8 - 1, 0)
on conflict (account_id, operation) do update set (counted_at, tokens, wait_ms, promised_at) = (
  select asked.at, asked.tokens - case when asked.wait_ms <= $7::float8 then 1 else 0 end,
    case when asked.lines_up then least(asked.promised_ms, asked.longest_ms) else asked.wait_ms end,
    case when asked.lines_up and asked.promised_ms <= asked.longest_ms then asked.at + asked.promised_ms * interval '1 millisecond'
      else bucket.promised_at end
  from (select short.*, short.wait_ms > 0 and $8::boolean as lines_up, greatest(short.wait_ms, ${PROMISED_WITHIN_MS}) as longest_ms,
      greatest(short.wait_ms, case when bucket.promised_at < short.at + ${PROMISED_AT_MOST}
        then ceil(extract(epoch from bucket.promised_at - short.at)::float8 * 1000 + 1000 * (1 - short.spare) / short.rate) end) as promised_ms
    from (select now.at, now.rate, now.tokens, ${waitMs('bucket.drained_at')} as wait_ms, ${SPARE} as spare from (${REFILLED}) now) short) asked)
returning ${ANSWER}`;

/** Looks without a change, so that nobody has to wait for it. */
const ROOM = `select ${waitMs('bucket.drained_at')} as wait_ms from rate_limits bucket, lateral (${REFILLED}) now
  where bucket.account_id = $1 and bucket.operation = $2`;

/** What came in until now came at the old rate. */
const LEARN = `insert into rate_limits as bucket (account_id, operation, counted_at, tokens, wait_ms, per_second)
  values ($1, $2, $3::timestamptz, $5::float8, 0, $6::float8)
on conflict (account_id, operation) do update set (counted_at, tokens, per_second) = (
  select now.at, now.tokens, $6::float8 from (${REFILLED}) now)`;

/**
 * One 429 may be a moment's trouble at Amazon as well as a bucket that is empty there, because another program calls for
 * the same seller: this share of the calls is kept, so that after some 429s in a row there are none. AWS's own clients
 * slow down by as much in their adaptive mode (github.com/boto/botocore, botocore/retries/throttling.py).
 */
const KEPT_AFTER_429 = 0.7;

const DRAIN = `insert into rate_limits as bucket (account_id, operation, counted_at, tokens, wait_ms, drained_at)
  values ($1, $2, $3::timestamptz, $5::float8 * ${KEPT_AFTER_429}, ceil(1000 / $4::float8), $3::timestamptz)
on conflict (account_id, operation) do update set (counted_at, tokens, wait_ms, drained_at) = (
  select now.at, now.tokens, ${waitMs('now.at')}, now.at
  from (select counted.at, counted.rate, least(counted.tokens, counted.tokens * ${KEPT_AFTER_429}) as tokens from (${REFILLED}) counted) now)
returning ${ANSWER}`;
