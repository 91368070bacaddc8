import type { Person } from '../../../src/practice/slack/person.js';
import { requestCancellation } from '../../support/request.js';
import type { Stage } from './stage.js';

/** A request that the buyer has asked for leaves without approval; fraud always has to be approved. */
export type Kind = 'buyer-asked' | 'fraud';

const TOLD = /\[ Requested \]|has a request already/;
const TRIES = 40;
const LOOK_AGAIN_MS = 100;
/** Whoever waits longer than this for a window to go on begins again. */
const WITHIN_MS = 2_000;

/** Asks until Slack says that it is requested, as somebody does whose window stayed empty. */
export async function askUntilTold(person: Person, orderId: string, kind: Kind): Promise<void> {
  const wish =
    kind === 'fraud'
      ? { reason: 'other', subReason: 'fraud', signals: ['many_units', 'forwarder'], note: 'forwarder address' }
      : { reason: 'buyer_asked' };
  for (let attempt = 1; ; attempt += 1) {
    try {
      person.close();
      await requestCancellation(person, { orderId, ...wish }, { told: TOLD, withinMs: WITHIN_MS });
      return;
    } catch (error) {
      // What was asked for before the process died is there already, which the first step says, too.
      if (TOLD.test(person.viewText())) return;
      if (attempt === TRIES) throw error;
    }
  }
}

/** Approves until Slack says that it is decided. */
export async function approveUntilTold({ slack }: Stage, orderId: string): Promise<void> {
  const lead = slack.person('U0LEAD001');
  for (let attempt = 1; ; attempt += 1) {
    try {
      lead.close();
      const card = await slack.waitForMessage(
        'C0APPROV1',
        (message) => isDecidable(message, orderId) || isDecided(message, orderId),
        20_000,
      );
      if (isDecided(card, orderId)) return;
      const actionId = /"action_id":"(review[^"]*)"/.exec(JSON.stringify(card.blocks))?.[1] ?? '';
      await lead.clickMessage({ channelId: 'C0APPROV1', ts: card.ts, actionId });
      await lead.waitForView(/\[Approve\]|It is decided already/, WITHIN_MS);
      if (/It is decided already/.test(lead.viewText())) return;
      await lead.click('approve');
      await lead.waitForView(/Approved\. It leaves|It is decided already/, WITHIN_MS);
      return;
    } catch (error) {
      if (attempt === TRIES) throw error;
      await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
    }
  }
}

function isDecidable({ blocks }: { readonly blocks: unknown }, orderId: string): boolean {
  const shown = JSON.stringify(blocks);
  return shown.includes(orderId) && shown.includes('"review');
}

function isDecided({ blocks }: { readonly blocks: unknown }, orderId: string): boolean {
  const shown = JSON.stringify(blocks);
  return shown.includes(`Request to cancel order ${orderId}`);
}
