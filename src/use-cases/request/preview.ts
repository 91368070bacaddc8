import type { ApprovalRule, RateSnapshot } from '../../domain/cancellation.js';
import type { PickedReason } from '../../domain/reason.js';
import type { Desk } from '../../ports/desk.js';
import type { SecondStrike } from '../../domain/second-strike.js';
import { strikeOf } from '../facts/strike.js';
import { type DraftKey, effectOf, openDraft, pickedIn } from './draft.js';
import { type MessageStep, messageStep } from './write-message.js';

/** All that the agent agrees to with the last click. */
export interface ConfirmStep extends MessageStep {
  readonly picked: PickedReason;
  readonly rate: RateSnapshot | undefined;
  readonly approvalRules: readonly ApprovalRule[];
  readonly strike: SecondStrike | undefined;
}

export type PreviewOutcome =
  | { readonly kind: 'confirm-step'; readonly step: ConfirmStep }
  /** Amazon's rules for messages forbid the text. */
  | { readonly kind: 'message-refused'; readonly step: MessageStep }
  | { readonly kind: 'gone' };

type PreviewDesk = Pick<
  Desk,
  'settings' | 'clock' | 'drafts' | 'orders' | 'accounts' | 'rates' | 'cancellations' | 'policies' | 'figures' | 'templates'
>;

/** From the message to the last look: keeps the text, checks it, and shows everything in a few lines. */
export async function previewRequest(
  desk: PreviewDesk,
  { typed, ...key }: DraftKey & { readonly typed: { readonly messageText: string; readonly sendMessage: boolean } },
): Promise<PreviewOutcome> {
  const open = await openDraft(desk, key);
  const picked = open && pickedIn(open);
  if (open === undefined || picked === undefined) return { kind: 'gone' };
  const step = messageStep(desk, { copy: open.copy, draft: { ...open.draft, ...typed } });
  if (step.send && step.findings.some((finding) => finding.severity === 'refuse')) {
    await desk.drafts.update(open.draft.id, typed);
    return { kind: 'message-refused', step };
  }
  const [effect, strike] = await Promise.all([effectOf(desk, { copy: open.copy, picked, userId: key.userId }), strikeOf(desk, open.copy)]);
  await desk.drafts.update(open.draft.id, { ...typed, ...effect });
  return { kind: 'confirm-step', step: { ...step, picked, ...effect, strike } };
}
