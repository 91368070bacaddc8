import { readAloud } from '../../src/practice/slack/read-aloud.js';
import type { Person } from '../../src/practice/slack/person.js';
import type { PostedMessage } from '../../src/practice/slack/state.js';
import type { Journey } from './journey.js';

export interface BatchWish {
  readonly orderIds: readonly string[];
  readonly reason: string;
  readonly subReason?: string;
}

/** Somebody names several orders and goes up to the last look, without the last click. */
export async function fillInBatch(person: Person, { orderIds, ...wish }: BatchWish): Promise<void> {
  await person.command(`/cancel-order ${orderIds.join(' ')}`);
  await fillInBatchWindow(person, wish);
}

/** The same in a window that is open. */
export async function fillInBatchWindow(person: Person, { reason, subReason }: Omit<BatchWish, 'orderIds'>): Promise<void> {
  await person.waitForView(/Orders to cancel/);
  await person.select('batch_reason', reason);
  if (subReason !== undefined) {
    await person.waitForView(/More exactly/);
    await person.select('batch_sub_reason', subReason);
  }
  await person.submit();
  await person.waitForView(/Check and confirm/);
}

/** Up to and with the last click, and what follows from it by itself. */
export async function requestBatch(journey: Journey, person: Person, wish: BatchWish): Promise<void> {
  await fillInBatch(person, wish);
  await person.click('confirm_batch');
  await person.waitForView(/\[ Requested \]/);
  await journey.work();
  person.close();
}

/** The one message of a channel that reads like this. */
export function messageLike(journey: Journey, channelId: string, wanted: RegExp): PostedMessage {
  const [message, ...others] = journey.slack.messages(channelId).filter((one) => wanted.test(readAloud(one.blocks)));
  if (message === undefined || others.length > 0)
    throw new Error(`${message === undefined ? 'No' : 'More than one'} message like ${String(wanted)} in ${channelId}`);
  return message;
}

/** A button of a message, by the beginning of its action id. */
export function buttonOf(
  message: PostedMessage,
  channelId: string,
  action: string,
): { readonly channelId: string; readonly ts: string; readonly actionId: string } {
  const actionId = new RegExp(`"action_id":"(${action}:[^"]*)"`).exec(JSON.stringify(message.blocks))?.[1];
  if (actionId === undefined) throw new Error(`No button ${action} on:\n${readAloud(message.blocks)}`);
  return { channelId, ts: message.ts, actionId };
}
