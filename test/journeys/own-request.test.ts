import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SampleName } from '../../src/practice/amazon/samples.js';
import { decline } from '../../src/use-cases/decide/decline.js';
import { userIdSchema } from '../../src/domain/ids.js';
import type { NewCase } from '../../src/ports/cancellations.js';
import { type Journey, startJourney } from '../support/journey.js';
import { slackHeaders } from '../support/sign.js';
import { askForApproval } from '../support/waiting-case.js';

const APPROVALS = 'C0APPROV1';
const SIGNING_SECRET = '0123456789abcdef0123456789abcdef';

interface Requester {
  readonly userId: string;
  /** Somebody who may decide. */
  readonly other: string;
  readonly why: 'own-request' | 'not-an-approver';
  readonly said: string;
  /** Asked for by this person: one that waits, and one that the other has declined since. */
  readonly waiting: SampleName;
  readonly declined: SampleName;
}

const REQUESTERS: readonly Requester[] = [
  {
    userId: 'U0LEAD001',
    other: 'U0ADMIN01',
    why: 'own-request',
    said: 'This is your own request. Somebody else has to decide.',
    waiting: 'unshipped',
    declined: 'multiItem',
  },
  {
    userId: 'U0ADMIN01',
    other: 'U0LEAD001',
    why: 'own-request',
    said: '这是您自己的申请，必须由其他人决定。',
    waiting: 'anotherUnshipped',
    declined: 'outOfStock',
  },
  {
    userId: 'U0AGENT01',
    other: 'U0LEAD001',
    why: 'not-an-approver',
    said: 'You are not an approver. Ask your admin to add you. Nothing was changed.',
    waiting: 'unshippedGerman',
    declined: 'outOfStockGerman',
  },
];

/** Somebody before the card of a request of their own. */
interface Attempt {
  readonly journey: Journey;
  readonly requester: Requester;
  readonly one: NewCase;
  readonly ts: string;
}

/** Every way to a decision; each gives what is said to the requester. */
const PATHS: readonly { readonly path: string; readonly on: 'waiting' | 'declined'; readonly go: (attempt: Attempt) => Promise<string> }[] =
  [
    { path: 'Approve on the card', on: 'waiting', go: approveOnCard },
    { path: 'Approve on a card from before the decision', on: 'declined', go: approveOnCard },
    { path: 'Review… on the card', on: 'waiting', go: async (attempt) => await inWindow(attempt, 'review') },
    { path: 'Review… on a card from before the decision', on: 'declined', go: async (attempt) => await inWindow(attempt, 'review') },
    { path: 'Approve in the review', on: 'waiting', go: async (attempt) => await inReview(attempt, 'approve') },
    { path: 'Approve in a review from before the decision', on: 'declined', go: async (attempt) => await inReview(attempt, 'approve') },
    { path: 'Decline in the review', on: 'waiting', go: async (attempt) => await inReview(attempt, 'decline') },
    { path: 'a question that is sent', on: 'waiting', go: async (attempt) => await inWindow(attempt, 'ask', 'May I?') },
  ];

async function approveOnCard({ journey, requester, one, ts }: Attempt): Promise<string> {
  const person = journey.slack.person(requester.userId);
  const before = person.ephemerals().length;
  await person.clickMessage({ channelId: APPROVALS, ts, actionId: `approve:${one.id}` });
  const heard = await journey.slack.context.state.until(() => person.ephemerals()[before], {
    withinMs: 5_000,
    describe: () => 'Nothing was said',
  });
  return heard.text;
}

async function inWindow({ journey, requester, one, ts }: Attempt, button: 'review' | 'ask', question?: string): Promise<string> {
  const person = journey.slack.person(requester.userId);
  await person.clickMessage({ channelId: APPROVALS, ts, actionId: `${button}:${one.id}` });
  if (question !== undefined) {
    await person.waitForView(/Your question|你的问题/);
    person.type('question', question);
    await person.submit();
  }
  return await saidInWindow(journey, requester.userId, requester);
}

/** The window is somebody else's; Slack says that the requester clicked in it. */
async function inReview({ journey, requester, one }: Attempt, button: 'approve' | 'decline'): Promise<string> {
  const other = journey.slack.person(requester.other);
  await other.command('/cancel-order');
  const { id: viewId } = await other.waitForView(/Order id|订单号/);
  const values = { decline_note: { decline_note: { value: 'It is fine' } } };
  const payload = {
    type: 'block_actions',
    ...by(requester.userId),
    view: { id: viewId, type: 'modal', callback_id: 'decide_review', private_metadata: one.id, state: { values } },
    actions: [{ action_id: button, type: 'button' }],
  };
  await journey.slack.sender.deliver({ kind: 'interactive', payload });
  return await saidInWindow(journey, requester.other, requester);
}

async function saidInWindow(journey: Journey, userId: string, { said }: Requester): Promise<string> {
  const person = journey.slack.person(userId);
  await person.waitForView(new RegExp(said), 5_000);
  const shown = person.viewText();
  person.close();
  return shown;
}

function by(id: string): { readonly user: object; readonly team: object } {
  return { user: { id }, team: { id: 'T0CANCEL1' } };
}

