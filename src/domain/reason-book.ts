import type { CancellationCase } from './cancellation.js';
import type { TeamReasonKey } from './ids.js';
import { type AnyReasonKey, type CancelCode, type MessagePurpose, type Reason, type ReasonKey, REASONS } from './reason.js';

/** A reason that the team added. */
export interface AddedReason {
  readonly key: TeamReasonKey;
  readonly name: string;
  readonly code: CancelCode;
  readonly causedBy: 'seller' | 'buyer';
  readonly noteRequired: boolean;
  readonly alwaysApproved: boolean;
  readonly template: MessagePurpose;
}

/** What admins made of the reasons. */
export interface ReasonPolicy {
  /** The app's own reasons under the team's names. */
  readonly renamed: readonly { readonly key: ReasonKey; readonly name: string }[];
  readonly hidden: readonly AnyReasonKey[];
  readonly added: readonly AddedReason[];
}

/** What applies until an admin says otherwise. */
export const DEFAULT_REASONS: ReasonPolicy = { renamed: [], hidden: [], added: [] };

/** A reason that a seller may have, offered or not. */
export interface BookReason extends Reason {
  readonly hidden: boolean;
  readonly isAdded: boolean;
}

/** An order with a buyer's request preselects this one, so it is always there. */
export const ALWAYS_OFFERED: ReasonKey = 'buyer_asked';

/** Room for the sub-reason behind it, in what Slack lets a choice have. */
export const REASON_NAME_MAX = 50;
/** With two blocks for each in a window of a hundred. */
export const ADDED_AT_MOST = 30;

/** Every reason but Amazon's own: the app's in their order, then what was added in its own. */
export function reasonBook({ renamed, hidden, added }: ReasonPolicy): readonly BookReason[] {
  const own = REASONS.filter(({ causedBy }) => causedBy !== 'amazon').map((reason) => ({
    ...reason,
    name: renamed.find(({ key }) => key === reason.key)?.name,
    isAdded: false,
  }));
  return [...own, ...added.map((reason) => ({ ...reason, subReasons: [], isAdded: true }))].map((reason) => ({
    ...reason,
    hidden: reason.key !== ALWAYS_OFFERED && hidden.includes(reason.key),
  }));
}

/** The reasons that a seller may pick. */
export function offeredReasons(policy: ReasonPolicy): readonly Reason[] {
  return reasonBook(policy).filter(({ hidden }) => !hidden);
}

/** What an approver may choose from for a case: what is offered, and the case's own reason whatever became of it. */
export function reasonsFor(
  policy: ReasonPolicy,
  one: Pick<CancellationCase, 'reason' | 'reasonName' | 'code' | 'message'>,
): readonly Reason[] {
  const offered = offeredReasons(policy);
  const present = reasonBook(policy).find(({ key }) => key === one.reason) ?? formerReason(one);
  const own = { ...present, name: one.reasonName };
  return offered.some(({ key }) => key === own.key) ? offered.map((reason) => (reason.key === own.key ? own : reason)) : [...offered, own];
}

/** A reason that is in no book any more, as far as a case of it remembers. */
function formerReason({ reason: key, code, message }: Parameters<typeof reasonsFor>[1]): Reason {
  return { key, code, causedBy: 'seller', noteRequired: false, alwaysApproved: false, template: message.purpose, subReasons: [] };
}

/** What an admin wants done to the reasons. An empty name gives a reason of the app's its own back. */
export type ReasonWish =
  | { readonly kind: 'rename'; readonly key: AnyReasonKey; readonly name: string }
  | { readonly kind: 'hide' | 'show'; readonly key: AnyReasonKey }
  /** Whether it is in use is for whoever asks to know. */
  | { readonly kind: 'delete'; readonly key: AnyReasonKey; readonly inUse: boolean }
  | { readonly kind: 'add'; readonly reason: AddedReason };

export type ReasonRefusal = NameProblem | 'unknown' | 'always-offered' | 'in-use' | 'not-added' | 'too-many' | 'not-the-buyers';

