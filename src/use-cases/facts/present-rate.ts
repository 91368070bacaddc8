import { isBefore, subHours } from 'date-fns';
import type { RateSnapshot, RateWindow } from '../../domain/cancellation.js';
import type { AccountId, MarketplaceId } from '../../domain/ids.js';
import { afterCancelling } from '../../domain/rate.js';
import { targetWindows } from '../../domain/targets.js';
import type { Desk } from '../../ports/desk.js';

/** A stored rate older than this says nothing about today. */
const RATE_MAX_AGE_HOURS = 48;

/** Of the ports no more than is used, so that a test can say all that there is. */
interface RateDesk extends Pick<Desk, 'clock'> {
  readonly rates: Pick<Desk['rates'], 'latestOfEach'>;
  readonly cancellations: Pick<Desk['cancellations'], 'countedSince'>;
}

interface RateQuestion {
  readonly accountId: AccountId;
  readonly marketplaceId: MarketplaceId;
  /** How many further orders are cancelled that count. */
  readonly counts: number;
  /** How many of them are of a program, where they differ in that; absent: all are of every program that is looked at. */
  readonly ofProgram?: ReadonlyMap<string, number> | undefined;
  /** Of the orders: windows of other programs are left out. Undefined: every program that has orders. */
  readonly programs?: readonly string[];
}

/**
 * The rate of a marketplace now: what Amazon reported or we estimated last, and our own counted cases since, in every
 * window that applies. `after` is the rate when so many more orders are cancelled that count. Undefined when it is not
 * known.
 */
export async function presentRate(desk: RateDesk, question: RateQuestion): Promise<RateSnapshot | undefined> {
  return (await presentRates(desk, [question]))[0];
}

/** The same for several marketplaces, in their order: two queries, however many they are. */
export async function presentRates(desk: RateDesk, questions: readonly RateQuestion[]): Promise<readonly (RateSnapshot | undefined)[]> {
  const stored = await desk.rates.latestOfEach([...new Set(questions.map(({ accountId }) => accountId))]);
  const oldest = subHours(desk.clock.now(), RATE_MAX_AGE_HOURS);
  const known = questions.flatMap((question) =>
    targetWindows(question.marketplaceId).flatMap(({ days, program, target }) => {
      if (program !== undefined && question.programs?.includes(program) === false) return [];
      const latest = stored.find(
        (one) =>
          one.accountId === question.accountId &&
          one.marketplaceId === question.marketplaceId &&
          one.days === days &&
          one.program === program,
      );
      if (latest === undefined || isBefore(latest.readAt, oldest)) return [];
      // Most sellers have no orders of a program, and nothing to see there.
      if (program !== undefined && question.programs === undefined && latest.rate.orders === 0) return [];
      return [{ ...latest, question, target: latest.target ?? target }];
    }),
  );
  const since = await desk.cancellations.countedSince(
    known.map(({ accountId, marketplaceId, program, to }) => ({ accountId, marketplaceId, program, since: to })),
  );
  const windows = known.map((one, index): RateWindow => {
    const { source, readAt: asOf, target, days, program } = one;
    const before = afterCancelling(one.rate, since[index] ?? 0);
    const after = afterCancelling(before, countedMore(one.question, program));
    return { source, asOf, before, after, target, days, program };
  });
  return questions.map((question) => {
    const [first, ...others] = windows.filter((_window, index) => known[index]?.question === question);
    if (first === undefined) return undefined;
    const incomplete = others.length + 1 < countedIn(question);
    return { ...first, ...(others.length > 0 && { others }), ...(incomplete && { incomplete }) };
  });
}

/** How many of the further orders are counted in the window of a program, or in the general one. */
function countedMore({ counts, ofProgram }: RateQuestion, program: string | undefined): number {
  return program === undefined || ofProgram === undefined ? counts : (ofProgram.get(program) ?? 0);
}

/** In how many windows the order of a question is counted; 1 where no order is asked about. */
function countedIn({ marketplaceId, programs }: RateQuestion): number {
  if (programs === undefined) return 1;
  return targetWindows(marketplaceId).filter(({ program }) => program === undefined || programs.includes(program)).length;
}
