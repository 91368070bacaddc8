import { describe, expect, it, onTestFinished } from 'vitest';
import type { Person } from '../../src/practice/slack/person.js';
import { fillInBatch } from '../support/batch.js';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';
import { openSettings } from '../support/settings.js';

const ADMINS = { orders: 60, environment: { ADMINS: 'U0LEAD001' } };

async function journeyWith(): Promise<Journey> {
  const journey = await startJourney(ADMINS);
  onTestFinished(async () => await journey.end());
  return journey;
}

async function openReasons(admin: Person): Promise<void> {
  await openSettings(admin);
  await admin.click('open_reasons');
  await admin.waitForView(/\[ Reasons \]/);
}

/** Adds a reason; gives its key. */
async function addReason(journey: Journey, name: string, code = 'NoInventory'): Promise<string> {
  const { lena } = journey;
  await openReasons(lena);
  await lena.click('add_reason');
  await lena.waitForView(/\[ Add a reason \]/);
  lena.type('reason_name', name);
  await lena.select('reason_code', code);
  await lena.submit();
  await lena.waitForView(/The reason is added/);
  lena.close();
  return (await journey.app.desk.policies.reasons()).added.at(-1)?.key ?? '';
}

async function rename(admin: Person, key: string, name: string): Promise<void> {
  await openReasons(admin);
  await admin.click(`rename_reason:${key}`);
  await admin.waitForView(/\[ Rename a reason \]/);
  admin.type('reason_name', name);
  await admin.submit();
  await admin.waitForView(/The reason has its new name/);
  admin.close();
}