/** What is wrong with a name. */
export type NameProblem = 'name-missing' | 'name-too-long' | 'name-unreadable' | 'name-taken';

/** What the app calls its own reasons, in every language. */
export type Labels = readonly { readonly key: string; readonly name: string }[];

/** The reasons after a wish, or why not. */
export function withWish(
  policy: ReasonPolicy,
  wish: ReasonWish,
  labels: Labels,
): { readonly ok: true; readonly policy: ReasonPolicy } | { readonly ok: false; readonly refusal: ReasonRefusal } {
  const no = (refusal: ReasonRefusal) => ({ ok: false, refusal }) as const;
  const yes = (changes: Partial<ReasonPolicy>) => ({ ok: true, policy: { ...policy, ...changes } }) as const;
  if (wish.kind === 'add') {
    if (policy.added.length >= ADDED_AT_MOST) return no('too-many');
    const { code, causedBy } = wish.reason;
    if (code === 'BuyerCanceled' && causedBy !== 'buyer') return no('not-the-buyers');
    const problem = nameProblem(policy, wish.reason, labels);
    return problem === undefined ? yes({ added: [...policy.added, wish.reason] }) : no(problem);
  }
  const reason = reasonBook(policy).find(({ key }) => key === wish.key);
  if (reason === undefined) return no('unknown');
  switch (wish.kind) {
    case 'rename':
      return renamed(policy, wish, labels);
    case 'hide':
      return reason.key === ALWAYS_OFFERED ? no('always-offered') : yes({ hidden: [...new Set([...policy.hidden, reason.key])] });
    case 'show':
      return yes({ hidden: policy.hidden.filter((key) => key !== reason.key) });
    case 'delete': {
      if (!reason.isAdded) return no('not-added');
      const gone = {
        added: policy.added.filter(({ key }) => key !== reason.key),
        hidden: policy.hidden.filter((key) => key !== reason.key),
      };
      return wish.inUse ? no('in-use') : yes(gone);
    }
  }
}

function renamed(policy: ReasonPolicy, wish: Extract<ReasonWish, { kind: 'rename' }>, labels: Labels): ReturnType<typeof withWish> {
  const name = wish.name.trim();
  const builtIn = REASONS.find(({ key }) => key === wish.key)?.key;
  const others = policy.renamed.filter(({ key }) => key !== wish.key);
  // By its own name, in whichever language, it is not renamed at all.
  if (builtIn !== undefined && (name === '' || labels.some((label) => label.key === builtIn && sameName(label.name, name))))
    return { ok: true, policy: { ...policy, renamed: others } };
  const problem = nameProblem(policy, { key: wish.key, name }, labels);
  if (problem !== undefined) return { ok: false, refusal: problem };
  const added = policy.added.map((one) => (one.key === wish.key ? { ...one, name } : one));
  return { ok: true, policy: { ...policy, added, renamed: builtIn === undefined ? others : [...others, { key: builtIn, name }] } };
}

/** What is wrong with a name looked at alone. */
export function nameShape(name: string): Exclude<NameProblem, 'name-taken'> | undefined {
  if (name === '') return 'name-missing';
  if (!/[\p{L}\p{N}]/u.test(name) || /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\u2028\u2029]/u.test(name)) return 'name-unreadable';
  return name.length > REASON_NAME_MAX ? 'name-too-long' : undefined;
}

function nameProblem(
  policy: ReasonPolicy,
  wanted: Pick<AddedReason, 'name'> & { readonly key: string },
  labels: Labels,
): NameProblem | undefined {
  const { key, name } = wanted;
  const shape = nameShape(name);
  if (shape !== undefined) return shape;
  const own = reasonBook(policy).flatMap((one) => (one.name === undefined ? [] : [{ key: one.key, name: one.name }]));
  // Also those of renamed ones, which may get them back.
  const taken = [...own, ...labels];
  return taken.some((other) => other.key !== key && sameName(other.name, name)) ? 'name-taken' : undefined;
}

/** As people read them: capitals, width of letters and spaces make no other name. */
function sameName(one: string, other: string): boolean {
  const read = (name: string): string => name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
  return read(one) === read(other);
}
