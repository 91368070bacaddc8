import type { CancellationCase } from '../../domain/cancellation.js';
import type { Desk } from '../../ports/desk.js';
import { cardAmong } from '../facts/approval-card.js';
import { decidedTogether } from './batch.js';
import { type Decider, findDecidable, type NoDecision } from './right-to-decide.js';

export type AskOutcome =
  | { readonly kind: 'asked'; readonly case: CancellationCase }
  /** The card is nowhere, or Slack did not take it for sure. */
  | { readonly kind: 'not-posted'; readonly case: CancellationCase }
  | NoDecision;

/** Asks the requester something in the thread of the approval card. Nothing is decided by it. */
export async function ask(
  desk: Pick<Desk, 'approvers' | 'clock' | 'batches' | 'cancellations' | 'notices' | 'announcer'>,
  { question, ...decider }: Decider & { readonly question: string },
): Promise<AskOutcome> {
  const found = await findDecidable(desk, decider);
  if (found.kind !== 'decidable') return found;
  const one = found.case;
  const [lead = one] = await decidedTogether(desk, one);
  const card = cardAmong(await desk.notices.ofCase(lead.id));
  if (card?.channelId === undefined || card.ts === undefined) return { kind: 'not-posted', case: one };
  const at = { channelId: card.channelId, ts: card.ts };
  const posted = await desk.announcer.postQuestion({ by: decider.userId, whom: one.requestedBy, question, at });
  if (posted.kind !== 'posted') return { kind: 'not-posted', case: one };
  const actor = { kind: 'user', userId: decider.userId } as const;
  await desk.cancellations.record(one.id, { at: desk.clock.now(), actor, event: { kind: 'question-asked' } });
  return { kind: 'asked', case: one };
}
