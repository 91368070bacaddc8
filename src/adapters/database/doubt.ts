import { BREAK_DETAIL, type BreakKind } from '../../domain/continuity.js';
import { buyerRequestIdSchema, caseIdSchema } from '../../domain/ids.js';
import type { CaseMove } from '../../ports/cancellations.js';
import type { ScheduledJob } from '../../ports/queue.js';
import { moveOneAnswer } from './buyer-requests.js';
import { messageStateSchema } from './case-row.js';
import { toFeed } from './feeds.js';
import type { FeedRow } from './generated/client.js';
import { moveCases, writeAudit } from './moves.js';
import type { Transaction } from './open.js';

const APP = { kind: 'app' } as const;
const PENDING_MESSAGE = ['waiting', 'sending'];
/** From where on a case's order may be cancelled at Amazon by now, and its buyer told. */
const SENT = ['sending', 'sent', 'reading_back', 'stuck', 'cancelled'];

/** When it is, and by what break. */
export interface Doubt {
  readonly kind: BreakKind;
  readonly at: Date;
}

/** What of a case may have been done already. */
export interface DoubtfulCase {
  readonly id: string;
  readonly messageState: string;
  readonly stockState: string;
}

interface Doubted {
  readonly asked: number;
  readonly jobs: readonly ScheduledJob[];
}

/**
 * The message to the buyer and the change of units of cases, as far as they are to be made: from now on a person says
 * what became of them. A change that Amazon may have been told of is only looked at as it is.
 */
export async function doubtCases(within: Transaction, cases: readonly DoubtfulCase[], { kind, at }: Doubt): Promise<Doubted> {
  const detail = BREAK_DETAIL[kind];
  const jobs: ScheduledJob[] = [];
  let asked = 0;
  for (const { id: caseId, messageState, stockState } of cases) {
    const message = PENDING_MESSAGE.includes(messageState);
    const stock = stockState === 'waiting';
    if (!message && !stock) continue;
    const data = {
      ...(message && { messageState: 'uncertain', messageDetail: detail }),
      ...(stock && { stockState: 'uncertain', stockDetail: detail, stockNextTryAt: null, stockKey: null }),
      version: { increment: 1 },
      updatedAt: at,
    };
    const changed = await within.cancellationCase.updateMany({ where: { id: caseId, messageState, stockState }, data });
    if (changed.count !== 1) throw new Error(`Case ${caseId} was moved by somebody else`);
    const line = { caseId, at, actor: APP };
    const from = messageStateSchema.parse(messageState);
    if (message) await writeAudit(within, [{ ...line, event: { kind: 'message-moved', from, to: 'uncertain', detail } }]);
    if (stock) await writeAudit(within, [{ ...line, event: { kind: 'stock-moved', from: 'waiting', to: 'uncertain', detail } }]);
    asked += Number(message) + Number(stock);
    jobs.push({ job: { kind: 'announce', caseId: caseIdSchema.parse(caseId) } });
  }
  return { asked, jobs };
}

/** The same for all that has left the outbox. */
export async function doubtSent(within: Transaction, doubt: Doubt): Promise<Doubted> {
  const pending = { OR: [{ messageState: { in: PENDING_MESSAGE } }, { stockState: 'waiting' }] };
  const select = { id: true, messageState: true, stockState: true } as const;
  return await doubtCases(within, await within.cancellationCase.findMany({ where: { state: { in: SENT }, ...pending }, select }), doubt);
}

/** The same for answers to buyers' own requests. */
export async function doubtAnswers(within: Transaction, { kind, at }: Doubt): Promise<Doubted> {
  const rows = await within.buyerRequestRow.findMany({ where: { messageState: { in: PENDING_MESSAGE } } });
  const jobs: ScheduledJob[] = [];
  for (const row of rows) {
    const requestId = buyerRequestIdSchema.parse(row.id);
    const from = messageStateSchema.parse(row.messageState);
    const move = { requestId, from, to: 'uncertain', actor: APP, at, detail: BREAK_DETAIL[kind], jobs: [] } as const;
    if (!(await moveOneAnswer(within, move))) throw new Error(`Request ${requestId} was moved by somebody else`);
    jobs.push({ job: { kind: 'post-request', requestId } });
  }
  return { asked: rows.length, jobs };
}

/**
 * Feeds that had not been sent may have been since: each of their orders goes back to the outbox, where it is looked at
 * once more. One that was being sent stays: Amazon's list is asked for it as ever.
 */
export async function putFeedsBack(
  within: Transaction,
  { kind, at }: Doubt,
): Promise<{ readonly feeds: readonly FeedRow[]; readonly jobs: readonly ScheduledJob[] }> {
  const feeds = await within.feedRow.findMany({ where: { state: { in: ['sealed', 'uploaded'] } } });
  const detail = BREAK_DETAIL[kind];
  const jobs: ScheduledJob[] = [];
  for (const row of feeds) {
    const { id, accountId, marketplaceId, lines } = toFeed(row);
    await within.feedRow.update({ where: { id }, data: { state: 'abandoned', openKey: null, detail, updatedAt: at } });
    const moves = lines.map(({ caseId }): CaseMove => {
      const changes = { feedRowId: null, sendAfter: at };
      return { caseId, from: 'sending', to: 'queued', actor: APP, at, detail, changes, jobs: [{ job: { kind: 'announce', caseId } }] };
    });
    if (!(await moveCases(within, moves))) throw new Error(`Feed ${id} is not with its cases`);
    jobs.push({ job: { kind: 'seal-feed', accountId, marketplaceId } }, ...moves.flatMap((move) => move.jobs));
  }
  return { feeds, jobs };
}
