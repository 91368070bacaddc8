/** A feed as the practice Amazon keeps it. Its status is a matter of the clock until it has ended. */
export interface PracticeFeed {
  readonly feedId: string;
  readonly feedType: string;
  readonly marketplaceIds: readonly string[];
  readonly inputFeedDocumentId: string;
  readonly createdAt: Date;
  readonly fate: 'normal' | 'stuck' | 'cancelled' | 'fatal' | 'fatal-after-effect';
  /** Undefined while it is queued or in work. */
  readonly ended:
    | { readonly status: 'DONE' | 'FATAL' | 'CANCELLED'; readonly at: Date; readonly resultDocumentId: string | undefined }
    | undefined;
}

export interface FeedStore {
  add(feed: Omit<PracticeFeed, 'feedId' | 'ended'>): PracticeFeed;
  find(feedId: string): PracticeFeed | undefined;
  /** Oldest first. */
  list(): readonly PracticeFeed[];
  end(feedId: string, ended: NonNullable<PracticeFeed['ended']>): void;
  /** When it starts and when it ends by itself. */
  times(feed: PracticeFeed): { readonly start: Date; readonly end: Date };
  status(feed: PracticeFeed, now: Date): 'IN_QUEUE' | 'IN_PROGRESS' | 'DONE' | 'FATAL' | 'CANCELLED';
}

/** Half of its seconds a feed waits, the other half it is worked on. Its id is no other seller's. */
export function createFeedStore({ feedSeconds, idsAfter }: { readonly feedSeconds: number; readonly idsAfter: number }): FeedStore {
  const feeds = new Map<string, PracticeFeed>();
  const times = ({ createdAt }: PracticeFeed): { start: Date; end: Date } => ({
    start: new Date(createdAt.getTime() + feedSeconds * 500),
    end: new Date(createdAt.getTime() + feedSeconds * 1000),
  });
  return {
    add: (feed) => {
      const added = { ...feed, feedId: String(idsAfter + feeds.size + 1), ended: undefined };
      feeds.set(added.feedId, added);
      return added;
    },
    find: (feedId) => feeds.get(feedId),
    list: () => [...feeds.values()],
    end: (feedId, ended) => {
      const feed = feeds.get(feedId);
      if (feed !== undefined) feeds.set(feedId, { ...feed, ended });
    },
    times,
    status: (feed, now) => feed.ended?.status ?? (now < times(feed).start ? 'IN_QUEUE' : 'IN_PROGRESS'),
  };
}
