import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Person } from '../../src/practice/slack/person.js';
import { type Journey, startJourney } from '../support/journey.js';
import { fillIn, requestCancellation } from '../support/request.js';
import { ANNA, LENA, NOON } from '../fixtures/cases.js';
import { openSettings } from '../support/settings.js';

const GERMANY = 'A1PA6795UKMFR9';
const TWO_ADMINS = { orders: 60, environment: { ADMINS: 'U0LEAD001,U0ADMIN01' } };

async function journeyWith(): Promise<Journey> {
  const journey = await startJourney(TWO_ADMINS);
  onTestFinished(async () => await journey.end());
  return journey;
}

async function openRules(admin: Person, place?: string): Promise<void> {
  await openSettings(admin);
  await admin.click('change_rules');
  await admin.waitForView(/\[ Approval rules \]|\[ 批准规则 \]/);
  if (place === undefined) return;
  await admin.select('rules_place', place);
  await admin.waitForView(/rules of its own/);
}

async function save(admin: Person, rules: { readonly share?: string; readonly limits?: string }): Promise<void> {
  if (rules.share !== undefined) admin.type('rules_share', rules.share);
  if (rules.limits !== undefined) admin.type('rules_limits', rules.limits);
  await admin.submit();
}

async function versions({ engine }: Journey): Promise<unknown[]> {
  const rows = await engine.prisma.policyRow.findMany({ orderBy: { id: 'asc' } });
  return rows.map(({ key, changedBy, replaces }) => [key, changedBy, Number(replaces)]);
}

