import { teamReasonKeySchema, type UserId } from '../../domain/ids.js';
import {
  type AddedReason,
  type BookReason,
  type Labels,
  reasonBook,
  type ReasonPolicy,
  type ReasonRefusal,
  type ReasonWish,
  withWish,
} from '../../domain/reason-book.js';
import type { ReasonUse } from '../../ports/case-lists.js';
import type { Desk } from '../../ports/desk.js';
import type { Change } from '../../ports/policies.js';
import { mayChangeSettings } from './right-to-settings.js';

/** A reason with what uses it. */
export type UsedReason = BookReason & ReasonUse;

/** All reasons that a seller may have, and who changed them last. */
export interface ReasonsShown {
  readonly reasons: readonly UsedReason[];
  readonly changed: Change | undefined;
}

/** What an admin asks for; a new reason gets its key here. */
export type ReasonRequest =
  | Exclude<ReasonWish, { readonly kind: 'add' | 'delete' }>
  | { readonly kind: 'delete'; readonly key: BookReason['key'] }
  | { readonly kind: 'add'; readonly reason: Omit<AddedReason, 'key'> };

export type ChangeReasonsOutcome =
  | { readonly kind: 'changed' }
  | { readonly kind: 'not-an-admin' }
  | { readonly kind: 'refused'; readonly refusal: ReasonRefusal };

/** The reasons as they are now. Whoever shows them has asked for the right. */
export async function reasonsShown({ policies, caseLists }: Pick<Desk, 'policies' | 'caseLists'>): Promise<ReasonsShown> {
  const [inForce, uses] = await Promise.all([policies.reasonsInForce(), caseLists.usesOfReasons()]);
  const unused = { cases: 0, drafts: 0 };
  const reasons = reasonBook(inForce.value).map((reason) => ({ ...reason, ...(uses.get(reason.key) ?? unused) }));
  return { reasons, changed: inForce.changed };
}

/** For a window: the reasons, if they may be changed. */
export async function openReasons(
  desk: Pick<Desk, 'settings' | 'policies' | 'caseLists'>,
  userId: UserId,
): Promise<{ readonly kind: 'reasons'; readonly shown: ReasonsShown } | { readonly kind: 'not-an-admin' }> {
  return mayChangeSettings(desk, userId) ? { kind: 'reasons', shown: await reasonsShown(desk) } : { kind: 'not-an-admin' };
}

/**
 * Renames, hides, shows again, deletes or adds a reason, from the next form on. What another admin changed in the same
 * moment stays: the wish is looked at once more on top of it. `labels`: what the app calls its own reasons.
 */
export async function changeReasons(
  desk: Pick<Desk, 'settings' | 'clock' | 'ids' | 'policies' | 'caseLists'>,
  change: { readonly userId: UserId; readonly request: ReasonRequest; readonly labels: Labels },
): Promise<ChangeReasonsOutcome> {
  const { userId, request, labels } = change;
  if (!mayChangeSettings(desk, userId)) return { kind: 'not-an-admin' };
  const wish = await wishOf(desk, request);
  for (;;) {
    const { value, version } = await desk.policies.reasonsInForce();
    const wished = withWish(value, wish, labels);
    if (!wished.ok) return { kind: 'refused', refusal: wished.refusal };
    if (isSame(wished.policy, value)) return { kind: 'changed' };
    if (await desk.policies.setReasons(wished.policy, { by: userId, at: desk.clock.now(), replaces: version })) return { kind: 'changed' };
  }
}

async function wishOf(desk: Pick<Desk, 'ids' | 'caseLists'>, request: ReasonRequest): Promise<ReasonWish> {
  switch (request.kind) {
    case 'add':
      return { kind: 'add', reason: { ...request.reason, key: teamReasonKeySchema.parse(`team_${desk.ids.next()}`) } };
    case 'delete':
      return { ...request, inUse: (await desk.caseLists.usesOfReasons()).has(request.key) };
    case 'rename':
    case 'hide':
    case 'show':
      return request;
  }
}

/** A second click on the same button is no version of its own. */
function isSame(one: ReasonPolicy, other: ReasonPolicy): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
