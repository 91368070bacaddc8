import type { AccountId, CaseId, FeedRowId, MarketplaceId, OrderId } from './ids.js';
import type { CancelCode } from './reason.js';

/**
 * Where a feed of ours stands. Each state is written before the call that may reach the next one, so that
 * after a crash the state says which call may have been made.
 */
export type FeedState =
  /** Cases are sealed into it; no call made. */
  | 'sealed'
  /** The document exists and was uploaded; createFeed not yet called. */
  | 'uploaded'
  /** createFeed is being called: from here on Amazon may have it. */
  | 'creating'
  /** Amazon answered with a feed id. */
  | 'created'
  /** Done, and every case has its result. */
  | 'settled'
  /** It surely never reached Amazon; its cases are back in the outbox. */
  | 'abandoned'
  /** No end in sight, or the outcome cannot be told: a person looks. */
  | 'stuck';

/** One order in a feed; becomes one Message with one Item for every order item. */
export interface FeedLine {
  /** MessageID in the feed: unique and increasing from 1. */
  readonly messageId: number;
  readonly caseId: CaseId;
  readonly orderId: OrderId;
  readonly code: CancelCode;
  readonly orderItemIds: readonly string[];
  /** Not known of lines from before it was written down. */
  readonly shipBy?: Date | undefined;
}

/** A feed of cancellations for one account and marketplace. */
export interface Feed {
  readonly id: FeedRowId;
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
  readonly state: FeedState;
  readonly sealedAt: Date;
  readonly documentId: string | undefined;
  /** When createFeed was first called: nothing of ours at Amazon is older. */
  readonly creatingSince: Date | undefined;
  readonly amazonFeedId: string | undefined;
  readonly createdAt: Date | undefined;
  readonly attempts: number;
  readonly lines: readonly FeedLine[];
  readonly detail: string | undefined;
}

/** What Amazon says of a feed while and after it is processed. */
export type FeedProgress =
  | { readonly status: 'IN_QUEUE' | 'IN_PROGRESS' }
  | { readonly status: 'DONE' | 'FATAL' | 'CANCELLED'; readonly reportDocumentId: string | undefined };

/** One line of a processing report that is not a plain success. `messageId` 0 is the whole document. */
export interface ReportResult {
  readonly messageId: number;
  readonly severity: 'Error' | 'Warning';
  /** Amazon's number, for example 18028. */
  readonly code: string;
  /** Amazon's own words, shown to staff as they are. */
  readonly description: string;
  readonly orderId: string | undefined;
}

/** A processing report. Without a summary it says nothing about success: successes are not listed. */
export interface ProcessingReport {
  readonly summary: { readonly processed: number; readonly successful: number; readonly withError: number } | undefined;
  readonly results: readonly ReportResult[];
}

/** What a report says of one line. */
export type LineResult =
  | { readonly kind: 'no-error' }
  | { readonly kind: 'error'; readonly code: string; readonly description: string }
  /** The report does not tell: the order itself is asked. */
  | { readonly kind: 'unknown' };

/**
 * Reads one line's result off a report. An error for MessageID 0 is an error of every line; a missing or
 * incomplete summary makes silence mean "unknown", never success.
 */
export function lineResult(report: ProcessingReport, line: FeedLine, linesInFeed: number): LineResult {
  const own = report.results.find(
    (result) =>
      result.severity === 'Error' && (result.messageId === line.messageId || result.messageId === 0 || result.orderId === line.orderId),
  );
  if (own !== undefined) return { kind: 'error', code: own.code, description: own.description };
  const { summary } = report;
  if (summary === undefined || summary.processed < linesInFeed) return { kind: 'unknown' };
  const listedErrors = report.results.filter((result) => result.severity === 'Error').length;
  if (summary.withError > listedErrors) return { kind: 'unknown' };
  return { kind: 'no-error' };
}