describe('the approval rules in the settings', () => {
  it('are said in sentences before and after an admin changes them, with who and when', async () => {
    const journey = await journeyWith();
    const { lena } = journey;
    await openSettings(lena);
    expect(lena.viewText()).toContain(
      [
        '*Approval rules* [Change…]',
        '*Everywhere*',
        '• Agents decide alone as long as the rate stays at or below 80 % of the target.',
        '• No order needs a lead for its value.',
        '• A lead decides about orders of Prime (seller-fulfilled).',
        '• Where nothing else asks for a lead, everybody may cancel.',
        'Nobody has changed them yet.',
      ].join('\n'),
    );
    lena.close();
    await openRules(lena);
    expect(lena.viewText()).toBe(
      [
        '[ Approval rules ]',
        ':test_tube: *PRACTICE* – a pretend Amazon. No real order is touched.',
        '*Where* Everywhere',
        'Agents decide alone up to this share of the target (percent): 80',
        'Orders worth more than this need a lead:',
        'A lead always decides about orders of: [x] Prime (seller-fulfilled)',
        'Who may cancel without a lead:',
        '[Back]',
        '<Save>',
      ].join('\n'),
    );
    lena.check('rules_programs', ['PRIME', 'AMAZON_BUSINESS']);
    lena.choosePeople('rules_agents', ['U0AGENT01', 'U0LEAD001']);
    await save(lena, { share: '50', limits: 'eur 200\nJPY 30000' });
    await lena.waitForView(/:white_check_mark: Approval rules changed: Everywhere\./);
    expect(lena.viewText()).toContain(
      [
        '*Everywhere*',
        '• Agents decide alone as long as the rate stays at or below 50 % of the target.',
        '• A lead decides about orders worth more than €200.00, ¥30,000.',
        '• A lead decides about orders of Prime (seller-fulfilled), Amazon Business.',
        '• Without a lead only <@U0AGENT01>, <@U0LEAD001> may cancel.',
        'Changed last by <@U0LEAD001>, 2026-11-24 15:02 UTC',
      ].join('\n'),
    );
    expect(await journey.app.desk.policies.approval()).toEqual({
      everywhere: {
        aloneUpToPercent: 50,
        valueLimits: [
          { currency: 'EUR', minorUnits: 20_000 },
          { currency: 'JPY', minorUnits: 30_000 },
        ],
        programs: ['PRIME', 'AMAZON_BUSINESS'],
        agents: ['U0AGENT01', 'U0LEAD001'],
      },
      byMarketplace: [],
    });
  });

  it('can be a marketplace’s own, until those for everywhere apply there again', async () => {
    const journey = await journeyWith();
    const { lena } = journey;
    await openRules(lena, GERMANY);
    expect(lena.viewText()).toContain(
      'Amazon DE has no rules of its own: those for everywhere apply. What is saved here applies there instead.',
    );
    await save(lena, { limits: 'EUR 20' });
    await lena.waitForView(/Approval rules changed: Amazon DE\./);
    expect(lena.viewText()).toContain('*Amazon DE*\n• Agents decide alone');
    lena.close();

    const { unshippedGerman, unshipped } = journey.amazon.shop.samples;
    await requestCancellation(journey.anna, { orderId: unshippedGerman, reason: 'defect', subReason: 'damaged' });
    expect((await journey.caseOf(unshippedGerman))?.approvalRules).toContain('value_above_limit');
    journey.anna.close();
    await requestCancellation(journey.anna, { orderId: unshipped, reason: 'defect', subReason: 'damaged' });
    expect((await journey.caseOf(unshipped))?.approvalRules).not.toContain('value_above_limit');

    await openRules(lena, GERMANY);
    expect(lena.viewText()).toContain('Orders worth more than this need a lead: EUR 20');
    await lena.click('rules_everywhere');
    await lena.waitForView(/The rules for everywhere apply again: Amazon DE\./);
    expect(lena.viewText()).not.toContain('*Amazon DE*\n•');
    expect((await journey.app.desk.policies.approval()).byMarketplace).toEqual([]);
    expect(await versions(journey)).toEqual([
      ['approval', 'U0LEAD001', 0],
      ['approval', 'U0LEAD001', 1],
    ]);
  });

  it('are not saved for one place when another was chosen last: its rules are shown first', async () => {
    const journey = await journeyWith();
    const { lena } = journey;
    await openRules(lena);
    const blockId = 'rules_place.everywhere.0';
    const address = { container: { kind: 'view', viewId: lena.view()?.id ?? '' }, blockId, actionId: 'rules_place' } as const;
    lena.client.enter(address, { selected_option: { text: { type: 'plain_text', text: 'Amazon DE' }, value: GERMANY } });
    await save(lena, { share: '10' });
    await lena.waitForView(/Another place was chosen meanwhile\. Nothing was saved\./);
    expect(lena.viewText()).toContain('*Where* Amazon DE\nAmazon DE has no rules of its own');
    expect(await versions(journey)).toEqual([]);
  });

  it('keep agents who are not chosen from cancelling without a lead', async () => {
    const journey = await journeyWith();
    const { lena, anna } = journey;
    const orderId = journey.amazon.shop.samples.buyerRequested;
    await openRules(lena);
    lena.choosePeople('rules_agents', ['U0AGENT02']);
    await save(lena, {});
    await lena.waitForView(/Without a lead only <@U0AGENT02> may cancel\./);
    await requestCancellation(anna, { orderId, reason: 'buyer_asked' });
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval', approvalRules: ['agent_without_right'] });
  });

  it('apply to a request that was being filled in: it is shown again before it is taken', async () => {
    const journey = await journeyWith();
    const { anna, lena } = journey;
    const orderId = journey.amazon.shop.samples.buyerRequested;
    await fillIn(anna, { orderId, reason: 'buyer_asked' });
    expect(anna.viewText()).not.toContain('A lead has to approve it');
    await openRules(lena);
    await save(lena, { limits: 'USD 1' });
    await lena.waitForView(/Approval rules changed/);
    await anna.click('confirm_request');
    await anna.waitForView(/A lead has to approve it: /);
    expect(await journey.caseOf(orderId)).toBeUndefined();
    await anna.click('confirm_request');
    await anna.waitForView(/\[ Requested \]/);
    expect(await journey.caseOf(orderId)).toMatchObject({ state: 'awaiting_approval', approvalRules: ['value_above_limit'] });
  });
});

