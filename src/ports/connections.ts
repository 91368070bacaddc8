import type { AccountId, ConnectionId, MarketplaceId, UserId } from '../domain/ids.js';
import type { Region } from '../domain/marketplaces.js';
import type { Change } from './policies.js';
import type { ScheduledJob } from './queue.js';
import type { SealedCredentials } from './secrets.js';

/** A seller account as an admin connected it; its secrets are sealed. */
export interface Connection {
  readonly id: ConnectionId;
  readonly accountId: AccountId;
  readonly sellerId: AccountId;
  /** What the team calls it. */
  readonly name: string;
  readonly region: Region;
  /** All that Amazon named while it is only checked; those chosen of them once it is connected. */
  readonly marketplaceIds: readonly MarketplaceId[];
  readonly sealed: SealedCredentials;
  readonly addedBy: UserId;
  readonly addedAt: Date;
}

/** Connections of seller accounts. Those of practice mode and the real ones never see one another. */
export interface Connections {
  /** Remembers what Amazon has let in; it is not connected yet. */
  addChecked(connection: Connection): Promise<void>;
  findChecked(id: ConnectionId): Promise<Connection | undefined>;
  /** All that are connected, oldest first. */
  connected(): Promise<readonly Connection[]>;
  /**
   * Connects a checked one, with its jobs. One of the same account that was connected until now ends, and its secrets
   * are emptied. False when it was not checked any more.
   */
  connect(connecting: {
    readonly id: ConnectionId;
    readonly marketplaceIds: readonly MarketplaceId[];
    readonly change: Change;
    readonly jobs: readonly ScheduledJob[];
  }): Promise<boolean>;
  /** Ends it and empties its secrets, unless a case of the account is open: false then, and when it was not connected. */
  disconnect(accountId: AccountId, change: Change): Promise<boolean>;
  /** Puts other ciphertexts of the same secrets in the place of these; false when they were not there any more. */
  reseal(id: ConnectionId, from: SealedCredentials, to: SealedCredentials): Promise<boolean>;
  /** Forgets what was checked before a moment and never connected. */
  forgetChecked(before: Date): Promise<number>;
}
