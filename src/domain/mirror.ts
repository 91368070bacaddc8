import { addMilliseconds, max, min, subDays, subHours, subMilliseconds } from 'date-fns';
import type { MarketplaceId } from './ids.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How far back the first fill goes: Amazon's own windows end at 30 days, and an order has shipped by then. */
const FILL_DAYS = 40;
/** What is read first, so that the newest orders are there at once. */
const FIRST_SPAN_MS = 3 * HOUR_MS;
/** Read twice, so that nothing is missed that Amazon finds a little later than it happened. */
const OVERLAP_MS = 5 * MINUTE_MS;
/** Amazon gives back one call in 179 s: a look every 4 minutes leaves it a quarter for pages beyond the first. */
const REFRESH_MS = 4 * MINUTE_MS;
/** While older orders are still to be filled in, most calls are for them. */
const REFRESH_WHILE_FILLING_MS = 15 * MINUTE_MS;
/** From so many orders of a feed on, a search finds more of them cancelled than can be asked for one by one until it may see them. */
export const MANY_AWAITED = 80;
/** A search sees only what happened two minutes before, by Amazon's clock. */
const SEEN_AFTER_MS = 2 * MINUTE_MS + 5_000;
/** After a longer absence a day is read at a time: a search has to be over before its page token is worth nothing. */
const DAY_AT_A_TIME_MS = 24 * HOUR_MS;
const BEHIND_MS = 25 * HOUR_MS;
/** A page token is good for 24 hours; whether each or the first one is not said, so the first one's age is counted. */
const TOKEN_LASTS_MS = 23.5 * HOUR_MS;
/** A window that was read in so few pages is followed by one of twice its length. */
const FEW_PAGES = 10;
/** Marketplaces whose ends lie so close together are searched together: calls are scarce, reading a little twice is not. */
const TOGETHER_MS = HOUR_MS;
const SHORTEST_MS = 20 * MINUTE_MS;
/** Where Amazon does not say up to when it has searched: no clock of ours goes wrong by more, and it is still within what `covers` takes. */
const UNSAID_MS = 50 * MINUTE_MS;

/** How far the mirror of a marketplace reaches: whatever changed at Amazon between the two moments, by Amazon's clock, is copied. */
export interface Coverage {
  readonly marketplaceId: MarketplaceId;
  readonly from: Date;
  readonly to: Date;
  /** When `to` was last moved, by our clock. */
  readonly refreshedAt: Date;
  /** Length of the next older window. */
  readonly spanMs: number;
}

/** Onwards from where the mirror ends, or back from where it begins. */
export type Direction = 'newer' | 'older';

/** A search of an account's orders by last change, both ends included. The same for all of its pages, as Amazon wants it. */
export interface PlannedWindow {
  /** Searched together: a page holds 100 orders, of however many marketplaces. */
  readonly marketplaceIds: readonly MarketplaceId[];
  readonly direction: Direction;
  readonly from: Date;
  /** Undefined: up to now, as Amazon's clock says it; ours may go wrong by more than the two minutes that must lie between. */
  readonly to: Date | undefined;
}

/** A search that is under way: what it takes to go on with it after a crash. */
export interface MirrorWindow extends PlannedWindow {
  readonly id: string;
  /** Up to when Amazon says that it has searched, where we left it to Amazon. */
  readonly until: Date | undefined;
  readonly pageToken: string | undefined;
  /** When its first page was read. */
  readonly begunAt: Date | undefined;
  readonly pages: number;
  /** Not before this moment. */
  readonly retryAt: Date | undefined;
}

/** Many orders of a marketplace were cancelled at once, by a feed whose end was seen then: a search may read them all back. */
export interface AwaitedOrders {
  readonly marketplaceId: MarketplaceId;
  readonly since: Date;
}

/** What is known of an account's mirror. */
export interface MirrorState {
  readonly marketplaceIds: readonly MarketplaceId[];
  readonly coverage: readonly Coverage[];
  readonly windows: readonly MirrorWindow[];
  readonly awaited: readonly AwaitedOrders[];
  readonly now: Date;
}

