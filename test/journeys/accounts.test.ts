import { describe, expect, it, onTestFinished } from 'vitest';
import { takenFeeds } from '../support/at-most-once.js';
import { type Journey, type JourneyOptions, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';
import { addAccount, ADMIN, KEY, openSettings, OTHER_KEY, secondSeller, typeAccount } from '../support/settings.js';

const START = { orders: 60, environment: ADMIN };

async function journeyWith(options: JourneyOptions = START): Promise<Journey> {
  const journey = await startJourney(options);
  onTestFinished(async () => await journey.end());
  return journey;
}

/** Everything secret of both sellers. */
function secretsOf({ amazon }: Journey): readonly string[] {
  return [amazon.credentials, amazon.second.credentials].flatMap(({ clientSecret, refreshToken }) => [clientSecret, refreshToken]);
}

async function accountRows({ engine }: Journey): Promise<string[]> {
  return (await engine.prisma.sellerAccountRow.findMany({ orderBy: { addedAt: 'asc' } })).map(
    ({ accountId, state }) => `${accountId} ${state}`,
  );
}

describe('a second seller account', () => {
  it('is added by an admin, and an order of it is found and cancelled with a feed of its own', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    const orderId = amazon.second.samples.buyerRequested;
    await anna.command(`/find-order ${orderId}`);
    await anna.waitForEphemeral(/Amazon has no order/);

    await typeAccount(lena, secondSeller(journey));
    await lena.waitForView(/Amazon let the app in/);
    expect(lena.viewText()).toBe(
      [
        '[ Add an account ]',
        ':test_tube: *PRACTICE* – a pretend Amazon. No real order is touched.',
        '*Heron Outlet* · `A2PRACTICESECOND`\n:white_check_mark: Amazon let the app in. Nothing is connected yet.',
        'Marketplaces to work with: [x] Amazon US [x] Amazon DE',
        '<Connect>',
      ].join('\n'),
    );
    lena.check('marketplaces', ['ATVPDKIKX0DER']);
    await lena.submit();
    await lena.waitForView(/:white_check_mark: Heron Outlet is connected: US\./);
    expect(lena.viewText()).toContain(
      '*Heron Outlet* · `A2PRACTICESECOND` · North America · US\nAdded by <@U0LEAD001>, 2026-11-24 15:02 UTC [Disconnect…]',
    );
    lena.close();

    await anna.command(`/find-order ${orderId}`);
    await anna.waitForEphemeral(/It can be cancelled/);
    await journey.later(60);
    await requestCancellation(anna, { orderId, reason: 'buyer_asked' });
    await journey.later(300);
    expect((await journey.caseOf(orderId))?.accountId).toBe('A2PRACTICESECOND');
    expect((await journey.caseOf(orderId))?.state).toBe('cancelled');
    expect(amazon.shop.order(orderId)?.status).toBe('CANCELLED');
    expect(takenFeeds(amazon.ledger).map(({ orderIds }) => orderIds)).toEqual([[orderId]]);
    const upload = amazon.ledger.find(({ operation }) => operation === 'uploadDocument')?.body;
    expect(upload).toContain('<MerchantIdentifier>A2PRACTICESECOND</MerchantIdentifier>');
    expect(await lena.openHome()).toMatch(/\*Amazon US · Heron Outlet\*: \d+ of \d+/);
  });

  it.each([
    ['client secret', { clientSecret: 'amzn1.oa2-cs.v1.wrong' }, 'Login with Amazon: invalid_client: Client authentication failed'],
    [
      'token',
      { refreshToken: 'Atzr|wrong' },
      'Login with Amazon: invalid_grant: The request has an invalid grant parameter : refresh_token',
    ],
  ])('is refused in Amazon’s words when its %s is wrong, and nothing is stored', async (_what, wrong, words) => {
    const journey = await journeyWith();
    const { lena } = journey;
    await typeAccount(lena, secondSeller(journey, wrong));
    await lena.waitForView(/Amazon refused it/);
    const shown = JSON.stringify(lena.view()?.modal.blocks);
    expect(lena.viewText()).toContain(
      `:exclamation: Amazon refused it: “${words}”\nNothing was stored. Secrets have to be typed in once more.`,
    );
    expect(lena.viewText()).toContain('Name: Heron Outlet');
    expect(shown).not.toContain(Object.values(wrong)[0]);
    expect(await accountRows(journey)).toEqual([]);
  });

  it('is refused when it is one that is connected already, under whatever seller id', async () => {
    const journey = await journeyWith();
    const { lena, amazon } = journey;
    const { clientId, clientSecret, refreshToken, sellerId } = amazon.credentials;
    await typeAccount(lena, { name: 'Twin', sellerId: 'A9ANOTHERNAME', clientId, clientSecret, refreshToken });
    await lena.waitForView(/These are the orders of A2PRACTICESELLER, which is connected already/);
    lena.close();
    await typeAccount(lena, { name: 'Twin', sellerId, clientId, clientSecret, refreshToken });
    await lena.waitForView(/This account comes from the environment/);
    expect(await accountRows(journey)).toEqual([]);
  });

  it('is not let in half typed, and no field says what was typed', async () => {
    const journey = await journeyWith();
    const { lena } = journey;
    await typeAccount(lena, secondSeller(journey, { sellerId: 'my shop', clientId: '', refreshToken: 'Atza|of-another-kind' }));
    await lena.waitForView(/A seller id has capital letters and digits only/);
    expect(lena.viewText()).toContain('! A client id begins with amzn1.application-oa2-client. and goes together with its secret.');
    expect(lena.viewText()).toContain('! A refresh token is in one piece and begins with Atzr|.');
    expect(journey.calls('getMarketplaceParticipations')).toBe(0);
  });

  it('is forgotten when nobody goes on to connect it', async () => {
    const journey = await journeyWith();
    await typeAccount(journey.lena, secondSeller(journey));
    await journey.lena.waitForView(/Amazon let the app in/);
    expect(await accountRows(journey)).toEqual(['A2PRACTICESECOND checked']);
    await journey.later(3_610);
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.work();
    expect(await accountRows(journey)).toEqual([]);
    await journey.lena.submit();
    await journey.lena.waitForView(/This window is out of date\. Nothing was changed/);
  });

  it('gets other credentials by being added again', async () => {
    const journey = await journeyWith();
    await addAccount(journey.lena, secondSeller(journey));
    journey.clock.advance(1_000);
    await addAccount(journey.lena, secondSeller(journey, { name: 'Heron renewed' }));
    expect(await accountRows(journey)).toEqual(['A2PRACTICESECOND replaced', 'A2PRACTICESECOND connected']);
    expect(journey.app.desk.accounts.all().map(({ name }) => name)).toEqual(['A2PRACTICESELLER', 'Heron renewed']);
  });

  it('whose grant was taken back says so, and the other account works on', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    await addAccount(lena, secondSeller(journey));
    amazon.control.revokeGrant(amazon.second.credentials.sellerId);
    await anna.command(`/find-order ${amazon.second.samples.unshipped}`);
    await anna.waitForEphemeral(
      /Amazon does not take the app’s credentials\. Nothing was changed\. Tell your admin: they have to be renewed\./,
    );
    await anna.command(`/find-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForEphemeral(/It can be cancelled/);
  });
});

describe('who is no admin', () => {
  it('is refused at every click and window, whatever is forged, and it is in the log', async () => {
    const journey = await journeyWith();
    const { anna, slack } = journey;
    expect(await anna.openHome()).toContain('Settings are for admins. Who is one stands in `ADMINS`.');
    expect(anna.homeText()).not.toContain('[Settings]');
    await anna.clickHome('open_settings');
    await anna.waitForView(/Settings are for admins\. .* Nothing was changed\./);
    const send = async (payload: object): Promise<string> => {
      const whole = { user: { id: 'U0AGENT01' }, team: { id: 'T0CANCEL1' }, ...payload };
      const body = new URLSearchParams({ payload: JSON.stringify(whole) }).toString();
      return (await slack.sender.send({ what: 'forged', body })).body;
    };
    const view = { id: anna.view()?.id ?? '', type: 'modal', private_metadata: '', state: { values: {} } };
    for (const action_id of ['add_account', 'disconnect_account:A2PRACTICESELLER']) {
      await send({ type: 'block_actions', trigger_id: '1.1', actions: [{ action_id }], view });
    }
    for (const callback_id of ['settings_add_account', 'settings_marketplaces']) {
      expect(await send({ type: 'view_submission', view: { ...view, callback_id } })).toContain('Settings are for admins');
    }
    const refused = journey.logged.map((line) => JSON.parse(line)).filter(({ event }) => event === 'settings refused');
    expect(refused.map(({ userId, route }) => [userId, route])).toEqual([
      ['U0AGENT01', 'open_settings'],
      ['U0AGENT01', 'add_account'],
      ['U0AGENT01', 'disconnect_account'],
      ['U0AGENT01', 'settings_add_account'],
      ['U0AGENT01', 'settings_marketplaces'],
    ]);
    expect(await accountRows(journey)).toEqual([]);
  });
});

describe('stored credentials', () => {
  it('are in no row, log line, view or message in clear text', async () => {
    const journey = await journeyWith();
    await addAccount(journey.lena, secondSeller(journey));
    await typeAccount(journey.lena, secondSeller(journey, { clientSecret: 'amzn1.oa2-cs.v1.wrong' }));
    await journey.lena.waitForView(/Amazon refused it/);
    await journey.later(120);
    const rows = await journey.dump();
    expect(rows).toContain('A2PRACTICESECOND');
    const toSlack = JSON.stringify(journey.slack.ledger.filter(({ direction }) => direction === 'to-slack').map(({ sent }) => sent));
    const answers = JSON.stringify(journey.slack.ledger.filter(({ direction }) => direction === 'to-app').map(({ answer }) => answer));
    const log = journey.logged.join('\n');
    for (const secret of [...secretsOf(journey), 'amzn1.oa2-cs.v1.wrong', 'Atza|', KEY]) {
      for (const place of [rows, log, toSlack, answers]) expect(place).not.toContain(secret);
    }
    for (const place of [rows, log]) expect(place).not.toMatch(/Atz[a-z]\||amzn1\.oa2-cs|xox[a-z]-/);
  });

  it('outlive a restart and a change of keys, after which the older key can go', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon, engine } = journey;
    await addAccount(lena, secondSeller(journey));
    const sealedNow = async () => (await engine.prisma.sellerAccountRow.findFirstOrThrow()).refreshToken;
    const before = await sealedNow();
    await journey.restart();
    expect(await sealedNow()).toBe(before);
    await journey.restart({ ...ADMIN, ENCRYPTION_KEY: `${OTHER_KEY},${KEY}` });
    expect((await sealedNow())?.split('.')[1]).not.toBe(before?.split('.')[1]);
    await journey.restart({ ...ADMIN, ENCRYPTION_KEY: OTHER_KEY });
    await anna.command(`/find-order ${amazon.second.samples.unshipped}`);
    await anna.waitForEphemeral(/It can be cancelled/);
  });

  it.each([
    ['there is no key any more', { ADMINS: 'U0LEAD001' }, 'unknown-key'],
    ['the key is another one', { ...ADMIN, ENCRYPTION_KEY: OTHER_KEY }, 'unknown-key'],
  ])('that cannot be opened because %s are said in the settings, and the rest works', async (_why, environment, reason) => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    await addAccount(lena, secondSeller(journey));
    await journey.restart(environment);
    await openSettings(lena);
    expect(lena.viewText()).toContain(':warning: Its credentials cannot be opened: `ENCRYPTION_KEY` is not the one');
    expect(journey.logged.map((line) => JSON.parse(line))).toContainEqual(
      expect.objectContaining({ event: 'account cannot be used', accountId: 'A2PRACTICESECOND', reason }),
    );
    await anna.command(`/find-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForEphemeral(/It can be cancelled/);
  });

  it('cannot be typed in while there is no key: the settings say which variable to set', async () => {
    const journey = await journeyWith({ ...START, environment: { ADMINS: 'U0LEAD001' } });
    await openSettings(journey.lena);
    expect(journey.lena.viewText()).toContain('Set `ENCRYPTION_KEY` (`openssl rand -base64 32`) and start the app again.');
    expect(journey.lena.viewText()).not.toContain('[Add an account…]');
  });
});

