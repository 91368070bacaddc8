import { DROPPED_DETAIL } from '../../domain/continuity.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { Difference, TakenUp } from '../../ports/continuity.js';
import type { Desk } from '../../ports/desk.js';
import { failureText } from '../facts/failure-text.js';
import { type OrderReading, readOrder } from '../facts/read-order.js';

type CompareDesk = Pick<Desk, 'clock' | 'accounts' | 'cancellations' | 'caseLists' | 'continuity' | 'orders'>;

/** More than were ever open at once. */
const OPEN_AT_MOST = 10_000;
/** Amazon gives an order every two seconds after a burst of 30: whoever is refused as often as this in a row is told so. */
const WAITS_AT_MOST = 20;

/** An order that Amazon did not give, and why. */
export interface NotRead {
  readonly orderId: string;
  readonly why: string;
}

export interface Comparison {
  readonly break: TakenUp;
  /** Cases that were open. */
  readonly compared: number;
  readonly notRead: readonly NotRead[];
  readonly differences: readonly Difference[];
}

/**
 * After a backup was put back, before the app is started: every order with an open case is read at Amazon. One that is
 * cancelled is put on record as that, by the same step as any copy of an order; one that waits in the outbox and is not
 * cancelled is dropped, since somebody may have taken it back. Each step is whole by itself, and again does no harm.
 */
export async function compareWithAmazon(desk: CompareDesk, pause: (ms: number) => Promise<void>): Promise<Comparison> {
  const taken = await desk.continuity.takeUp('restore', desk.clock.now());
  if (taken === undefined) throw new Error('A restore that is known of is always a break');
  const open: CancellationCase[] = [];
  for (const { id } of desk.accounts.all()) open.push(...(await desk.caseLists.openOf(id, OPEN_AT_MOST)));
  const notRead: NotRead[] = [];
  for (const one of open) {
    const reading = await readPatiently(desk, one, pause);
    if (reading.kind === 'failed' && reading.failure.kind !== 'not-found')
      notRead.push({ orderId: one.orderId, why: failureText(reading.failure) });
    else await drop(desk, one);
  }
  return { break: taken, compared: open.length, notRead, differences: await desk.continuity.differences() };
}

async function readPatiently(desk: CompareDesk, one: CancellationCase, pause: (ms: number) => Promise<void>): Promise<OrderReading> {
  const { accountId, orderId } = one;
  for (let waits = 0; ; waits += 1) {
    const reading = await readOrder(desk, { accountId, orderId, maxAgeMs: 0, urgency: 'background' });
    if (reading.kind === 'read' || reading.failure.kind !== 'throttled' || waits === WAITS_AT_MOST) return reading;
    await pause(reading.failure.retryAfterMs);
  }
}

/** Only what is in the outbox still: an order that is cancelled has just ended its case. */
async function drop(desk: CompareDesk, { id: caseId }: CancellationCase): Promise<void> {
  await desk.cancellations.move({
    caseId,
    from: 'queued',
    to: 'not_sent',
    actor: { kind: 'app' },
    at: desk.clock.now(),
    detail: DROPPED_DETAIL,
    changes: { detail: DROPPED_DETAIL },
    jobs: [{ job: { kind: 'announce', caseId } }],
  });
}
