import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../../src/adapters/database/open.js';
import { createRepositories, type Repositories } from '../../../src/adapters/database/repositories.js';
import { accountIdSchema, connectionIdSchema, marketplaceIdSchema } from '../../../src/domain/ids.js';
import type { Connection } from '../../../src/ports/connections.js';
import { ACCOUNT, ANNA, LENA, NOON, newCase, US } from '../../fixtures/cases.js';
import { dump, emptyDatabase, freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../../support/postgres.js';

const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
const LATER = new Date(NOON.getTime() + 60_000);

describe.each(hasPostgres() ? ['embedded', 'server'] : ['embedded'])('connections of seller accounts on the %s database', (kind) => {
  let server: PostgresServer | undefined;
  let engine: Engine;
  let live: Repositories;
  let practice: Repositories;

  beforeAll(async () => {
    server = kind === 'server' ? await startPostgres() : undefined;
    engine = server === undefined ? await freshDatabase() : await openDatabase({ kind: 'url', url: server.url });
    const parts = { engine, clock: frozenClock(NOON.toISOString()), enqueue: async () => undefined };
    live = createRepositories({ ...parts, practice: false });
    practice = createRepositories({ ...parts, practice: true });
  });
  afterEach(async () => await emptyDatabase(engine));
  afterAll(async () => {
    await engine.close();
    server?.stop();
  });

  const connection = (changes: Partial<Connection> = {}): Connection => ({
    id: connectionIdSchema.parse(randomUUID()),
    accountId: ACCOUNT,
    sellerId: ACCOUNT,
    name: 'Outlet',
    region: 'na',
    marketplaceIds: [US, GERMANY],
    sealed: { client: { id: 'amzn1.application-oa2-client.x', secret: 'sealed-secret' }, refreshToken: 'sealed-token' },
    addedBy: ANNA,
    addedAt: NOON,
    ...changes,
  });
  const connect = async ({ connections }: Repositories, { id }: Connection, jobs = []): Promise<boolean> =>
    await connections.connect({ id, marketplaceIds: [US], change: { by: LENA, at: LATER }, jobs });
  const connected = async (one: Connection): Promise<Connection> => {
    await live.connections.addChecked(one);
    expect(await connect(live, one)).toBe(true);
    return one;
  };

  it('are as they were written, with the chosen marketplaces once they are connected', async () => {
    const one = connection();
    await live.connections.addChecked(one);
    expect(await live.connections.findChecked(one.id)).toEqual(one);
    expect(await live.connections.connected()).toEqual([]);
    expect(await connect(live, one)).toBe(true);
    expect(await live.connections.findChecked(one.id)).toBeUndefined();
    expect(await live.connections.connected()).toEqual([{ ...one, marketplaceIds: [US] }]);
  });

  it('may do with the environment’s app', async () => {
    const one = await connected(connection({ sealed: { client: undefined, refreshToken: 'sealed-token' } }));
    expect((await live.connections.connected())[0]?.sealed).toEqual(one.sealed);
  });

  it('can be connected once', async () => {
    const one = await connected(connection());
    expect(await connect(live, one)).toBe(false);
  });

  it('of the same account replace one another, and nothing is left of the former’s secrets', async () => {
    await connected(connection({ sealed: { client: undefined, refreshToken: 'former-token' } }));
    const second = await connected(connection({ addedAt: LATER }));
    expect((await live.connections.connected()).map(({ id }) => id)).toEqual([second.id]);
    expect(await dump(engine)).not.toContain('former-token');
  });

  it('of practice and real ones never see one another', async () => {
    const one = connection();
    await practice.connections.addChecked(one);
    expect(await live.connections.findChecked(one.id)).toBeUndefined();
    expect(await connect(live, one)).toBe(false);
    expect(await connect(practice, one)).toBe(true);
    expect(await live.connections.connected()).toEqual([]);
    expect(await live.connections.disconnect(ACCOUNT, { by: LENA, at: LATER })).toBe(false);
    expect(await practice.connections.connected()).toHaveLength(1);
  });

  it('end without their secrets; who added and who ended them stays on record', async () => {
    await connected(connection());
    expect(await live.connections.disconnect(ACCOUNT, { by: LENA, at: LATER })).toBe(true);
    expect(await live.connections.disconnect(ACCOUNT, { by: LENA, at: LATER })).toBe(false);
    expect(await live.connections.connected()).toEqual([]);
    const [row] = await engine.prisma.sellerAccountRow.findMany();
    const ended = { state: 'disconnected', addedBy: ANNA, addedAt: NOON, endedBy: LENA, endedAt: LATER };
    expect(row).toMatchObject({ ...ended, clientSecret: null, refreshToken: null, activeKey: null });
  });

  it('do not end while a case of the account is open, and do for cases that ended or are another’s', async () => {
    await connected(connection());
    const open = newCase();
    await live.cancellations.create(open, []);
    await live.cancellations.create(newCase({ accountId: accountIdSchema.parse('A9ANOTHERSELLER') }), []);
    expect(await live.connections.disconnect(ACCOUNT, { by: LENA, at: LATER })).toBe(false);
    expect((await live.caseLists.openOf(ACCOUNT, 10)).map(({ id }) => id)).toEqual([open.id]);
    const actor = { kind: 'user', userId: ANNA } as const;
    await live.cancellations.move({ caseId: open.id, from: 'queued', to: 'undone', actor, at: NOON, jobs: [] });
    expect(await live.connections.disconnect(ACCOUNT, { by: LENA, at: LATER })).toBe(true);
  });

  it('are sealed anew only where nobody else has done so', async () => {
    const one = await connected(connection());
    const anew = { client: { id: 'amzn1.application-oa2-client.x', secret: 'secret-2' }, refreshToken: 'token-2' };
    expect(await live.connections.reseal(one.id, one.sealed, anew)).toBe(true);
    expect(await live.connections.reseal(one.id, one.sealed, anew)).toBe(false);
    expect((await live.connections.connected())[0]?.sealed).toEqual(anew);
  });

  it('are forgotten when nobody went on to connect them', async () => {
    await connected(connection());
    const left = connection({ accountId: accountIdSchema.parse('A9ANOTHERSELLER') });
    await live.connections.addChecked(left);
    expect(await live.connections.forgetChecked(LATER)).toBe(1);
    expect(await live.connections.findChecked(left.id)).toBeUndefined();
    expect(await live.connections.connected()).toHaveLength(1);
  });
});

describe('lists of cases', () => {
  let engine: Engine;
  let repositories: Repositories;
  beforeAll(async () => {
    engine = await freshDatabase();
    const parts = { engine, clock: frozenClock(NOON.toISOString()), enqueue: async () => undefined };
    repositories = createRepositories({ ...parts, practice: false });
  });
  afterAll(async () => await engine.close());

  it('have a person’s own, what waits for approval and what is recent, each in its order', async () => {
    const { cancellations, caseLists } = repositories;
    const at = (minute: number): Date => new Date(NOON.getTime() + minute * 60_000);
    const order = (number: number) => newCase({ orderId: `111-0000000-000000${number}` as ReturnType<typeof newCase>['orderId'] });
    const first = { ...order(1), requestedAt: at(1) };
    const second = { ...order(2), requestedAt: at(2), requestedBy: LENA, state: 'awaiting_approval', approvalExpiresAt: at(90) } as const;
    const third = { ...order(3), requestedAt: at(3), state: 'awaiting_approval', approvalExpiresAt: at(60) } as const;
    for (const one of [first, second, third]) await cancellations.create(one, []);
    const ids = (cases: readonly { readonly id: string }[]): string[] => cases.map(({ id }) => id);
    expect(ids(await caseLists.ofRequester(ANNA, 10))).toEqual([third.id, first.id]);
    expect(ids(await caseLists.awaitingApproval(10))).toEqual([third.id, second.id]);
    expect(ids(await caseLists.recent(2))).toEqual([third.id, second.id]);
    expect(await caseLists.timeline(first.id)).toEqual([
      {
        at: at(1),
        actor: { kind: 'user', userId: ANNA },
        event: { kind: 'requested', state: 'queued', reason: 'out_of_stock', code: 'NoInventory' },
      },
    ]);
  });
});