describe('a reason that the team adds', () => {
  it('is offered, asks for what was set, is told to Amazon by its code, and keeps its name everywhere', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    const orderId = amazon.shop.samples.unshipped;
    await openReasons(lena);
    await lena.click('add_reason');
    await lena.waitForView(/\[ Add a reason \]/);
    lena.type('reason_name', 'Lost <!channel> *in* the warehouse');
    await lena.select('reason_code', 'NoInventory');
    lena.check('reason_rules', ['note', 'lead']);
    await lena.submit();
    await lena.waitForView(/The reason is added/);
    expect(lena.viewText()).toContain(
      '*Lost &lt;!channel&gt; *in* the warehouse* – `NoInventory` · added by the team · A note is required · A lead always decides · not used yet\n[Rename…] [Hide] [Delete]',
    );
    lena.close();
    const key = (await journey.app.desk.policies.reasons()).added[0]?.key ?? '';

    await anna.command(`/cancel-order ${orderId}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', key);
    await anna.waitForView(/this reason always needs it/);
    await expect(anna.submit()).rejects.toThrow(/without note/);
    expect(anna.viewText()).toContain('Reason: Lost <!channel> *in* the warehouse');
    anna.type('note', 'shelf 4 is empty');
    await anna.submit();
    await anna.waitForView(/Message to the buyer/);
    await anna.submit();
    await anna.waitForView(/Check and confirm/);
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    await journey.work();
    expect(await journey.caseOf(orderId)).toMatchObject({
      reason: key,
      reasonName: 'Lost <!channel> *in* the warehouse',
      code: 'NoInventory',
    });
    expect(journey.posted('C0APPROV1', orderId)).toContain('Lost &lt;!channel&gt; *in* the warehouse (`NoInventory`)');

    await rename(lena, key, 'Mislaid');
    await lena.clickMessage(journey.button('C0APPROV1', orderId, 'review'));
    await lena.waitForView(/\[Approve\]/);
    expect(lena.viewText()).toContain('Lost <!channel> *in* the warehouse');
    lena.type('decline_note', 'worth it');
    await lena.click('approve');
    await lena.waitForView(/Approved/);
    await journey.later(300);
    const one = await journey.caseOf(orderId);
    expect(one).toMatchObject({ state: 'cancelled', reasonName: 'Lost <!channel> *in* the warehouse' });
    expect((await journey.audit(one?.id ?? ''))[0]).toMatchObject({ kind: 'requested', reasonName: 'Lost <!channel> *in* the warehouse' });
    const upload = amazon.ledger.find(({ operation }) => operation === 'uploadDocument')?.body;
    expect(upload).toContain('<CancelReason>NoInventory</CancelReason>');
    const said = JSON.stringify(journey.slack.ledger.filter(({ direction }) => direction === 'to-slack').map(({ sent }) => sent));
    expect(said).not.toMatch(/"mrkdwn","text":"[^"]*<!channel>/);
  });

  it('with the buyer’s code is told as such only with Amazon’s own mark', async () => {
    const journey = await journeyWith();
    const { anna, lena, amazon } = journey;
    await openReasons(lena);
    await lena.click('add_reason');
    await lena.waitForView(/\[ Add a reason \]/);
    lena.type('reason_name', 'Wrong size ordered');
    await lena.select('reason_code', 'BuyerCanceled');
    await lena.submit();
    expect(lena.viewText()).toContain('! What Amazon is told as the buyer’s wish is caused by the buyer.');
    await lena.select('reason_caused_by', 'buyer');
    await lena.submit();
    await lena.waitForView(/The reason is added/);
    const key = (await journey.app.desk.policies.reasons()).added[0]?.key ?? '';
    const { buyerRequested, unshipped } = amazon.shop.samples;
    await requestCancellation(anna, { orderId: buyerRequested, reason: key });
    expect(await journey.caseOf(buyerRequested)).toMatchObject({ code: 'BuyerCanceled', counts: false });
    anna.close();
    await anna.command(`/cancel-order ${unshipped}`);
    await anna.waitForView(/Reason:/);
    await anna.select('reason', key);
    await anna.waitForView(/It counts all the same: the buyer has not asked Amazon for it/);
  });

  it('can be deleted while nothing uses it, and only be hidden after that', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    const unused = await addReason(journey, 'Never needed');
    const used = await addReason(journey, 'Sold at the fair');
    await fillIn(anna, { orderId: amazon.shop.samples.buyerRequested, reason: used });
    await openReasons(lena);
    expect(lena.viewText()).toContain(
      '*Sold at the fair* – `NoInventory` · added by the team · 0 requests, 1 being filled in\nIn use: it can be hidden, but not deleted.\n[Rename…] [Hide]\n',
    );
    await lena.click(`delete_reason:${unused}`);
    await lena.waitForView(/The reason is deleted/);
    expect(lena.viewText()).not.toContain('Never needed');
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    await journey.later(300);
    const body = new URLSearchParams({
      payload: JSON.stringify({
        type: 'block_actions',
        user: { id: 'U0LEAD001' },
        team: { id: 'T0CANCEL1' },
        trigger_id: '1.1',
        actions: [{ action_id: `delete_reason:${used}` }],
        view: { id: lena.view()?.id, type: 'modal', private_metadata: '', state: { values: {} } },
      }),
    }).toString();
    await journey.slack.sender.send({ what: 'forged', body });
    await lena.waitForView(/This reason is in use: it can be hidden, but not deleted\. Nothing was changed\./);
    expect(lena.viewText()).toContain('added by the team · 1 request\nIn use');
    expect((await journey.app.desk.policies.reasons()).added.map(({ key }) => key)).toEqual([used]);
    await anna.command('/cancel-digest today');
    await anna.waitForEphemeral(/Sold at the fair/);
  });
});

describe('a reason of the app', () => {
  it('goes by the team’s name from the next form on, until it gets its own back', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    await requestCancellation(anna, { orderId: amazon.shop.samples.unshippedGerman, reason: 'defect', subReason: 'damaged' });
    anna.close();
    await rename(lena, 'defect', 'Broken goods');
    await requestCancellation(anna, { orderId: amazon.shop.samples.unshipped, reason: 'defect', subReason: 'damaged' });
    await journey.work();
    expect(journey.posted('C0APPROV1', amazon.shop.samples.unshipped)).toContain('Broken goods · Damaged (`GeneralAdjustment`)');
    expect((await journey.caseOf(amazon.shop.samples.unshippedGerman))?.reasonName).toBeUndefined();
    await openReasons(lena);
    expect(lena.viewText()).toContain('*Broken goods* – `GeneralAdjustment` · was: Defective or damaged · 2 requests');
    lena.close();
    await rename(lena, 'defect', '');
    expect(await journey.app.desk.policies.reasons()).toEqual({ renamed: [], hidden: [], added: [] });
    expect(await journey.engine.prisma.policyRow.count({ where: { key: 'reasons' } })).toBe(2);
  });

  it('that is hidden while somebody has it picked is not taken: the form says so, and nothing is written', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    const orderId = amazon.shop.samples.buyerRequested;
    await fillIn(anna, { orderId, reason: 'customer_exchange' });
    await openReasons(lena);
    await lena.click('hide_reason:customer_exchange');
    await lena.waitForView(/The reason is hidden/);
    expect(lena.viewText()).toContain(':no_entry_sign: Hidden\n[Rename…] [Show again]');
    await anna.click('confirm_request');
    await anna.waitForView(/This reason is not offered here, or not any more\. Nothing was done\. Pick another one\./);
    expect(await journey.caseOf(orderId)).toBeUndefined();
    await expect(anna.select('reason', 'customer_exchange')).rejects.toThrow(/No choice/);
    await anna.select('reason', 'buyer_asked');
    await anna.submit();
    await anna.waitForView(/Message to the buyer/);
    await lena.click('show_reason:customer_exchange');
    await lena.waitForView(/The reason is offered again/);
    anna.close();
    await requestCancellation(anna, { orderId, reason: 'customer_exchange' });
    expect((await journey.caseOf(orderId))?.reason).toBe('customer_exchange');
  });

  it('that is hidden while somebody has it picked for several orders is not taken either', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    const { outOfStock, multiItem } = amazon.shop.samples;
    await fillInBatch(anna, { orderIds: [outOfStock, multiItem], reason: 'customer_exchange' });
    await openReasons(lena);
    await lena.click('hide_reason:customer_exchange');
    await lena.waitForView(/The reason is hidden/);
    await anna.click('confirm_batch');
    await anna.waitForView(/This reason is not offered here, or not any more\. Nothing was done\. Pick another one\./);
    expect([await journey.caseOf(outOfStock), await journey.caseOf(multiItem)]).toEqual([undefined, undefined]);
  });

  it('that an order with a buyer’s request preselects cannot be hidden', async () => {
    const journey = await journeyWith();
    const { lena, slack } = journey;
    await openReasons(lena);
    expect(lena.viewText()).toContain('Cannot be hidden: an order whose buyer has asked for the cancellation preselects it.\n[Rename…]\n');
    const whole = {
      type: 'block_actions',
      user: { id: 'U0LEAD001' },
      team: { id: 'T0CANCEL1' },
      trigger_id: '1.1',
      actions: [{ action_id: 'hide_reason:buyer_asked' }],
      view: { id: lena.view()?.id, type: 'modal', private_metadata: '', state: { values: {} } },
    };
    await slack.sender.send({ what: 'forged', body: new URLSearchParams({ payload: JSON.stringify(whole) }).toString() });
    await lena.waitForView(/This reason cannot be hidden: .* Nothing was changed\./);
    expect(await journey.engine.prisma.policyRow.count()).toBe(0);
  });
});

describe('a name', () => {
  it('that is no name, or another’s, is not taken, and what was typed is kept', async () => {
    const journey = await journeyWith();
    const { lena } = journey;
    await openReasons(lena);
    await lena.click('add_reason');
    await lena.waitForView(/\[ Add a reason \]/);
    for (const [name, said] of [
      ['x'.repeat(51), '! A name has at most 50 characters.'],
      ['two\nlines', '! A name is one line with letters or digits in it, without invisible signs.'],
      ['\u202E!', '! A name is one line with letters or digits in it, without invisible signs.'],
    ] as const) {
      lena.type('reason_name', name);
      await lena.submit();
      expect(lena.viewText()).toContain(said);
    }
    lena.type('reason_name', 'DEFECTIVE or damaged');
    await lena.submit();
    await lena.waitForView(/:exclamation: Another reason has this name already\. Nothing was changed\./);
    expect(lena.viewText()).toContain('Name: DEFECTIVE or damaged');
    expect(await journey.engine.prisma.policyRow.count()).toBe(0);
  });
});

describe('who is no admin', () => {
  it('is refused at every click and window, and nothing is written', async () => {
    const journey = await journeyWith();
    const { lena, slack } = journey;
    await openReasons(lena);
    const view = { id: lena.view()?.id ?? '', type: 'modal', private_metadata: 'defect', state: { values: {} } };
    const send = async (payload: object): Promise<string> => {
      const whole = { user: { id: 'U0AGENT01' }, team: { id: 'T0CANCEL1' }, ...payload };
      const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString();
      return (await slack.sender.send({ what: 'forged', body })).body;
    };
    const clicks = [
      'open_reasons',
      'add_reason',
      'rename_reason:defect',
      'hide_reason:defect',
      'show_reason:defect',
      'delete_reason:defect',
    ];
    for (const action_id of clicks) await send({ type: 'block_actions', trigger_id: '1.1', actions: [{ action_id }], view });
    for (const callback_id of ['settings_add_reason', 'settings_rename_reason']) {
      expect(await send({ type: 'view_submission', view: { ...view, callback_id } })).toContain('Settings are for admins');
    }
    const refused = journey.logged.map((line) => JSON.parse(line)).filter(({ event }) => event === 'settings refused');
    expect(refused.map(({ route }) => route)).toEqual([
      ...clicks.map((action) => action.split(':')[0]),
      'settings_add_reason',
      'settings_rename_reason',
    ]);
    expect(await journey.engine.prisma.policyRow.count()).toBe(0);
  });
});
