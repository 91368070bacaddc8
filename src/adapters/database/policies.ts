import { z } from 'zod';
import { type ApprovalPolicies, DEFAULT_POLICIES } from '../../domain/approval-policy.js';
import { marketplaceIdSchema, teamReasonKeySchema, userIdSchema } from '../../domain/ids.js';
import { CANCEL_CODES, REASON_KEYS } from '../../domain/reason.js';
import { DEFAULT_REASONS, type ReasonPolicy } from '../../domain/reason-book.js';
import type { Change, InForce, Policies } from '../../ports/policies.js';
import { purposeSchema, reasonSchema } from './case-row.js';
import { maybe, money, toJson } from './json.js';
import type { Engine } from './open.js';

const policySchema = z.object({
  aloneUpToPercent: z.int().min(0).max(100),
  valueLimits: z.array(money),
  programs: z.array(z.string()),
  agents: maybe(z.array(userIdSchema)),
});

const approvalSchema: z.ZodType<ApprovalPolicies> = z.object({
  everywhere: policySchema,
  byMarketplace: z.array(z.object({ marketplaceId: marketplaceIdSchema, policy: policySchema })),
});

const reasonsSchema: z.ZodType<ReasonPolicy> = z.object({
  renamed: z.array(z.object({ key: z.enum(REASON_KEYS), name: z.string() })),
  hidden: z.array(reasonSchema),
  added: z.array(
    z.object({
      key: teamReasonKeySchema,
      name: z.string(),
      code: z.enum(CANCEL_CODES),
      causedBy: z.enum(['seller', 'buyer']),
      noteRequired: z.boolean(),
      alwaysApproved: z.boolean(),
      template: purposeSchema,
    }),
  ),
});

/** What admins decided, on the database: one row for each change, never changed itself. */
export function createPolicies(engine: Engine): Policies {
  const inForce = async <T>(key: string, schema: z.ZodType<T>, before: T): Promise<InForce<T>> => {
    const row = await engine.prisma.policyRow.findFirst({ where: { key }, orderBy: { id: 'desc' } });
    if (row === null) return { value: before, version: 0, changed: undefined };
    const changed = { by: userIdSchema.parse(row.changedBy), at: row.changedAt };
    return { value: schema.parse(row.value), version: Number(row.id), changed };
  };
  /** Of two at the same moment the unique key lets one through. */
  const replace = async (key: string, value: unknown, { by, at, replaces }: Replacing): Promise<boolean> =>
    await engine.transaction(async (within) => {
      const newest = await within.policyRow.findFirst({ where: { key }, orderBy: { id: 'desc' }, select: { id: true } });
      if (Number(newest?.id ?? 0) !== replaces) return false;
      const data = [{ key, value: toJson(value), changedBy: by, changedAt: at, replaces }];
      return (await within.policyRow.createMany({ data, skipDuplicates: true })).count === 1;
    });
  const approvalInForce = async (): Promise<InForce<ApprovalPolicies>> => await inForce('approval', approvalSchema, DEFAULT_POLICIES);
  const reasonsInForce = async (): Promise<InForce<ReasonPolicy>> => await inForce('reasons', reasonsSchema, DEFAULT_REASONS);
  return {
    approval: async () => (await approvalInForce()).value,
    approvalInForce,
    setApproval: async (policies, change) => await replace('approval', policies, change),
    reasons: async () => (await reasonsInForce()).value,
    reasonsInForce,
    setReasons: async (policy, change) => await replace('reasons', policy, change),
  };
}

type Replacing = Change & { readonly replaces: number };
