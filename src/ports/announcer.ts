import type { BuyerRequest, RequestPostKind, WarehouseLine } from '../domain/buyer-request.js';
import type { CancellationCase } from '../domain/cancellation.js';
import type { Digest } from '../domain/digest.js';
import type { BuyerRequestId, CaseId, ChannelId, UserId } from '../domain/ids.js';
import type { Order } from '../domain/order.js';
import type { SecondStrike } from '../domain/second-strike.js';
import type { NoticeKind } from './store.js';

export type PostResult =
  | { readonly kind: 'posted'; readonly channelId: ChannelId; readonly ts: string }
  /** The app cannot post there: channel gone, archived, not a member. */
  | { readonly kind: 'closed-to-us'; readonly error: string }
  /** It was not posted: Slack has no room, or it is not its turn. */
  | { readonly kind: 'rate-limited'; readonly retryAfterMs: number }
  /** Nothing was posted: Slack refused it or could not be reached. */
  | { readonly kind: 'failed'; readonly error: string }
  /** It may have been posted. */
  | { readonly kind: 'ambiguous'; readonly error: string };

/** What a post of a buyer's request shows. */
export interface RequestFacts {
  readonly kind: RequestPostKind;
  readonly request: BuyerRequest;
  readonly order: Order | undefined;
  /** What the warehouse has to know by now, and whether it does; undefined when there is nothing to tell, or no place for it. */
  readonly warehouse: { readonly line: WarehouseLine; readonly told: 'told' | 'uncertain' | 'not-told' } | undefined;
}
/** What those who look after the app have to know. */
export type Alert =
  | { readonly kind: 'queue-stands-still'; readonly since: Date; readonly count: number }
  | { readonly kind: 'queue-moves-again'; readonly since: Date }
  /** Of an account by name; `own` is the environment's. */
  | {
      readonly kind: 'credentials-refused';
      readonly account: string;
      readonly own: boolean;
      readonly since: Date;
      readonly admins: readonly UserId[];
    }
  | { readonly kind: 'credentials-taken'; readonly account: string; readonly since: Date };

/** Something of a case or a request that is to be posted. */
export interface PostToCome {
  readonly of: CaseId | BuyerRequestId;
  readonly kind: NoticeKind | RequestPostKind;
  readonly to: ChannelId | UserId;
}

/** Tells people in Slack. What it looks like is the surface's business. */
export interface Announcer {
  /** Slack takes only so many posts in one place: when it is this one's turn, which is kept for it; undefined: now. */
  turn(post: PostToCome): Promise<Date | undefined>;
  /** Posts what this kind of notice shows of the case; a direct message when `to` is a person. */
  post(notice: {
    readonly kind: NoticeKind;
    readonly case: CancellationCase;
    readonly order: Order | undefined;
    /** All the cases that it is of, where it is of a batch. */
    readonly batch?: readonly CancellationCase[];
    /** What an open request would make the second of. */
    readonly strike?: SecondStrike | undefined;
    readonly to: ChannelId | UserId;
    /** The message under which it is posted. */
    readonly thread?: string;
    /** The day that it is about is over. */
    readonly late?: boolean;
    /** Who is called by name. */
    readonly mention?: readonly UserId[];
  }): Promise<PostResult>;
  /** Posts an approver's question to the requester under the approval card. */
  postQuestion(question: {
    readonly by: UserId;
    readonly whom: UserId;
    readonly question: string;
    readonly at: { readonly channelId: ChannelId; readonly ts: string };
  }): Promise<PostResult>;
  /** Brings a posted notice up to date; `posted` with the same place when it worked. */
  update(notice: {
    readonly kind: NoticeKind;
    readonly case: CancellationCase;
    readonly order: Order | undefined;
    readonly batch?: readonly CancellationCase[];
    readonly strike?: SecondStrike | undefined;
    readonly at: { readonly channelId: ChannelId; readonly ts: string };
  }): Promise<PostResult>;
  postRequest(facts: RequestFacts, to: ChannelId): Promise<PostResult>;
  updateRequest(facts: RequestFacts, at: { readonly channelId: ChannelId; readonly ts: string }): Promise<PostResult>;
  /** Tells those who look after the app that its work stands still, or goes on again. */
  postAlert(alert: Alert, channelId: ChannelId): Promise<PostResult>;
  postDigest(digest: Digest, channelId: ChannelId): Promise<PostResult>;
}
