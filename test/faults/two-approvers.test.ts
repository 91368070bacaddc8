import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import type { CaseId } from '../../src/domain/ids.js';
import { createRandom, type Random } from '../../src/practice/amazon/random.js';
import type { ShopOrder } from '../../src/practice/amazon/shop-types.js';
import { auditEventSchema } from '../support/audit.js';
import { breaksInAudit, repeated, takenFeeds } from '../support/at-most-once.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { startTwoInstances, type TwoInstances } from '../support/two-instances.js';
import { askForApproval } from '../support/waiting-case.js';
import { report, SEED, shareOf } from './support/scale.js';

const RACES = shareOf(500, 24);
const APPROVALS = 'C0APPROV1';
/** Long enough for Amazon's and Slack's limits of what a race needs of them. */
const BETWEEN_SECONDS = 10;

/** What one of the two does. */
interface Part {
  readonly userId: keyof typeof SAID;
  readonly click: 'approve on the card' | 'approve in the review' | 'decline in the review';
  readonly instance: number;
}

/** What is said to whoever was first with it, and to whoever was not. */
const SAID = {
  U0LEAD001: {
    approved: 'Approved. It leaves after the outbox window.',
    declined: 'Declined. The requester is told.',
    late: 'It is decided already.\nDecided by <@U0ADMIN01>, ',
  },
  U0ADMIN01: {
    approved: '已批准。发件箱时间过后发出。',
    declined: '未批准。申请人会收到通知。',
    late: '已经有决定了。\n<@U0LEAD001> 于 ',
  },
};

