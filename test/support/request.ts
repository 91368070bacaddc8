import type { Person } from '../../src/practice/slack/person.js';

export interface Wish {
  readonly orderId: string;
  readonly reason: string;
  readonly subReason?: string;
  /** What is ticked where fraud is suspected. */
  readonly signals?: readonly string[];
  readonly note?: string;
  readonly memo?: string;
}

/** Somebody goes through the whole modal, up to and with the last click. */
export async function requestCancellation(person: Person, wish: Wish, waiting: Waiting = {}): Promise<void> {
  await fillIn(person, wish, waiting);
  await lastClick(person, waiting);
}

/** In a window with an order in it: up to and with the last click. */
export async function requestInWindow(person: Person, wish: Omit<Wish, 'orderId'>): Promise<void> {
  await fillInWindow(person, wish, {});
  await lastClick(person, {});
}

async function lastClick(person: Person, waiting: Waiting): Promise<void> {
  await person.click('confirm_request');
  await person.waitForView(waiting.told ?? ANSWERED, waiting.withinMs);
}

/** What is waited for, and for how long. */
interface Waiting {
  readonly told?: RegExp;
  readonly withinMs?: number | undefined;
}

const ANSWERED = /\[ Requested \]|:hourglass:|Nothing was changed|has a request already|cannot be cancelled/;

/** Up to the confirmation, without the last click. */
export async function fillIn(person: Person, wish: Wish, { withinMs }: Waiting = {}): Promise<void> {
  await person.command(`/cancel-order ${wish.orderId}`);
  await fillInWindow(person, wish, { withinMs });
}

async function fillInWindow(person: Person, wish: Omit<Wish, 'orderId'>, { withinMs }: Waiting): Promise<void> {
  await person.waitForView(/Reason:/, withinMs);
  await person.select('reason', wish.reason);
  if (wish.subReason !== undefined) {
    await person.waitForView(/More exactly/, withinMs);
    await person.select('sub_reason', wish.subReason);
  }
  if (wish.signals !== undefined) {
    await person.waitForView(/What speaks for fraud/, withinMs);
    person.check('fraud_signals', wish.signals);
  }
  if (wish.note !== undefined) person.type('note', wish.note);
  if (wish.memo !== undefined) person.type('memo', wish.memo);
  await person.submit();
  await person.waitForView(/Message to the buyer/, withinMs);
  await person.submit();
  await person.waitForView(/Check and confirm/, withinMs);
}