/** Where a case stands, what is on record of it, and what was ever asked of Amazon. */
async function standing(journey: Journey, { id, orderId }: NewCase) {
  const rows = await journey.engine.prisma.auditRow.findMany({ where: { caseId: id }, orderBy: { id: 'asc' } });
  const { state, decidedBy } = (await journey.caseOf(orderId)) ?? {};
  return { state, decidedBy, audit: rows.map(({ event, actor }) => ({ event, actor })), toAmazon: journey.amazon.ledger.length };
}

describe.each([
  ['over HTTP', {}],
  ['by Socket Mode', { SLACK_APP_TOKEN: 'xapp-practice-token' }],
])('whoever asked for a cancellation, %s,', (way, environment) => {
  let journey: Journey;
  const attempts = new Map<string, Attempt>();
  beforeAll(async () => {
    journey = await startJourney({ environment });
    const { shop } = journey.amazon;
    for (const requester of REQUESTERS) {
      for (const on of ['waiting', 'declined'] as const) {
        const order = shop.order(shop.samples[requester[on]]);
        if (order === undefined) throw new Error(`No order ${on}`);
        const one = await askForApproval(journey.app.desk, order, requester.userId);
        await journey.later(20);
        const { ts } = journey.button(APPROVALS, one.orderId, 'approve');
        attempts.set(`${requester.userId} ${on}`, { journey, requester, one, ts });
        const userId = userIdSchema.parse(requester.other);
        if (on === 'declined') await decline(journey.app.desk, { caseId: one.id, userId, note: 'We found another one' });
        await journey.later(20);
      }
    }
    if (way === 'by Socket Mode') journey.slack.setAppUrl('http://127.0.0.1:9/');
  });
  afterAll(async () => await journey.end());

  const cases = REQUESTERS.flatMap((requester) => PATHS.map((one) => ({ ...one, requester, who: requester.userId })));
  it.each(cases)('cannot decide by $path ($who): it is refused in a sentence and on record, and nothing moves', async (one) => {
    const { requester, on, go } = one;
    const attempt = attempts.get(`${requester.userId} ${on}`);
    if (attempt === undefined) throw new Error('No such attempt');
    const before = await standing(journey, attempt.one);
    expect(before.state).toBe(on === 'waiting' ? 'awaiting_approval' : 'declined');
    expect(await go(attempt)).toContain(requester.said);
    await journey.work();
    const refused = { event: { kind: 'click-refused', why: requester.why }, actor: { kind: 'user', userId: requester.userId } };
    expect(await standing(journey, attempt.one)).toEqual({ ...before, audit: [...before.audit, refused] });
  });

  it.each(REQUESTERS)('changes nothing by submitting the review, which only closes it ($userId)', async ({ userId }) => {
    const attempt = attempts.get(`${userId} waiting`);
    if (attempt === undefined) throw new Error('No such attempt');
    const before = await standing(journey, attempt.one);
    const view = { id: 'V1', type: 'modal', callback_id: 'decide_review', private_metadata: attempt.one.id, state: { values: {} } };
    const payload = { type: 'view_submission', ...by(userId), view };
    expect(await journey.slack.sender.deliver({ kind: 'interactive', payload })).toEqual({ status: 200, body: '' });
    await journey.work();
    expect(await standing(journey, attempt.one)).toEqual(before);
  });
});

describe('whoever asked for a cancellation and has signed requests of Slack’s', () => {
  let journey: Journey;
  beforeAll(async () => {
    journey = await startJourney();
  });
  afterAll(async () => await journey.end());

  it('decides nothing by sending one again, nor one of an approver’s with another name in it', async () => {
    const order = journey.amazon.shop.order(journey.amazon.shop.samples.unshipped);
    if (order === undefined) throw new Error('No such order');
    const one = await askForApproval(journey.app.desk, order, 'U0LEAD001');
    await journey.later(20);
    const clickBy = (userId: string): string => {
      const payload = { type: 'block_actions', ...by(userId), actions: [{ action_id: `approve:${one.id}`, type: 'button' }] };
      return new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
    };
    const send = async (body: string, headers: Readonly<Record<string, string>>): Promise<number> =>
      (await fetch(`http://127.0.0.1:${journey.app.port}/slack/events`, { method: 'POST', body, headers })).status;
    const sign = (body: string): Record<string, string> => slackHeaders(body, { secret: SIGNING_SECRET, at: journey.clock.now() });
    const before = await standing(journey, one);

    const own = clickBy('U0LEAD001');
    const ownHeaders = sign(own);
    expect(await send(own, ownHeaders)).toBe(200);
    const refused = { event: { kind: 'click-refused', why: 'own-request' }, actor: { kind: 'user', userId: 'U0LEAD001' } };
    await expect.poll(async () => await standing(journey, one)).toEqual({ ...before, audit: [...before.audit, refused] });
    const after = await standing(journey, one);
    expect(await send(own, ownHeaders)).toBe(401);

    // An approver's click that was caught on its way: its signature is that of the approver's name.
    const headersOfAmy = sign(clickBy('U0ADMIN01'));
    expect(await send(clickBy('U0LEAD001'), headersOfAmy)).toBe(401);
    await journey.work();
    expect(await standing(journey, one)).toEqual(after);
    expect(after).toMatchObject({ state: 'awaiting_approval', decidedBy: undefined });

    // The very same click unchanged is Amy's own decision.
    expect(await send(clickBy('U0ADMIN01'), headersOfAmy)).toBe(200);
    await expect.poll(async () => (await standing(journey, one)).decidedBy).toBe('U0ADMIN01');
  });
});