/** The millisecond is that of the one clock, which stands still meanwhile; how far apart the machine sends them is reported. */
describe.skipIf(!hasPostgres())('two approvers who click in the same millisecond, each on an instance of its own', () => {
  let server: PostgresServer;
  let engines: readonly [Engine, Engine];
  let world: TwoInstances;
  beforeAll(async () => {
    server = await startPostgres();
    const open = async (): Promise<Engine> => await openDatabase({ kind: 'url', url: server.url });
    engines = [await open(), await open()];
    // About every eighth order of the shop can be cancelled.
    world = await startTwoInstances(engines, { orders: RACES * 10 });
  });
  afterAll(async () => {
    await world.end();
    for (const engine of engines) await engine.close();
    server.stop();
  });

  const ask = async (order: ShopOrder): Promise<CaseId> => {
    const { id } = await askForApproval(world.instance(0).desk, order, 'U0AGENT01');
    await world.later(BETWEEN_SECONDS);
    return id;
  };
  const cardOf = (caseId: CaseId): string => {
    const card = world.slack.messages(APPROVALS).find(({ blocks }) => JSON.stringify(blocks).includes(`approve:${caseId}`));
    if (card === undefined) throw new Error(`No card of ${caseId}`);
    return card.ts;
  };
  /** Slack's next request goes to this instance. */
  const through = (instance: number): void => world.slack.setAppUrl(`http://127.0.0.1:${world.instance(instance).port}/slack/events`);
  const makeReady = async (caseId: CaseId, { userId, click, instance }: Part): Promise<void> => {
    if (click === 'approve on the card') return;
    const person = world.slack.person(userId);
    through(instance);
    await person.clickMessage({ channelId: APPROVALS, ts: cardOf(caseId), actionId: `review:${caseId}` });
    await person.waitForView(/\[Approve\]|\[批准\]/);
    if (click === 'decline in the review') person.type('decline_note', 'We found another one');
  };
  /** Clicks at once; comes back with what Slack then says to this person. */
  const click = async (caseId: CaseId, part: Part): Promise<string> => {
    const person = world.slack.person(part.userId);
    through(part.instance);
    if (part.click !== 'approve on the card') {
      const answered = person.click(part.click === 'decline in the review' ? 'decline' : 'approve');
      await person.waitForView(/Approved\.|Declined\.|decided already|已批准。|未批准。|已经有决定了/);
      await answered;
      const said = person.viewText();
      person.close();
      return said;
    }
    const before = person.ephemerals().length;
    const answered = person.clickMessage({ channelId: APPROVALS, ts: cardOf(caseId), actionId: `approve:${caseId}` });
    const heard = await world.slack.context.state.until(() => person.ephemerals()[before], {
      withinMs: 10_000,
      describe: () => `Nothing was said to ${part.userId}`,
    });
    await answered;
    return heard.text;
  };
  const drawn = (random: Random): readonly [Part, Part] => {
    const instance = random.int(0, 1);
    const lena: Part = { userId: 'U0LEAD001', click: random.pick(['approve on the card', 'approve in the review']), instance };
    const clicks = ['approve on the card', 'approve in the review', 'decline in the review'] as const;
    const amy: Part = { userId: 'U0ADMIN01', click: random.pick(clicks), instance: 1 - instance };
    return random.int(0, 1) === 0 ? [lena, amy] : [amy, lena];
  };

  it(`decide once ${RACES} times out of ${RACES}, with one move on record, and the other is told by name who was first`, {
    timeout: 600_000,
  }, async () => {
    const random = createRandom(SEED);
    const moves = [0, 1].map((number) => vi.spyOn(world.instance(number).desk.cancellations, 'move'));
    const orders = world.amazon.shop
      .listOrders()
      .filter((one) => one.status === 'UNSHIPPED' && one.fulfilledBy === 'MERCHANT' && one.programs.length === 0)
      .filter(({ items }) => items.every(({ buyerRequest }) => buyerRequest === undefined))
      .slice(0, RACES);
    expect(orders).toHaveLength(RACES);
    const approved: string[] = [];
    const apartMs: number[] = [];
    const from = performance.now();
    for (const order of orders) {
      const parts = drawn(random);
      const caseId = await ask(order);
      for (const part of parts) await makeReady(caseId, part);
      const clickedAt = performance.now();
      const answers = parts.map(async (part) => await click(caseId, part));
      apartMs.push(performance.now() - clickedAt);
      const heardBy = await Promise.all(answers);

      const one = await world.instance(0).desk.cancellations.find(caseId);
      const first = parts.findIndex(({ userId }) => userId === one?.decidedBy);
      const [winner, loser] = first === 0 ? parts : [parts[1], parts[0]];
      const [heard, other] = first === 0 ? heardBy : [heardBy[1], heardBy[0]];
      const declined = winner.click === 'decline in the review';
      if (!declined) approved.push(order.orderId);
      const rows = await engines[0].prisma.auditRow.findMany({ where: { caseId }, orderBy: { id: 'asc' } });
      const events = rows.map((row) => ({ ...auditEventSchema.parse(row.event), actor: row.actor }));
      const state = declined ? 'declined' : 'queued';
      expect({ seed: SEED, parts, state: one?.state, heard, other, events }).toMatchObject({
        parts,
        state,
        heard: expect.stringContaining(SAID[winner.userId][declined ? 'declined' : 'approved']),
        other: expect.stringContaining(SAID[loser.userId].late),
        events: [
          { kind: 'requested' },
          { kind: 'moved', from: 'awaiting_approval', to: state, actor: { kind: 'user', userId: winner.userId } },
          { kind: 'click-refused', why: 'already-decided', actor: { kind: 'user', userId: loser.userId } },
        ],
      });
    }
    const seconds = Math.round((performance.now() - from) / 100) / 10;
    const written = await Promise.all(moves.flatMap(({ mock }) => mock.results.map(async ({ value }) => await value)));
    const beaten = written.filter((moved) => moved === false).length;
    await world.settle();
    const sent = takenFeeds(world.amazon.ledger).flatMap(({ orderIds }) => orderIds);
    report('Two approvers at once:', {
      races: RACES,
      seconds,
      approved: approved.length,
      declined: RACES - approved.length,
      sentMsApart: { half: rounded(apartMs, 0.5), most: rounded(apartMs, 0.95) },
      beatenAtTheWriteItself: beaten,
    });
    // Both had found it undecided: the database chose between them.
    expect(beaten).toBeGreaterThan(RACES / 2);
    expect(repeated(sent)).toEqual([]);
    expect(sent.sort()).toEqual(approved.sort());
    expect(await breaksInAudit(engines[0])).toEqual([]);
  });
});

/** So many of these are at most as long, in milliseconds. */
function rounded(times: readonly number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? Number.NaN) * 100) / 100;
}
