import { messageLanguage } from '../../domain/message-language.js';
import { type LintFinding, lintMessage } from '../../domain/message-lint.js';
import type { MessagePurpose } from '../../domain/reason.js';
import type { Desk } from '../../ports/desk.js';
import type { Draft } from '../../ports/store.js';
import { type DraftKey, type OpenDraft, openDraft, pickedIn, type ReasonStep, reasonStep } from './draft.js';
import { type ReasonEntry, type ReasonProblem, reasonChanges, reasonProblem } from './pick-reason.js';
import { variablesFor } from './template-variables.js';

/** What the agent sees while writing to the buyer. */
export interface MessageStep extends OpenDraft {
  readonly purposes: readonly MessagePurpose[];
  readonly languages: readonly string[];
  readonly purpose: MessagePurpose;
  readonly language: string;
  readonly text: string;
  /** What the template says in every other language it has, for whoever does not read the buyer's. */
  readonly elsewhere: readonly { readonly language: string; readonly text: string }[];
  readonly findings: readonly LintFinding[];
  /** Whether Amazon offers to send it for this order; undefined: not known now, asked again before sending. */
  readonly offered: boolean | undefined;
  readonly send: boolean;
}

export type WriteMessageOutcome =
  | { readonly kind: 'message-step'; readonly step: MessageStep }
  | { readonly kind: 'reason-step'; readonly step: ReasonStep; readonly problem: ReasonProblem }
  | { readonly kind: 'gone' };

type WriteDesk = Pick<
  Desk,
  'settings' | 'clock' | 'drafts' | 'orders' | 'accounts' | 'rates' | 'cancellations' | 'policies' | 'figures' | 'templates'
>;

/** From the reason to the message: the template of the reason, in the buyer's language if there is one. */
export async function writeMessage(
  desk: WriteDesk,
  { entry, ...key }: DraftKey & { readonly entry: ReasonEntry },
): Promise<WriteMessageOutcome> {
  const open = await openDraft(desk, key);
  if (open === undefined) return { kind: 'gone' };
  const asked = await askAmazon(desk, open);
  const changes = { ...reasonChanges(open, entry), ...asked };
  await desk.drafts.update(open.draft.id, changes);
  const changed: OpenDraft = { copy: open.copy, draft: { ...open.draft, ...changes } };
  const problem = reasonProblem(desk, changed.draft);
  if (problem !== undefined) return { kind: 'reason-step', step: await reasonStep(desk, changed), problem };
  return { kind: 'message-step', step: await saveStep(desk, changed) };
}

/** Another template or language, or back from the confirmation: `text` undefined takes the template's. */
export async function rewriteMessage(
  desk: WriteDesk,
  { typed, ...key }: DraftKey & { readonly typed: Partial<Pick<Draft, 'purpose' | 'language' | 'messageText' | 'sendMessage'>> },
): Promise<WriteMessageOutcome> {
  const open = await openDraft(desk, key);
  if (open === undefined || pickedIn(open) === undefined) return { kind: 'gone' };
  return { kind: 'message-step', step: await saveStep(desk, { copy: open.copy, draft: { ...open.draft, ...typed } }) };
}

/** Puts the message step together from a draft. The text is the agent's own, or the template's. */
export function messageStep(desk: Pick<Desk, 'settings' | 'templates'>, open: OpenDraft): MessageStep {
  const { draft, copy } = open;
  const picked = pickedIn(open);
  if (picked === undefined) throw new Error(`Draft ${draft.id} has no reason`);
  const purposes = [...new Set<MessagePurpose>([picked.template, 'other', 'seed'])];
  const purpose = draft.purpose !== undefined && purposes.includes(draft.purpose) ? draft.purpose : picked.template;
  const languages = desk.templates.languages(purpose);
  const { marketplaceId, orderId } = copy.order;
  const variables = variablesFor(desk, copy.order);
  const wanted = draft.language !== undefined && languages.includes(draft.language) ? draft.language : undefined;
  const language = wanted ?? messageLanguage({ buyerLocale: draft.buyerLocale, marketplaceId, available: languages });
  const written = (inLanguage: string): string => desk.templates.render(purpose, inLanguage, variables);
  const text = draft.messageText ?? written(language);
  const elsewhere = languages.filter((one) => one !== language).map((one) => ({ language: one, text: written(one) }));
  const findings = lintMessage(text, { orderId });
  const { messageOffered: offered, sendMessage: send } = draft;
  return { ...open, purposes, languages, purpose, language, text, elsewhere, findings, offered, send };
}

async function saveStep(desk: WriteDesk, open: OpenDraft): Promise<MessageStep> {
  const step = messageStep(desk, open);
  await desk.drafts.update(open.draft.id, {
    purpose: step.purpose,
    language: step.language,
    messageText: step.text,
    sendMessage: step.send,
  });
  return step;
}

/** Asked once for a draft; without an answer the message can still be written. */
async function askAmazon(desk: WriteDesk, { draft, copy }: OpenDraft): Promise<Partial<Pick<Draft, 'buyerLocale' | 'messageOffered'>>> {
  if (draft.messageOffered !== undefined) return {};
  const { orderId, marketplaceId } = copy.order;
  const { messages } = desk.accounts.amazon(copy.accountId);
  const [offered, locale] = await Promise.all([
    messages.isOffered(orderId, marketplaceId, 'interactive'),
    messages.locale(orderId, marketplaceId),
  ]);
  return {
    ...(offered.ok && { messageOffered: offered.value }),
    ...(!offered.ok && offered.failure.kind === 'not-authorised' && { messageOffered: false }),
    ...(locale.ok && { buyerLocale: locale.value }),
  };
}
