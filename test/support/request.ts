import type { Person } from '../../src/practice/slack/person.js';

export interface Wish {
  readonly orderId: string;
  readonly reason: string;
  readonly subReason?: string;
  readonly note?: string;
  readonly memo?: string;
}

/** Somebody goes through the whole modal, up to and with the last click. */
export async function requestCancellation(person: Person, wish: Wish): Promise<void> {
  await fillIn(person, wish);
  await confirm(person);
}

/** The same where the window is open already. */
export async function requestInWindow(person: Person, wish: Omit<Wish, 'orderId'>): Promise<void> {
  await fillInWindow(person, wish);
  await confirm(person);
}

async function confirm(person: Person): Promise<void> {
  await person.click('confirm_request');
  await person.waitForView(/\[ Requested \]|:hourglass:|Nothing was changed|has a request already|cannot be cancelled/);
}

/** Up to the confirmation, without the last click. */
export async function fillIn(person: Person, wish: Wish): Promise<void> {
  await person.command(`/cancel-order ${wish.orderId}`);
  await fillInWindow(person, wish);
}

async function fillInWindow(person: Person, wish: Omit<Wish, 'orderId'>): Promise<void> {
  await person.waitForView(/Reason:/);
  await person.select('reason', wish.reason);
  if (wish.subReason !== undefined) {
    await person.waitForView(/More exactly/);
    await person.select('sub_reason', wish.subReason);
  }
  if (wish.note !== undefined) person.type('note', wish.note);
  if (wish.memo !== undefined) person.type('memo', wish.memo);
  await person.submit();
  await person.waitForView(/Message to the buyer/);
  await person.submit();
  await person.waitForView(/Check and confirm/);
}
