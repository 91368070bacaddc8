import type { BuyerRequest, RequestPostKind, RequestState } from '../domain/buyer-request.js';
import type { Actor, CaseState, MessageState } from '../domain/cancellation.js';
import type { BuyerRequestId, ChannelId, UserId } from '../domain/ids.js';
import type { Order } from '../domain/order.js';
import type { ScheduledJob } from './queue.js';

/** One guarded move: only if the request is as it was looked at, with its audit row and its jobs, or not at all. */
export interface RequestMove {
  readonly request: Pick<BuyerRequest, 'id' | 'state' | 'claimedBy'>;
  readonly to: Exclude<RequestState, 'open' | 'ended'>;
  readonly actor: Actor;
  readonly at: Date;
  readonly changes: {
    readonly claimedBy?: UserId;
    readonly claimedAt?: Date;
    readonly answeredBy?: UserId;
    readonly answeredAt?: Date;
    readonly message?: { readonly state: 'none' | 'not_offered'; readonly language: string; readonly text: string };
  };
  readonly jobs: readonly ScheduledJob[];
}

export interface RequestMessageMove {
  readonly requestId: BuyerRequestId;
  readonly from: MessageState;
  readonly to: MessageState;
  readonly actor: Actor;
  readonly at: Date;
  readonly detail?: string;
  readonly jobs: readonly ScheduledJob[];
}

/** Something that was said of a request in Slack. */
export interface RequestPost {
  readonly kind: RequestPostKind;
  /** `posting` is written before, `uncertain` when nobody can tell: it is not posted again. */
  readonly state: 'posting' | 'posted' | 'uncertain';
  readonly at: { readonly channelId: ChannelId; readonly ts: string } | undefined;
  /** Version of the request that it shows. */
  readonly shownVersion: number;
}

/** A request in the inbox: with its order, and where our cancellation of it stands, if there is one. */
export interface InboxEntry {
  readonly request: BuyerRequest;
  readonly order: Order;
  readonly caseState: CaseState | undefined;
}

/**
 * Buyers' requests. They come and end with the copies of their orders, in the transaction that saves these; here is
 * what people make of them.
 */
export interface BuyerRequests {
  find(id: BuyerRequestId): Promise<BuyerRequest | undefined>;
  /** Those that have not ended: the answered ones last, then soonest ship-by first; at most `limit`, and how many there are. */
  inbox(limit: number): Promise<{ readonly total: number; readonly entries: readonly InboxEntry[] }>;
  move(move: RequestMove): Promise<boolean>;
  /** True when the message was in `from` and is moved. */
  moveMessage(move: RequestMessageMove): Promise<boolean>;

  posts(id: BuyerRequestId): Promise<readonly RequestPost[]>;
  /** Written before a post; false when it was begun before, whatever became of it. */
  beginPost(post: { readonly requestId: BuyerRequestId; readonly kind: RequestPostKind; readonly at: Date }): Promise<boolean>;
  /** What became of a post, or which version it shows now. Of a line to the warehouse the inbox tells, so the request counts as changed. */
  settlePost(post: RequestPost & { readonly requestId: BuyerRequestId; readonly settledAt: Date }): Promise<void>;
  /** Nothing was posted: it may be tried again. */
  dropPost(requestId: BuyerRequestId, kind: RequestPostKind): Promise<void>;
  /** Slack shows everything of this version. */
  noteShown(requestId: BuyerRequestId, version: number): Promise<void>;

  /** Requests untouched since `before` that Slack does not show as they are, or whose message is under way. */
  unfinished(before: Date): Promise<readonly BuyerRequest[]>;
  /** Somebody is about to try again later. */
  touch(requestId: BuyerRequestId, at: Date): Promise<void>;
}
