import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';

describe('a request that is not what it should be', () => {
  let journey: Journey;
  beforeEach(async () => {
    journey = await startJourney();
  });
  afterEach(async () => await journey.end());

  it('is refused with a forged signature, an old or a future timestamp, and a second time', async () => {
    const { slack, amazon } = journey;
    const body = new URLSearchParams({
      command: '/cancel-order',
      text: amazon.shop.samples.unshipped,
      user_id: 'U0AGENT01',
      team_id: 'T0CANCEL1',
      channel_id: 'C0ORDERS1',
      trigger_id: '1.2.x',
    }).toString();
    const calls = amazon.ledger.length;
    expect((await slack.sender.send({ what: 'command', body, signingSecret: 'f'.repeat(32) })).status).toBe(401);
    expect((await slack.sender.send({ what: 'command', body, timestampOffsetSeconds: -301 })).status).toBe(401);
    expect((await slack.sender.send({ what: 'command', body, timestampOffsetSeconds: 301 })).status).toBe(401);
    const bad = new URLSearchParams({
      command: '/cancel-order',
      text: 'x',
      user_id: 'U0AGENT01',
      team_id: 'T0CANCEL1',
      channel_id: 'C0ORDERS1',
      trigger_id: '1.2.x',
    }).toString();
    expect((await slack.sender.send({ what: 'command', body: bad })).status).toBe(200);
    expect((await slack.sender.resend()).status).toBe(401);
    expect(amazon.ledger.length).toBe(calls);
  });

  it('is answered when its button is from another version of the app', async () => {
    const { anna, slack } = journey;
    const answer = await anna.clickMessage({ channelId: 'C0ORDERS1', ts: '1.1', actionId: 'a_button_of_last_year:42' });
    expect(answer.status).toBe(200);
    await anna.waitForEphemeral(/This button is from an older version of the app or its work is done\. Nothing was changed\./);
    expect(slack.ledger.at(-1)?.what).toBe('response_url');
  });

  it('is answered when its button’s work is done', async () => {
    const { anna, amazon } = journey;
    const orderId = amazon.shop.samples.outOfStock;
    await requestCancellation(anna, { orderId, reason: 'out_of_stock', subReason: 'oversold' });
    await journey.work();
    const undo = journey.button('C0ORDERS1', orderId, 'undo');
    await journey.later(300);
    await anna.clickMessage(undo);
    await anna.waitForEphemeral(/Too late to take it back/);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'cancelled' });
  });

  it('is answered when the window’s draft is a day old', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'defect');
    await anna.waitForView(/More exactly/);
    await anna.select('sub_reason', 'damaged');
    journey.clock.advance(86_400_000 + 60_000);
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.work();
    await anna.submit();
    await anna.waitForView(/This window is too old or its work is done\. Nothing was changed\./);
  });

  it.each(['channelTitle', 'hyperlinkTitle', 'xmlTitle', 'emojiTitle', 'longTitle'] as const)(
    'does no harm with an order such as %s',
    async (sample) => {
      const { anna, amazon, slack } = journey;
      const orderId = amazon.shop.samples[sample];
      await requestCancellation(anna, {
        orderId,
        reason: 'other',
        subReason: 'something_else',
        note: '<!channel> *look* at </Message> =1+1',
        memo: '<@U0LEAD001>',
      });
      await journey.later(300);
      expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
      const posted = JSON.stringify(slack.messages('C0ORDERS1'));
      expect(posted).not.toContain('<!channel>');
      expect(posted).not.toContain('<@U0LEAD001>');
      const upload = amazon.ledger.find((entry) => entry.operation === 'uploadDocument');
      expect(upload?.body).not.toContain('look');
    },
  );

  it('is not sent to the buyer with a link, a phone number or an offer in it, and nothing is lost', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'pricing_error');
    await anna.submit();
    await anna.waitForView(/\[ Message to the buyer \]/);
    anna.type('message_text', 'Call +1 212 555 0123 or see www.example.com for a 10 % discount {{orderId}}');
    await anna.submit();
    await anna.waitForView(/Amazon does not allow this/);
    expect(anna.viewText()).toContain('No phone numbers.');
    expect(anna.viewText()).toContain('No links but Amazon’s own.');
    expect(anna.viewText()).toContain('No offers, coupons or marketing.');
    expect(anna.viewText()).toContain('Call +1 212 555 0123');
    anna.check('send_message', []);
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    expect(anna.viewText()).toContain('*Message*: none');
  });

  it('needs a note where the reason asks for one', async () => {
    const { anna, amazon } = journey;
    await anna.command(`/cancel-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', 'other');
    await anna.waitForView(/More exactly/);
    await anna.select('sub_reason', 'something_else');
    await anna.waitForView(/Something else/);
    anna.type('note', '   ');
    await anna.submit();
    await anna.waitForView(/This reason needs a note\. Say why in a sentence\./);
  });

  it('is not carried out when somebody else’s window is used', async () => {
    const { anna, slack, amazon } = journey;
    await fillIn(anna, { orderId: amazon.shop.samples.unshipped, reason: 'defect', subReason: 'damaged' });
    const view = anna.view();
    const payload = {
      type: 'block_actions',
      user: { id: 'U0AGENT02' },
      team: { id: 'T0CANCEL1' },
      trigger_id: 'x',
      view: { id: view?.id, private_metadata: view?.modal.private_metadata, state: { values: {} } },
      actions: [{ action_id: 'confirm_request', type: 'button' }],
    };
    await slack.sender.send({ what: 'block_actions', body: new URLSearchParams({ payload: JSON.stringify(payload) }).toString() });
    await anna.waitForView(/This window is too old or its work is done/);
    expect(await journey.caseOf(amazon.shop.samples.unshipped)).toBeUndefined();
  });
});