describe('an account that is taken away', () => {
  it('has to have no open case; then its secrets are gone and its orders are not found any more', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon, engine } = journey;
    await addAccount(lena, secondSeller(journey));
    await journey.later(60);
    const orderId = amazon.second.samples.buyerRequested;
    await requestCancellation(anna, { orderId, reason: 'buyer_asked' });
    anna.close();
    await openSettings(lena);
    await lena.click('disconnect_account:A2PRACTICESECOND');
    await lena.waitForView(/Heron Outlet has open cancellations, which could not be carried out any more\. Nothing was changed/);
    expect(lena.viewText()).toContain(`• \`${orderId}\` – :hourglass_flowing_sand: In the outbox`);
    await journey.later(300);
    expect((await journey.caseOf(orderId))?.state).toBe('cancelled');

    await lena.click('disconnect_account:A2PRACTICESECOND');
    await lena.waitForView(/Heron Outlet is disconnected, and its credentials are deleted/);
    expect(await engine.prisma.sellerAccountRow.findFirst()).toMatchObject({
      refreshToken: null,
      clientSecret: null,
      endedBy: 'U0LEAD001',
    });
    await anna.command(`/find-order ${orderId}`);
    await anna.waitForEphemeral(/Amazon has no order/);
  });

  it('is never the environment’s own', async () => {
    const journey = await journeyWith();
    const { lena } = journey;
    await openSettings(lena);
    expect(lena.viewText()).not.toContain('[Disconnect…]');
    const { slack } = journey;
    const whole = {
      type: 'block_actions',
      user: { id: 'U0LEAD001' },
      team: { id: 'T0CANCEL1' },
      trigger_id: '1.1',
      actions: [{ action_id: 'disconnect_account:A2PRACTICESELLER' }],
      view: { id: lena.view()?.id, type: 'modal', private_metadata: '', state: { values: {} } },
    };
    await slack.sender.send({ what: 'forged', body: new URLSearchParams({ payload: JSON.stringify(whole) }).toString() });
    await lena.waitForView(/This account comes from the environment\. .* Nothing was changed\./);
    expect(journey.app.desk.accounts.all().map(({ id }) => id)).toEqual(['A2PRACTICESELLER']);
  });
});
