import { addMilliseconds, isBefore } from 'date-fns';
import type { AccountId, OrderId } from '../../domain/ids.js';
import type { OrderCopy } from '../../domain/order.js';
import type { AmazonFailure, Urgency } from '../../ports/amazon.js';
import type { Desk } from '../../ports/desk.js';

/** Age up to which our copy of an order is shown instead of asking Amazon again. */
export const COPY_MAX_AGE_MS = 60_000;

/** An order as Amazon gave it just now or lately; or why not, with the older copy if there is one. */
export type OrderReading =
  | { readonly kind: 'read'; readonly copy: OrderCopy }
  | { readonly kind: 'failed'; readonly failure: AmazonFailure; readonly copy: OrderCopy | undefined };

/** How an order is wanted. `maxAgeMs` 0 asks Amazon whatever we have. */
export interface OrderWanted {
  readonly orderId: OrderId;
  readonly maxAgeMs: number;
  readonly urgency: Urgency;
}

type ReadDesk = Pick<Desk, 'clock' | 'orders' | 'accounts'>;

/** Reads an order of an account from our copy if it is young enough, else from Amazon, and keeps what Amazon gave. */
export async function readOrder(desk: ReadDesk, wanted: OrderWanted & { readonly accountId: AccountId }): Promise<OrderReading> {
  return await readUnlessYoung(desk, wanted, await desk.orders.find(wanted.accountId, wanted.orderId));
}

/** The same with our copy at hand. */
export async function readUnlessYoung(
  desk: ReadDesk,
  wanted: OrderWanted & { readonly accountId: AccountId },
  onFile: OrderCopy | undefined,
): Promise<OrderReading> {
  if (onFile !== undefined && isYoungEnough(desk, onFile, wanted)) return { kind: 'read', copy: onFile };
  return await readAfresh(desk, wanted, onFile);
}

/** Reads an order of whichever account has it. Where we have no copy, the accounts are asked one after the other. */
export async function readOrderAnywhere(desk: ReadDesk, wanted: OrderWanted): Promise<OrderReading> {
  const found = await desk.orders.findAnywhere(wanted.orderId);
  // Another instance may have connected the account that has it.
  if (!isConnected(desk, found)) await desk.accounts.reload();
  // A copy of an account that was taken away meanwhile is nobody's to act on.
  const onFile = isConnected(desk, found) ? found : undefined;
  if (onFile !== undefined) return await readUnlessYoung(desk, { ...wanted, accountId: onFile.accountId }, onFile);
  let failure: AmazonFailure = { kind: 'not-found' };
  for (const { id: accountId } of desk.accounts.all()) {
    const reading = await readAfresh(desk, { ...wanted, accountId }, undefined);
    if (reading.kind === 'read') return reading;
    // An account that could not be asked may have it: that says more than the others' "not found".
    if (reading.failure.kind !== 'not-found') failure = reading.failure;
  }
  return { kind: 'failed', failure, copy: undefined };
}

function isConnected({ accounts }: ReadDesk, copy: OrderCopy | undefined): boolean {
  return copy !== undefined && accounts.all().some(({ id }) => id === copy.accountId);
}

function isYoungEnough(desk: ReadDesk, copy: OrderCopy, { maxAgeMs }: OrderWanted): boolean {
  return maxAgeMs > 0 && !isBefore(copy.readAt, addMilliseconds(desk.clock.now(), -maxAgeMs));
}

async function readAfresh(
  desk: ReadDesk,
  { accountId, orderId, urgency }: OrderWanted & { readonly accountId: AccountId },
  onFile: OrderCopy | undefined,
): Promise<OrderReading> {
  const answer = await desk.accounts.amazon(accountId).orders.get(orderId, urgency);
  if (!answer.ok) return { kind: 'failed', failure: answer.failure, copy: onFile };
  const copy = { accountId, order: answer.value, readAt: desk.clock.now() };
  await desk.orders.save([copy]);
  return { kind: 'read', copy };
}
