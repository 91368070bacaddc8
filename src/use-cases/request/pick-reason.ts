import { lacksSignals, signalsOf } from '../../domain/fraud.js';
import { isCalendarDay, localDate } from '../../domain/local-day.js';
import { isRestockTooEarly, pickStock, withRestockDay } from '../../domain/stock.js';
import { pickReason, REASONS } from '../../domain/reason.js';
import type { Desk } from '../../ports/desk.js';
import type { Draft } from '../../ports/store.js';
import { type DraftKey, openDraft, type OpenDraft, type ReasonStep, reasonStep } from './draft.js';

/** What the agent has filled in on the first step. */
export interface ReasonEntry {
  readonly reason: string | undefined;
  readonly subReason: string | undefined;
  readonly note: string | undefined;
  readonly memo: string | undefined;
  /** Key of what becomes of the units on sale. */
  readonly stock: string | undefined;
  /** Calendar day on which units that are set to 0 are to be back. */
  readonly restockOn: string | undefined;
  /** What is ticked where fraud is suspected. */
  readonly fraudSignals: readonly string[];
}

export type PickReasonOutcome = { readonly kind: 'reason-step'; readonly step: ReasonStep } | { readonly kind: 'gone' };

type PickDesk = Pick<Desk, 'settings' | 'clock' | 'drafts' | 'orders' | 'accounts' | 'rates' | 'cancellations' | 'policies' | 'figures'>;

/** Keeps what was filled in and shows what the reason means for the account. */
export async function pickReasonFor(
  desk: PickDesk,
  { entry, ...key }: DraftKey & { readonly entry: ReasonEntry },
): Promise<PickReasonOutcome> {
  const open = await openDraft(desk, key);
  if (open === undefined) return { kind: 'gone' };
  const changes = reasonChanges(open, entry);
  const [, step] = await Promise.all([
    desk.drafts.update(open.draft.id, changes),
    reasonStep(desk, { copy: open.copy, draft: { ...open.draft, ...changes } }),
  ]);
  return { kind: 'reason-step', step };
}

/** Back from a later step: everything typed there is kept as well. */
export async function backToReason(
  desk: PickDesk,
  { typed, ...key }: DraftKey & { readonly typed: Partial<Pick<Draft, 'messageText' | 'sendMessage'>> },
): Promise<PickReasonOutcome> {
  const open = await openDraft(desk, key);
  if (open === undefined) return { kind: 'gone' };
  await desk.drafts.update(open.draft.id, typed);
  return { kind: 'reason-step', step: await reasonStep(desk, open) };
}

type ReasonChanges = Pick<Draft, 'reason' | 'subReason' | 'note' | 'memo' | 'stock' | 'fraudSignals'> &
  Partial<Pick<Draft, 'purpose' | 'messageText'>>;

/**
 * The draft's changes for an entry. Another reason means another message: the old text is dropped, a sub-reason of the
 * old one and its signals too, and what was chosen for the stock.
 */
export function reasonChanges(open: OpenDraft, entry: ReasonEntry): ReasonChanges {
  const reason = REASONS.find((one) => one.key === entry.reason);
  const subReason = reason?.subReasons.some((one) => one.key === entry.subReason) === true ? entry.subReason : undefined;
  const change = open.draft.reason === reason?.key ? pickStock(open.copy.order, entry.stock) : undefined;
  const day = entry.restockOn !== undefined && isCalendarDay(entry.restockOn) ? entry.restockOn : undefined;
  const stock = withRestockDay(change, day);
  const fraudSignals = signalsOf({ reason: reason?.key, subReason }, entry.fraudSignals);
  const kept = { reason: reason?.key, subReason, note: entry.note, memo: entry.memo, stock, fraudSignals };
  const sameReason = open.draft.reason === kept.reason && open.draft.subReason === kept.subReason;
  return sameReason ? kept : { ...kept, purpose: undefined, messageText: undefined };
}

/** What is missing on the first step. */
export type ReasonProblem =
  | 'reason-missing'
  | 'reason-not-offered'
  | 'sub-reason-missing'
  | 'signals-missing'
  | 'note-missing'
  | 'restock-too-early';

/** Checks the first step without asking anybody. Undefined: complete. */
export function reasonProblem(desk: Pick<Desk, 'settings' | 'clock'>, entry: FirstStep): ReasonProblem | undefined {
  if (entry.reason === undefined) return 'reason-missing';
  const picked = pickReason({ reason: entry.reason, subReason: undefined }, false);
  if (picked === undefined) return 'reason-not-offered';
  const subReasons = REASONS.find((one) => one.key === entry.reason)?.subReasons ?? [];
  const sub = pickReason({ reason: entry.reason, subReason: entry.subReason }, false);
  if (subReasons.length > 0 && (entry.subReason === undefined || sub === undefined)) return 'sub-reason-missing';
  if (lacksSignals(entry, entry.fraudSignals)) return 'signals-missing';
  if ((sub ?? picked).noteRequired && (entry.note ?? '').trim() === '') return 'note-missing';
  if (isRestockTooEarly(entry.stock, localDate(desk.clock.now(), desk.settings.timeZone))) return 'restock-too-early';
  return undefined;
}

type FirstStep = Pick<Draft, 'reason' | 'subReason' | 'note' | 'fraudSignals' | 'stock'>;
