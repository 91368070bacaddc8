import type { CaseLists, ReasonUse } from '../../ports/case-lists.js';
import { toAuditEntry } from './audit-row.js';
import { OPEN_STATES, toCase } from './case-row.js';
import type { Engine } from './open.js';

/** Lists of cases, on the database. */
export function createCaseLists({ prisma }: Engine): CaseLists {
  const cases = prisma.cancellationCase;
  const newest = { requestedAt: 'desc' } as const;
  return {
    ofRequester: async (requestedBy, take) => (await cases.findMany({ where: { requestedBy }, orderBy: newest, take })).map(toCase),
    awaitingApproval: async (take) => {
      const where = { state: 'awaiting_approval' };
      return (await cases.findMany({ where, orderBy: { approvalExpiresAt: 'asc' }, take })).map(toCase);
    },
    recent: async (take) => (await cases.findMany({ orderBy: newest, take })).map(toCase),
    openOf: async (accountId, take) => {
      const where = { accountId, state: { in: OPEN_STATES } };
      return (await cases.findMany({ where, orderBy: { requestedAt: 'asc' }, take })).map(toCase);
    },
    usesOfReasons: async () => {
      const by = ['reason'] satisfies ['reason'];
      const [ofCases, ofDrafts, ofBatchDrafts] = await Promise.all([
        cases.groupBy({ by, _count: true }),
        prisma.draftRow.groupBy({ by, _count: true, where: { caseId: null, reason: { not: null } } }),
        prisma.batchDraftRow.groupBy({ by, _count: true, where: { reason: { not: null } } }),
      ]);
      const uses = new Map<string, ReasonUse>(ofCases.map(({ reason, _count: count }) => [reason, { cases: count, drafts: 0 }]));
      for (const { reason, _count: more } of [...ofDrafts, ...ofBatchDrafts]) {
        const { cases: ofReason = 0, drafts = 0 } = uses.get(reason ?? '') ?? {};
        if (reason !== null) uses.set(reason, { cases: ofReason, drafts: drafts + more });
      }
      return uses;
    },
    timeline: async (caseId) => (await prisma.auditRow.findMany({ where: { caseId }, orderBy: { id: 'asc' } })).map(toAuditEntry),
  };
}