describe('what is filled in wrongly', () => {
  let journey: Journey;
  beforeAll(async () => void (journey = await startJourney(TWO_ADMINS)));
  afterAll(async () => await journey.end());

  it.each<readonly [string, Parameters<typeof save>[1], string]>([
    ['share', { share: '101' }, '! Give a whole number from 0 to 100, for example 80.'],
    ['share', { share: '79.5' }, '! Give a whole number from 0 to 100, for example 80.'],
    ['share', { share: '-1' }, '! Give a whole number from 0 to 100, for example 80.'],
    ['limit', { limits: '200' }, '! “200” is not a limit. Write the currency and the amount with digits alone'],
    ['currency', { limits: 'CHF 10' }, '! CHF is no currency of Amazon’s marketplaces. These are: USD, CAD, MXN'],
    ['second limit', { limits: 'EUR 10\nEUR 20' }, '! EUR is there twice. Write one limit for each currency.'],
    ['amount', { limits: 'JPY 10.5' }, '! “JPY 10.5” has more decimals than JPY has.'],
  ])('is not saved: a %s as in %o, and the field says why', async (_what, wrong, said) => {
    await openRules(journey.lena);
    await save(journey.lena, wrong);
    expect(journey.lena.viewText()).toContain(said);
    expect(await versions(journey)).toEqual([]);
  });

  it('is not saved without Prime, and the field says why that stays ticked', async () => {
    await openRules(journey.lena);
    journey.lena.check('rules_programs', ['PREORDER']);
    await save(journey.lena, {});
    expect(journey.lena.viewText()).toContain(
      '! Prime (seller-fulfilled) has to stay ticked: Amazon’s limit for these orders is the strictest, so a lead always decides.',
    );
    expect(await versions(journey)).toEqual([]);
  });
});

describe('two admins at once', () => {
  it('do not overwrite each other: the second sees the newer rules and is asked again', async () => {
    const journey = await journeyWith();
    const { lena, slack } = journey;
    const amy = slack.person('U0ADMIN01');
    await openRules(lena);
    await amy.openHome();
    await amy.clickHome('open_settings');
    await amy.waitForView(/卖家账户/);
    await amy.click('change_rules');
    await amy.waitForView(/\[ 批准规则 \]/);
    await save(amy, { share: '60' });
    await amy.waitForView(/批准规则已更改：所有站点。/);
    await save(lena, { share: '70' });
    await lena.waitForView(/<@U0ADMIN01> has changed the rules meanwhile, .* Yours were not saved\./);
    expect(lena.viewText()).toContain('Agents decide alone up to this share of the target (percent): 60');
    expect(await versions(journey)).toEqual([['approval', 'U0ADMIN01', 0]]);
    await save(lena, { share: '70' });
    await lena.waitForView(/Approval rules changed/);
    expect((await journey.app.desk.policies.approval()).everywhere.aloneUpToPercent).toBe(70);
    expect(await versions(journey)).toEqual([
      ['approval', 'U0ADMIN01', 0],
      ['approval', 'U0LEAD001', 1],
    ]);
  });

  it('cannot both replace one version, not even in the same moment', async () => {
    const { policies } = (await journeyWith()).app.desk;
    const { value } = await policies.approvalInForce();
    const changes = [LENA, ANNA, LENA, ANNA].map(async (by) => await policies.setApproval(value, { by, at: NOON, replaces: 0 }));
    expect((await Promise.all(changes)).filter(Boolean)).toHaveLength(1);
  });
});

describe('who is no admin', () => {
  it('is refused at the click and at the submit, and nothing is written', async () => {
    const journey = await journeyWith();
    const { lena, slack } = journey;
    await openRules(lena, GERMANY);
    const view = lena.view();
    const send = async (payload: object): Promise<string> => {
      const whole = { user: { id: 'U0AGENT01' }, team: { id: 'T0CANCEL1' }, ...payload };
      const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString();
      return (await slack.sender.send({ what: 'forged', body })).body;
    };
    const { private_metadata: metadata = '', callback_id: callback = '' } = view?.modal ?? {};
    const values = { b: { rules_share: { value: '100' }, rules_programs: { selected_options: [{ value: 'PRIME' }] } } };
    const forged = { id: view?.id ?? '', type: 'modal', private_metadata: metadata, callback_id: callback, state: { values } };
    for (const action_id of ['change_rules', 'rules_place', 'rules_everywhere', 'back_to_settings']) {
      await send({
        type: 'block_actions',
        trigger_id: '1.1',
        actions: [{ action_id }],
        view: { ...forged, state: { values: { b: { rules_place: { selected_option: { value: GERMANY } } } } } },
      });
    }
    expect(await send({ type: 'view_submission', view: forged })).toContain('Settings are for admins');
    const refused = journey.logged.map((line) => JSON.parse(line)).filter(({ event }) => event === 'settings refused');
    expect(refused.map(({ userId, route }) => [userId, route])).toEqual([
      ['U0AGENT01', 'change_rules'],
      ['U0AGENT01', 'rules_place'],
      ['U0AGENT01', 'rules_everywhere'],
      ['U0AGENT01', 'back_to_settings'],
      ['U0AGENT01', 'settings_rules'],
    ]);
    expect(await versions(journey)).toEqual([]);
  });
});
