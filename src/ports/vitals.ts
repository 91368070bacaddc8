import type { CaseState } from '../domain/cancellation.js';
import type { FeedState } from '../domain/feed.js';
import type { AccountId } from '../domain/ids.js';
import type { StuckCount } from './stuck.js';

/** Jobs of one kind. */
export interface JobFigures {
  readonly kind: string;
  /** All that are not done. */
  readonly waiting: number;
  /** Those that should have begun by the moment asked for, and that nobody works on. */
  readonly overdue: number;
  /** How often the one that was tried most was tried. */
  readonly attempts: number;
}

/** How the work stands. */
export interface Figures {
  readonly jobs: readonly JobFigures[];
  readonly oldestOverdue: Date | undefined;
  readonly cases: readonly { readonly state: CaseState; readonly count: number }[];
  /** Feeds that are not done, with the moment since when the oldest is under way. */
  readonly feeds: readonly { readonly state: FeedState; readonly count: number; readonly oldest: Date }[];
  readonly stuck: readonly StuckCount[];
}

export interface Vitals {
  /** `now`: leases end by it; `overdueSince`: what was due before and has not begun is overdue. */
  figures(at: { readonly now: Date; readonly overdueSince: Date }): Promise<Figures>;
}

/** Something that people were told of once, and are told of again when it is over. */
export type IncidentKind = 'queue-stands-still' | `credentials-refused:${AccountId}`;

/** One of them. */
export interface Incident {
  readonly kind: IncidentKind;
  readonly since: Date;
}

export interface Incidents {
  open(): Promise<readonly { readonly kind: string; readonly since: Date }[]>;
  /** True for the one who has to tell of it. */
  begin(kind: IncidentKind, at: Date): Promise<boolean>;
  /** Since when it was, for the one who has to tell that it is over. */
  end(kind: IncidentKind): Promise<Date | undefined>;
}
