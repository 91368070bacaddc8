import { randomUUID } from 'node:crypto';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Engine } from '../../../src/adapters/database/open.js';
import { createStuckItems } from '../../../src/adapters/database/stuck.js';
import { createVitals } from '../../../src/adapters/database/vitals.js';
import { createMetrics } from '../../../src/adapters/metrics/metrics.js';
import { STUCK_KINDS } from '../../../src/domain/stuck.js';
import { stuckBlocks } from '../../../src/slack/home/stuck-view.js';
import { en } from '../../../src/slack/text/en.js';
import { ACCOUNT, NOON, ORDERS_CHANNEL, US } from '../../fixtures/cases.js';
import { read } from '../../slack/views/rendered.js';
import { freshDatabase } from '../../support/database.js';
import { frozenClock } from '../../support/frozen-clock.js';
import { type AddCases, addEveryKind, caseAdder, OF_EACH } from '../../support/stuck-items.js';

const HOUR_MS = 3_600_000;
const now = new Date(NOON.getTime() + 2 * HOUR_MS);

async function engineWith(): Promise<{ engine: Engine; addCases: AddCases }> {
  const engine = await freshDatabase();
  onTestFinished(async () => await engine.close());
  return { engine, addCases: caseAdder(engine) };
}

describe('what needs a person, in the database', () => {
  it('is listed and counted to the last one, whatever it is, and what is listed is bounded', async () => {
    const { engine, addCases } = await engineWith();
    await addEveryKind(engine, addCases);
    const all = await createStuckItems(engine).list({ now, from: 0, atMost: 1000 });
    const more = OF_EACH / 2;
    expect([all.total, all.items.length]).toEqual([STUCK_KINDS.length * OF_EACH + more, STUCK_KINDS.length * OF_EACH + more]);
    const { stuck } = await createVitals(engine).figures({ now, overdueSince: now });
    const wanted = STUCK_KINDS.map((kind) => ({
      kind,
      count: kind === 'message-failed' ? OF_EACH + more : OF_EACH,
      oldest: expect.any(Date),
    }));
    expect(stuck.toSorted((a, b) => a.kind.localeCompare(b.kind))).toEqual(wanted.toSorted((a, b) => a.kind.localeCompare(b.kind)));
    const metrics = createMetrics({ vitals: createVitals(engine), clock: frozenClock(now.toISOString()) });
    expect(await metrics.text()).toContain('cancel_desk_stuck{kind="stock-uncertain"} 8');

    const few = await createStuckItems(engine).list({ now, from: 0, atMost: 10 });
    expect([few.total, few.items.length]).toEqual([all.total, 10]);
    const lines = read({ blocks: stuckBlocks(few, en) });
    expect(lines.slice(0, 2)).toEqual(['*Needs a person*', `${all.total} in all, the oldest first; 1 to 10 are shown.`]);
    // Every one says what, why and what to do next.
    for (const item of all.items) {
      const said = read({ blocks: stuckBlocks({ total: 1, from: 0, items: [item] }, en) });
      expect(said).toContain(en.stuck.what[item.kind]);
      expect(said.some((line) => line.startsWith(en.stuck.next[item.kind]))).toBe(true);
      expect(said[2]).toMatch(/ · Since <!date\^/);
    }
  });

  it('begins with what was asked for first', async () => {
    const { engine, addCases } = await engineWith();
    await addCases(3, { state: 'cancelled', messageState: 'uncertain' });
    await addCases(3, { state: 'stuck' });
    const { items } = await createStuckItems(engine).list({ now, from: 0, atMost: 10 });
    expect(items.map((item) => ('orderId' in item ? item.orderId.slice(-1) : item.kind))).toEqual(['1', '2', '3', '4', '5', '6']);
  });

  it('is none of what goes well, has just begun to fail, is over, or was done by somebody else', async () => {
    const { engine, addCases } = await engineWith();
    const cancelled = { state: 'cancelled', cancelledAt: NOON } as const;
    for (const state of ['queued', 'awaiting_approval', 'sending', 'sent', 'reading_back', 'refused', 'not_sent', 'undone'])
      await addCases(1, { state, messageState: 'waiting' });
    for (const messageState of ['none', 'waiting', 'sending', 'sent', 'not_offered', 'not_sent'])
      await addCases(1, { ...cancelled, messageState });
    for (const stockState of ['waiting', 'changing', 'done', 'put_back', 'by_hand']) await addCases(1, { ...cancelled, stockState });
    await addCases(1, { ...cancelled, stockState: 'failed', stockDetail: 'cancelled-by-BUYER' });
    const justNow = new Date(now.getTime() - 60_000);
    await addCases(1, { state: 'cancelled', cancelledAt: justNow, messageState: 'waiting', attempts: 2 });
    await addCases(1, { state: 'queued', sendAfter: justNow, attempts: 2 });
    const longAgo = new Date(now.getTime() - 25 * HOUR_MS);
    await engine.prisma.digestRow.create({
      data: { channelId: ORDERS_CHANNEL, localDate: '2026-11-20', state: 'uncertain', updatedAt: longAgo },
    });
    const at = { accountId: ACCOUNT, marketplaceId: US, lines: [], updatedAt: NOON, sealedAt: NOON };
    // Which of Amazon's feeds it was cannot be told: its orders themselves are asked.
    await engine.prisma.feedRow.create({ data: { id: randomUUID(), ...at, state: 'stuck' } });
    expect(await createStuckItems(engine).list({ now, from: 0, atMost: 10 })).toEqual({ total: 0, from: 0, items: [] });
  });
});
