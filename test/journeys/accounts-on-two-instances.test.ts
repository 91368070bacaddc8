import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openDatabase } from '../../src/adapters/database/open.js';
import { accountIdSchema, orderIdSchema, userIdSchema } from '../../src/domain/ids.js';
import type { Desk } from '../../src/ports/desk.js';
import { findOrder } from '../../src/use-cases/look-up/find-order.js';
import { checkAccount } from '../../src/use-cases/settings/check-account.js';
import { connectAccount } from '../../src/use-cases/settings/connect-account.js';
import { disconnectAccount } from '../../src/use-cases/settings/disconnect-account.js';
import { hasPostgres, type PostgresServer, startPostgres } from '../support/postgres.js';
import { ADMIN } from '../support/settings.js';
import { startTwoInstances, type TwoInstances } from '../support/two-instances.js';

const LENA = userIdSchema.parse('U0LEAD001');
const SECOND = accountIdSchema.parse('A2PRACTICESECOND');

describe.skipIf(!hasPostgres())('an account that one of two instances connects', () => {
  let server: PostgresServer;
  let engines: readonly [Engine, Engine];
  let world: TwoInstances;
  beforeAll(async () => {
    server = await startPostgres();
    const open = async (): Promise<Engine> => await openDatabase({ kind: 'url', url: server.url });
    engines = [await open(), await open()];
    world = await startTwoInstances(engines, { environment: ADMIN });
  });
  afterAll(async () => {
    await world.end();
    for (const engine of engines) await engine.close();
    server.stop();
  });

  const connect = async (desk: Desk): Promise<void> => {
    const { clientId, clientSecret, refreshToken } = world.amazon.second.credentials;
    const credentials = { client: { id: clientId, secret: clientSecret }, refreshToken };
    const typed = { name: 'Heron', sellerId: SECOND, region: 'na', credentials } as const;
    const checked = await checkAccount(desk, { userId: LENA, typed });
    if (checked.kind !== 'checked') throw new Error(checked.kind);
    const { id: connectionId, marketplaceIds: chosen } = checked.connection;
    expect((await connectAccount(desk, { userId: LENA, connectionId, chosen })).kind).toBe('connected');
  };

  it('is known to the other as soon as it is asked for, by its id or by an order of it', async () => {
    const { second } = world.amazon;
    const [here, there] = [world.instance(0).desk, world.instance(1).desk];
    const order = (name: 'unshipped' | 'multiItem') => orderIdSchema.parse(second.samples[name]);
    const held = there.accounts.amazon(SECOND);
    await expect(held.orders.get(order('unshipped'), 'interactive')).rejects.toThrow('Account A2PRACTICESECOND is not connected');
    await connect(here);
    expect(there.accounts.all()).toHaveLength(1);
    expect((await held.orders.get(order('unshipped'), 'interactive')).ok).toBe(true);
    expect(there.accounts.all().map(({ name }) => name)).toEqual(['A2PRACTICESELLER', 'Heron']);

    expect((await disconnectAccount(here, { userId: LENA, accountId: SECOND })).kind).toBe('disconnected');
    await there.accounts.reload();
    expect(there.accounts.all()).toHaveLength(1);
    expect((await findOrder(there, order('multiItem'))).kind).toBe('failed');
    await connect(here);
    expect(await findOrder(there, order('multiItem'))).toMatchObject({ kind: 'found', copy: { accountId: SECOND } });
  });
});
