import { z } from 'zod';
import { type ApprovalPolicies, DEFAULT_POLICIES } from '../../domain/approval-policy.js';
import { marketplaceIdSchema, userIdSchema } from '../../domain/ids.js';
import type { Change, Policies } from '../../ports/policies.js';
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

/** What admins decided, on the database: one row for each change, never changed itself. */
export function createPolicies({ prisma }: Engine): Policies {
  const newest = async <T>(key: string, schema: z.ZodType<T>): Promise<T | undefined> => {
    const row = await prisma.policyRow.findFirst({ where: { key }, orderBy: { id: 'desc' } });
    return row === null ? undefined : schema.parse(row.value);
  };
  const add = async (key: string, value: unknown, { by, at }: Change): Promise<void> => {
    await prisma.policyRow.create({ data: { key, value: toJson(value), changedBy: by, changedAt: at } });
  };
  return {
    approval: async () => (await newest('approval', approvalSchema)) ?? DEFAULT_POLICIES,
    setApproval: async (policies, change) => await add('approval', policies, change),
  };
}
