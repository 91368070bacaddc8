import { describe, expect, it, onTestFinished } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { watchCredentials } from '../../src/use-cases/watch/watch-credentials.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';
import { addAccount, ADMIN, secondSeller } from '../support/settings.js';

async function journeyWith(): Promise<Journey> {
  const journey = await startJourney({ orders: 60, environment: ADMIN });
  onTestFinished(async () => await journey.end());
  return journey;
}

/** Everything that was posted about credentials where approvals go. */
function alerts({ slack }: Journey): string[] {
  return slack
    .messages('C0APPROV1')
    .map(({ blocks }) => readAloud(blocks))
    .filter((said) => said.includes('credentials'));
}

/** Goes on for so long as the app does: its work, and its look at the credentials. */
async function goesOn(journey: Journey, minutes: number): Promise<void> {
  for (let minute = 0; minute < minutes; minute += 1) {
    await journey.app.desk.queue.add([{ job: { kind: 'sweep' } }]);
    await journey.later(60);
    await Promise.all([watchCredentials(journey.app.desk), watchCredentials(journey.app.desk)]);
  }
}

describe('an account whose grant was taken back', () => {
  it('is told to the admins once, is asked about ever more seldom, and all that waited goes on once when it is connected anew', async () => {
    const journey = await journeyWith();
    const { lena, anna, amazon } = journey;
    await addAccount(lena, secondSeller(journey));
    await journey.later(60);
    const orderId = amazon.second.samples.buyerRequested;
    await requestCancellation(anna, { orderId, reason: 'buyer_asked' });
    anna.close();
    amazon.control.revokeGrant(amazon.second.credentials.sellerId);
    const tokensBefore = journey.calls('token');
    await goesOn(journey, 60);

    expect((await journey.caseOf(orderId))?.state).toBe('queued');
    // After 0, 1, 3, 7, 15, 25, 35, 45 and 55 minutes, one of them for what was held until then.
    expect(journey.calls('token') - tokensBefore).toBeLessThanOrEqual(10);
    expect(alerts(journey)).toEqual([
      expect.stringMatching(
        /<@U0LEAD001> :rotating_light: \*Amazon does not take the app’s credentials for Heron Outlet\* since 2026-11-24 15:0\d UTC\. Nothing of this account can be looked up or cancelled; what is asked for already waits, and none of it is lost\. Authorise the app at Amazon again and add the account once more in the settings on Home: the new token takes the place of the old one\./,
      ),
    ]);
    // The other account is not touched by it.
    await anna.command(`/find-order ${amazon.shop.samples.unshipped}`);
    await anna.waitForEphemeral(/It can be cancelled/);

    const refreshToken = amazon.control.grantAgain(amazon.second.credentials.sellerId);
    await addAccount(lena, secondSeller(journey, { refreshToken }));
    await goesOn(journey, 20);
    expect((await journey.caseOf(orderId))?.state).toBe('cancelled');
    expect([journey.effects('createFeed'), journey.effects('createUnexpectedProblem')]).toEqual([1, 1]);
    expect(alerts(journey).slice(1)).toEqual([
      expect.stringMatching(
        /:white_check_mark: Amazon takes the credentials for Heron Outlet again; it did not since 2026-11-24 15:0\d UTC\. What waited goes on\./,
      ),
    ]);
  });

  it('that is the environment’s says where it is renewed; a start with the right ones tells that it is over', async () => {
    const journey = await journeyWith();
    const orderId = journey.amazon.shop.samples.buyerRequested;
    await requestCancellation(journey.anna, { orderId, reason: 'buyer_asked' });
    journey.amazon.control.fault({ kind: 'credentials-refused' });
    await journey.restart();
    await goesOn(journey, 30);
    expect(alerts(journey)).toEqual([expect.stringMatching(/Renew them in the app’s environment and start it again\./)]);
    journey.amazon.control.clearFaults();
    await journey.restart();
    await goesOn(journey, 20);
    expect((await journey.caseOf(orderId))?.state).toBe('cancelled');
    expect([journey.effects('createFeed'), journey.effects('createUnexpectedProblem'), alerts(journey).length]).toEqual([1, 1, 2]);
  });
});