/** The searches that have to begin now. Of a marketplace never two in the same direction. */
export function planWindows(state: MirrorState): readonly PlannedWindow[] {
  const { now } = state;
  const reached = new Map(state.coverage.map((one) => [one.marketplaceId, one]));
  const idle = (direction: Direction): readonly MarketplaceId[] =>
    state.marketplaceIds.filter((id) => !state.windows.some((one) => one.direction === direction && one.marketplaceIds.includes(id)));
  const unknown = idle('newer').filter((id) => !reached.has(id));
  const late = idle('newer')
    .flatMap((id) => reached.get(id) ?? [])
    .filter((one) => refreshDueAt(one, state) <= now);
  const short = idle('older')
    .flatMap((id) => reached.get(id) ?? [])
    .filter((one) => isFilling(one, now));
  return [
    ...(unknown.length === 0
      ? []
      : [{ direction: 'newer', marketplaceIds: unknown, from: subMilliseconds(now, FIRST_SPAN_MS), to: undefined } as const]),
    ...together(late, (one) => one.to).map((group) => onwards(group, now)),
    ...together(short, (one) => one.from).map((group) => back(group, now)),
  ];
}

function onwards(group: readonly Coverage[], now: Date): PlannedWindow {
  const reached = min(group.map((one) => one.to));
  const isFarBehind = now.getTime() - reached.getTime() > BEHIND_MS;
  const to = isFarBehind ? addMilliseconds(reached, DAY_AT_A_TIME_MS) : undefined;
  return { direction: 'newer', marketplaceIds: idsOf(group), from: subMilliseconds(reached, OVERLAP_MS), to };
}

function back(group: readonly Coverage[], now: Date): PlannedWindow {
  const begins = group.map((one) => one.from);
  const span = Math.min(...group.map((one) => one.spanMs));
  const from = max([subDays(now, FILL_DAYS), subMilliseconds(min(begins), span)]);
  return { direction: 'older', marketplaceIds: idsOf(group), from, to: max(begins) };
}

function idsOf(group: readonly Coverage[]): readonly MarketplaceId[] {
  return group.map((one) => one.marketplaceId);
}

/** Older orders of the marketplace are still being filled in. */
export function isFilling(one: Coverage, now: Date): boolean {
  return one.from > subDays(now, FILL_DAYS);
}

function refreshDueAt(one: Coverage, { awaited, now }: Pick<MirrorState, 'awaited' | 'now'>): Date {
  // A clock that was set back, or a long absence.
  if (one.refreshedAt > now || now.getTime() - one.to.getTime() > BEHIND_MS) return now;
  const regular = addMilliseconds(one.refreshedAt, isFilling(one, now) ? REFRESH_WHILE_FILLING_MS : REFRESH_MS);
  const since = awaited.find(({ marketplaceId }) => marketplaceId === one.marketplaceId)?.since;
  if (since === undefined || seenAt(since) <= one.refreshedAt) return regular;
  // A regular look a little before would read many orders that the next one reads again.
  const canWait = seenAt(since).getTime() - regular.getTime() <= SEEN_AFTER_MS;
  return canWait ? seenAt(since) : regular;
}

/** When a search sees what happened at a moment. */
export function seenAt(moment: Date): Date {
  return addMilliseconds(moment, SEEN_AFTER_MS);
}

/** Groups whose ends lie close together. */
function together(some: readonly Coverage[], end: (one: Coverage) => Date): readonly (readonly Coverage[])[] {
  const groups: Coverage[][] = [];
  for (const one of [...some].sort((a, b) => end(a).getTime() - end(b).getTime())) {
    const group = groups.at(-1);
    const first = group?.[0];
    if (group !== undefined && first !== undefined && end(one).getTime() - end(first).getTime() <= TOGETHER_MS) group.push(one);
    else groups.push([one]);
  }
  return groups;
}

/** The search whose next page is read now: what is new before what is old. Undefined when none may be. */
export function windowToRead({ windows, now }: Pick<MirrorState, 'windows' | 'now'>): MirrorWindow | undefined {
  const ready = windows.filter((one) => one.retryAt === undefined || one.retryAt <= now);
  return [...ready].sort((a, b) => Number(b.direction === 'newer') - Number(a.direction === 'newer') || a.pages - b.pages)[0];
}

