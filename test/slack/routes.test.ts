import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';

const UNKNOWN_CASE = '00000000-0000-4000-8000-999999999999';

describe('the routes of the app', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney({ orders: 60 });
  });
  afterAll(async () => await journey.end());

  const clickOn = async (actionId: string) => await journey.anna.clickMessage({ channelId: 'C0ORDERS1', ts: '1.5', actionId });
  const submitView = async (callbackId: string) => {
    const view = { id: 'V0VIEW001', type: 'modal', callback_id: callbackId, private_metadata: '', state: { values: {} } };
    const payload = JSON.stringify({ type: 'view_submission', user: { id: 'U0AGENT01' }, team: { id: 'T0CANCEL1' }, view });
    return await journey.slack.sender.send({ what: 'view_submission', body: new URLSearchParams({ payload }).toString() });
  };
  /** The ids that were answered as unknown while something was done. */
  const unknownIn = async (work: () => Promise<unknown>): Promise<string[]> => {
    const before = journey.logged.length;
    await work();
    await settled();
    return journey.logged.slice(before).filter((line) => line.includes('"event":"unknown id"'));
  };

  it.each(['/find-order', '/cancel-order', '/cancel-digest'])('lead from %s to its handler', async (name) => {
    expect(await unknownIn(async () => expect((await journey.anna.command(name)).status).toBe(200))).toEqual([]);
    journey.anna.close();
  });

  it.each([
    'cancel_order',
    'open_link',
    'open_order',
    'list_which',
    'list_marketplace',
    'list_every_sku',
    'list_previous',
    'list_next',
    'reason',
    'sub_reason',
    'back_to_reason',
    'ship_late',
    'stock',
    'purpose',
    'language',
    'back_to_message',
    'confirm_request',
    'undo',
    'send_now',
    'put_back',
    'check_stock',
    'check_again',
    'show_message',
    'review',
    'approve',
    'decline',
    'open_requests',
    'claim_request',
    'cancel_requested',
    'already_packed',
    'show_answer',
    'tell_buyer',
    'ask',
    'start_from_home',
    'show_case',
    'open_settings',
    'add_account',
    'disconnect_account',
  ])('lead from the button %s to its handler, with the id of a case and without', async (actionId) => {
    const unknown = await unknownIn(async () => {
      expect((await clickOn(actionId)).status).toBe(200);
      expect((await clickOn(`${actionId}:${UNKNOWN_CASE}`)).status).toBe(200);
    });
    expect(unknown).toEqual([]);
  });

  it.each(['cancel_an_order', 'look_up_order'])('lead from the shortcut %s to its handler', async (id) => {
    const payload = JSON.stringify({
      type: id === 'look_up_order' ? 'message_action' : 'shortcut',
      callback_id: id,
      trigger_id: '1.2.gone',
      user: { id: 'U0AGENT01' },
      team: { id: 'T0CANCEL1' },
    });
    const body = new URLSearchParams({ payload }).toString();
    expect(await unknownIn(async () => expect((await journey.slack.sender.send({ what: id, body })).status).toBe(200))).toEqual([]);
  });

  it.each([
    'request_ask_order',
    'request_reason',
    'request_message',
    'decide_review',
    'decide_ask',
    'settings_add_account',
    'settings_marketplaces',
  ])('lead from the window %s to its handler', async (id) => {
    expect(await unknownIn(async () => expect((await submitView(id)).status).toBe(200))).toEqual([]);
  });

  it('lead from the opened Home to its handler', async () => {
    const published = () => journey.slack.ledger.find(({ what }) => what === 'views.publish');
    const unknown = await unknownIn(async () => {
      await journey.anna.client.openHome();
      await journey.slack.context.state.until(published, { withinMs: 10_000, describe: () => 'No Home was published' });
    });
    expect(unknown).toEqual([]);
    expect(published()).toMatchObject({ answer: { ok: true } });
  });

  it('tell a person whose button this version does not know, and change nothing', async () => {
    const before = await journey.dump();
    expect(await unknownIn(async () => await clickOn('from_last_year:1'))).toEqual([expect.stringContaining('"route":"from_last_year"')]);
    await journey.anna.waitForEphemeral(/This button is from an older version of the app or its work is done\. Nothing was changed\./);
    expect(await journey.dump()).toBe(before);
  });

  it('tell a person whose command this version does not know', async () => {
    expect(await unknownIn(async () => await journey.anna.command('/cancel-everything now'))).toHaveLength(1);
    expect(journey.anna.ephemerals().at(-1)?.text).toContain('Nothing was changed.');
  });
});

/** What follows an answer is waited for by nobody; here it is a few milliseconds of work. */
async function settled(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 50));
}
