import type { PracticeAmazon } from '../practice/amazon/server.js';
import type { Person } from '../practice/slack/person.js';
import type { PostedMessage } from '../practice/slack/state.js';
import { readAloud } from '../practice/slack/read-aloud.js';
import type { PracticeSlack } from '../practice/slack/server.js';
import { ACTIONS } from '../slack/ids.js';
import type { Transcript } from './transcript.js';

/** Who and what takes part. */
interface Play {
  readonly slack: PracticeSlack;
  readonly amazon: PracticeAmazon;
  readonly transcript: Transcript;
}

const ORDERS = 'C0ORDERS1';
const APPROVALS = 'C0APPROV1';
const DIGESTS = 'C0CANCEL1';
/** A feed takes a while. */
const AMAZON_WITHIN_MS = 40_000;

interface Wish {
  readonly orderId: string;
  readonly reason?: string;
  readonly subReason?: string;
}

/** One agent's morning, from the first look-up to the digest. Throws when a step does not end as it must. */
export async function playMorning(stage: Play): Promise<void> {
  const { slack, amazon, transcript } = stage;
  const { outOfStock, fba, buyerRequested, unshippedJapanese } = amazon.shop.samples;
  const anna = slack.person('U0AGENT01');
  const lena = slack.person('U0LEAD001');

  transcript.chapter('Anna looks an order up');
  await lookUp(stage, anna, outOfStock);

  transcript.chapter('It is out of stock: she cancels it');
  await request(stage, anna, { orderId: outOfStock, reason: 'out_of_stock', subReason: 'count_wrong' });

  transcript.chapter('An order that Amazon ships cannot be cancelled by the seller');
  transcript.does('Anna', `types /cancel-order ${fba}`);
  await anna.command(`/cancel-order ${fba}`);
  await anna.waitForView(/It cannot be cancelled here/);
  transcript.sees('Anna sees', anna.viewText());
  anna.close();

  transcript.chapter('A buyer asked Amazon for the cancellation: it costs the account nothing');
  await request(stage, anna, { orderId: buyerRequested });

  transcript.chapter('In Japan the rate is close to the target: a lead has to approve');
  await request(stage, anna, { orderId: unshippedJapanese, reason: 'defect', subReason: 'damaged' });
  await approve(stage, lena, unshippedJapanese);

  transcript.chapter('Amazon carries them out, and each is read back');
  for (const orderId of [outOfStock, buyerRequested, unshippedJapanese]) await seeCancelled(stage, orderId);
  reportWire(stage);

  transcript.chapter('The figures');
  await seeDigest(stage, anna);
}

async function lookUp({ transcript }: Play, person: Person, orderId: string): Promise<void> {
  transcript.does('Anna', `types /find-order ${orderId}`);
  await person.command(`/find-order ${orderId}`);
  const card = await person.waitForEphemeral(new RegExp(`Order ${orderId}[\\s\\S]*7 days: `));
  transcript.seesBlocks('Anna sees', card.blocks);
}

async function request({ transcript, slack }: Play, person: Person, wish: Wish): Promise<void> {
  transcript.does('Anna', `types /cancel-order ${wish.orderId}`);
  await person.command(`/cancel-order ${wish.orderId}`);
  await person.waitForView(/Reason:/);
  if (wish.reason !== undefined) {
    transcript.does('Anna', `picks the reason ${wish.reason}${wish.subReason === undefined ? '' : `, ${wish.subReason}`}`);
    await person.select(ACTIONS.reason, wish.reason);
    await person.waitForView(/More exactly/);
    await person.select(ACTIONS.subReason, wish.subReason ?? '');
  }
  transcript.sees('Anna sees', person.viewText());
  await person.submit();
  await person.waitForView(/Message to the buyer/);
  transcript.sees('Anna sees', person.viewText());
  await person.submit();
  await person.waitForView(/Check and confirm/);
  transcript.sees('Anna sees', person.viewText());
  transcript.does('Anna', 'confirms');
  await person.click(ACTIONS.confirm);
  await person.waitForView(/\[ Requested \]/);
  transcript.sees('Anna sees', person.viewText());
  person.close();
  const message = await slack.waitForMessage(ORDERS, follows(wish.orderId));
  transcript.seesBlocks('#orders shows', message.blocks);
}