/** When there will be something to read again. */
export function nextLookAt(state: MirrorState): Date {
  const { coverage, windows, now } = state;
  if (planWindows(state).length > 0) return now;
  const idle = coverage.filter(
    (one) => !windows.some(({ direction, ...window }) => direction === 'newer' && window.marketplaceIds.includes(one.marketplaceId)),
  );
  return min([
    ...windows.map((one) => one.retryAt ?? now),
    ...idle.map((one) => refreshDueAt(one, state)),
    addMilliseconds(now, REFRESH_WHILE_FILLING_MS),
  ]);
}

/** What a finished search adds to the coverage of each of its marketplaces. */
export interface Reached {
  readonly marketplaceIds: readonly MarketplaceId[];
  readonly direction: Direction;
  readonly from: Date;
  readonly to: Date;
  readonly at: Date;
  readonly spanMs: number;
}

/** Where a search stands after a page: it goes on, or it has reached its end. */
export type AfterPage = { readonly kind: 'goes-on'; readonly window: MirrorWindow } | { readonly kind: 'done'; readonly reached: Reached };

/** Moves a search on by the page that was read. */
export function afterPage(
  window: MirrorWindow,
  page: { readonly nextPageToken: string | undefined; readonly until: Date | undefined; readonly now: Date },
): AfterPage {
  const { now, nextPageToken } = page;
  const begunAt = window.begunAt ?? now;
  const said = [window.until, page.until].filter((moment) => moment !== undefined);
  const until = said.length === 0 ? undefined : min(said);
  const pages = window.pages + 1;
  if (nextPageToken !== undefined)
    return { kind: 'goes-on', window: { ...window, begunAt, until, pages, pageToken: nextPageToken, retryAt: undefined } };
  const { direction, from, marketplaceIds } = window;
  const to = window.to ?? until ?? subMilliseconds(begunAt, UNSAID_MS);
  const length = to.getTime() - from.getTime();
  const spanMs = Math.max(FIRST_SPAN_MS, length * (pages <= FEW_PAGES ? 2 : 1));
  return { kind: 'done', reached: { direction, marketplaceIds, from, to, at: now, spanMs } };
}

/** True when the page token of a search is too old to be of use. */
export function hasOutlived({ pageToken, begunAt }: MirrorWindow, now: Date): boolean {
  return pageToken !== undefined && begunAt !== undefined && now.getTime() - begunAt.getTime() >= TOKEN_LASTS_MS;
}

/** The search from its start, of half the length: its first half, or, going back, its newer one. What was copied stays copied. */
export function startAgain(window: MirrorWindow): PlannedWindow {
  const { direction, marketplaceIds, from } = window;
  const end = window.to ?? window.until;
  const again = { direction, marketplaceIds, from, to: window.to };
  if (end === undefined || end.getTime() - from.getTime() < SHORTEST_MS) return again;
  const middle = new Date((from.getTime() + end.getTime()) / 2);
  return direction === 'older' ? { ...again, from: middle } : { ...again, to: middle };
}

/** A search that Amazon refuses, one for each of its marketplaces: so that one that is closed to us does not hold back the others. */
export function apart({ direction, marketplaceIds, from, to }: PlannedWindow): readonly PlannedWindow[] {
  return marketplaceIds.map((id) => ({ direction, marketplaceIds: [id], from, to }));
}

/** True when all that changed between two moments is copied, up to what may have happened in the last hour. */
export function covers(coverage: Coverage | undefined, from: Date, now: Date): boolean {
  return coverage !== undefined && coverage.from <= from && coverage.to >= subHours(now, 1);
}

/** As of when a copy read at a moment tells how its order is: what has changed since would be copied. */
export function goodAsOf(readAt: Date, coverage: Coverage | undefined): Date {
  return coverage !== undefined && coverage.from <= readAt ? max([readAt, coverage.to]) : readAt;
}
