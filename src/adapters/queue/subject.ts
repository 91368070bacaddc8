import { z } from 'zod';
import {
  accountIdSchema,
  buyerRequestIdSchema,
  caseIdSchema,
  channelIdSchema,
  feedRowIdSchema,
  marketplaceIdSchema,
  orderIdSchema,
} from '../../domain/ids.js';
import type { LogFields } from '../../ports/log.js';
import type { Job } from '../../ports/queue.js';

const ofCase = z.enum(['read-back', 'adjust-stock', 'announce', 'expire-approval']);
const ofRequest = z.enum(['post-request', 'send-answer']);
const ofFeed = z.enum(['submit-feed', 'poll-feed']);

/** A job as it stands in its row. */
export const jobSchema: z.ZodType<Job> = z.union([
  z.object({ kind: z.literal('seal-feed'), accountId: accountIdSchema, marketplaceId: marketplaceIdSchema }),
  z.object({ kind: z.literal('mirror-orders'), accountId: accountIdSchema }),
  z.object({ kind: ofFeed, feedRowId: feedRowIdSchema }),
  z.object({ kind: ofCase, caseId: caseIdSchema }),
  z.object({ kind: z.literal('message-buyer'), caseId: caseIdSchema, offered: z.boolean().default(false) }),
  z.object({ kind: ofRequest, requestId: buyerRequestIdSchema }),
  z.object({
    kind: z.literal('refresh-rate'),
    accountId: accountIdSchema,
    reportId: z
      .string()
      .optional()
      .transform((value) => value),
  }),
  z.object({ kind: z.literal('read-order'), accountId: accountIdSchema, orderId: orderIdSchema }),
  z.object({ kind: z.literal('post-digest'), channelId: channelIdSchema, localDate: z.string() }),
  z.object({ kind: z.literal('sweep') }),
]);

/** What a job is about. Of one kind and subject one waits and one runs, never more. */
export function subjectOf(job: Job): string {
  switch (job.kind) {
    case 'seal-feed':
      return `${job.accountId}:${job.marketplaceId}`;
    case 'submit-feed':
    case 'poll-feed':
      return job.feedRowId;
    case 'read-back':
    case 'message-buyer':
    case 'adjust-stock':
    case 'announce':
    case 'expire-approval':
      return job.caseId;
    case 'read-order':
      return `${job.accountId}:${job.orderId}`;
    case 'post-request':
    case 'send-answer':
      return job.requestId;
    case 'post-digest':
      return `${job.channelId}:${job.localDate}`;
    case 'refresh-rate':
    case 'mirror-orders':
      return job.accountId;
    case 'sweep':
      return '';
  }
}

/** What of a job the log says. */
export function aboutJob({ kind: job, ...about }: Job): LogFields {
  return { job, ...about };
}