async function approve({ transcript, slack }: Play, person: Person, orderId: string): Promise<void> {
  const card = await slack.waitForMessage(APPROVALS, about(orderId));
  transcript.seesBlocks('#approvals shows', card.blocks);
  transcript.does('Lena', 'presses Review…');
  await person.clickMessage({ channelId: APPROVALS, ts: card.ts, actionId: buttonOf(card, ACTIONS.review) });
  await person.waitForView(/Why not\?/);
  transcript.sees('Lena sees', person.viewText());
  transcript.does('Lena', 'presses Approve');
  await person.click(ACTIONS.approve);
  await person.waitForView(/Approved/);
  transcript.sees('Lena sees', person.viewText());
  person.close();
}

async function seeCancelled({ transcript, slack, amazon }: Play, orderId: string): Promise<void> {
  const done = (message: PostedMessage): boolean =>
    follows(orderId)(message) && /Cancelled at Amazon[\s\S]*Message to the buyer: sent/.test(readAloud(message.blocks));
  const message = await slack.waitForMessage(ORDERS, done, AMAZON_WITHIN_MS);
  transcript.seesBlocks('#orders shows', message.blocks);
  const status = amazon.shop.order(orderId)?.status;
  if (status !== 'CANCELLED') throw new Error(`The app says cancelled, Amazon has ${orderId} as ${status ?? 'nothing'}`);
}

/** What really went to Amazon: feeds, and messages to buyers. */
function reportWire({ transcript, amazon }: Play): void {
  const bodies = (operation: string): string[] =>
    amazon.ledger.flatMap((entry) => (entry.operation === operation && entry.body !== undefined ? [entry.body] : []));
  const feeds = bodies('uploadDocument');
  const messages = bodies('createUnexpectedProblem');
  for (const feed of feeds) transcript.sees('Amazon was sent the feed', feed.replaceAll('><', '>\n<'));
  for (const message of messages) transcript.sees('Amazon was sent the message', message);
  if (feeds.length !== bodies('createFeed').length) throw new Error(`${feeds.length} uploads, but ${bodies('createFeed').length} feeds`);
  if (messages.length !== 3) throw new Error(`${messages.length} messages to buyers were sent in the place of 3`);
}

async function seeDigest({ transcript, slack }: Play, person: Person): Promise<void> {
  const daily = await slack.waitForMessage(DIGESTS, () => true);
  transcript.seesBlocks('#cancellations got the digest of yesterday', daily.blocks);
  if (slack.messages(DIGESTS).length !== 1) throw new Error('The digest was posted more than once');
  transcript.does('Anna', 'types /cancel-digest today');
  await person.command('/cancel-digest today');
  const digest = await person.waitForEphemeral(/\*3\* cancelled, \*2\* of them count/);
  transcript.seesBlocks('Anna sees', digest.blocks);
}

/** The message that follows a case: a buyer's request for the same order is posted in this channel, too. */
function follows(orderId: string): (message: PostedMessage) => boolean {
  return (message) => readAloud(message.blocks).includes(`Cancellation of order ${orderId}`);
}

function about(orderId: string): (message: PostedMessage) => boolean {
  return (message) => readAloud(message.blocks).includes(orderId);
}

/** The whole id of a button, which goes on after a colon with what it is about. */
function buttonOf(message: PostedMessage, actionId: string): string {
  const found = new RegExp(`"action_id":"(${actionId}:[^"]+)"`).exec(JSON.stringify(message.blocks))?.[1];
  if (found === undefined) throw new Error(`No button ${actionId} on: ${readAloud(message.blocks)}`);
  return found;
}
