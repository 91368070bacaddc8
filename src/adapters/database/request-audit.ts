import type { RequestEvent } from '../../domain/buyer-request.js';
import type { Actor } from '../../domain/cancellation.js';
import { toJson } from './json.js';
import type { Transaction } from './open.js';

/** Something that happened to a request. */
export interface RequestAuditLine {
  readonly requestId: string;
  readonly at: Date;
  readonly actor: Actor;
  readonly event: RequestEvent;
}

/** Adds audit rows in the transaction of what they tell. */
export async function auditRequests(within: Transaction, lines: readonly RequestAuditLine[]): Promise<void> {
  await within.requestAuditRow.createMany({
    data: lines.map(({ requestId, at, actor, event }) => ({ requestId, at, actor: toJson(actor), event: toJson(event) })),
  });
}
