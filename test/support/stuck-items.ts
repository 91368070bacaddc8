import { randomUUID } from 'node:crypto';
import type { Engine } from '../../src/adapters/database/open.js';
import { createRepositories } from '../../src/adapters/database/repositories.js';
import { caseIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import { ACCOUNT, newCase, NOON, ORDERS_CHANNEL, US } from '../fixtures/cases.js';
import { frozenClock } from './frozen-clock.js';

/** So many of each kind, and half as many more whose message failed beside a quantity that is not seen. */
export const OF_EACH = 8;

interface Columns {
  readonly state: string;
  readonly attempts?: number;
  readonly messageState?: string;
  readonly stockState?: string;
  readonly stockAttempts?: number;
  readonly stockDetail?: string;
  readonly cancelledAt?: Date;
  readonly sendAfter?: Date;
}

export type AddCases = (count: number, columns: Columns) => Promise<void>;

/** Writes cases as they stand after something went wrong, asked for one second after the other from noon on. */
export function caseAdder(engine: Engine): AddCases {
  const { cancellations } = createRepositories({
    engine,
    clock: frozenClock(NOON.toISOString()),
    enqueue: async () => undefined,
    practice: true,
  });
  let number = 0;
  return async (count, columns) => {
    for (let left = count; left > 0; left -= 1) {
      number += 1;
      const id = caseIdSchema.parse(randomUUID());
      const orderId = orderIdSchema.parse(`111-2233445-${String(number).padStart(7, '0')}`);
      const requestedAt = new Date(NOON.getTime() + number * 1000);
      await cancellations.create(newCase({ id, orderId, requestedAt }), []);
      await engine.prisma.cancellationCase.update({ where: { id }, data: { messageState: 'none', ...columns } });
    }
  };
}

/** So many of every kind. */
export async function addEveryKind(engine: Engine, addCases: AddCases): Promise<void> {
  const cancelled = { state: 'cancelled', cancelledAt: NOON };
  await addCases(OF_EACH, { state: 'stuck' });
  await addCases(OF_EACH, { state: 'queued', attempts: 3, sendAfter: NOON });
  await addCases(OF_EACH, { ...cancelled, messageState: 'uncertain' });
  await addCases(OF_EACH, { ...cancelled, messageState: 'failed' });
  await addCases(OF_EACH, { ...cancelled, messageState: 'waiting', attempts: 2 });
  // Two things about one case are two.
  await addCases(OF_EACH / 2, { ...cancelled, messageState: 'failed', stockState: 'uncertain' });
  await addCases(OF_EACH / 2, { ...cancelled, stockState: 'uncertain' });
  await addCases(OF_EACH, { ...cancelled, stockState: 'failed' });
  await addCases(OF_EACH, { ...cancelled, stockState: 'waiting', stockAttempts: 1 });
  const at = { sealedAt: NOON, updatedAt: NOON, accountId: ACCOUNT, marketplaceId: US, lines: [{}, {}] };
  const eight = Array.from({ length: OF_EACH }, (_, index) => index);
  const request = { accountId: ACCOUNT, marketplaceId: US, state: 'answered', noticedAt: NOON, updatedAt: NOON, messageAt: NOON };
  for (const index of eight) {
    await engine.prisma.feedRow.createMany({
      data: [
        { id: randomUUID(), ...at, state: 'stuck', amazonFeedId: `5001${index}`, createdAt: NOON },
        { id: randomUUID(), ...at, state: 'creating', attempts: 4 },
      ],
    });
    const orderId = `222-2233445-000000${index}`;
    await engine.prisma.buyerRequestRow.createMany({
      data: ['uncertain', 'failed'].map((messageState) => ({ ...request, orderId, messageState })),
    });
    const localDate = `2026-11-1${index}`;
    await engine.prisma.digestRow.create({ data: { channelId: ORDERS_CHANNEL, localDate, state: 'uncertain', updatedAt: NOON } });
  }
}
