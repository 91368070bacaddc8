import { addDays, addMinutes, isBefore, min } from 'date-fns';

/** How it is known that what is on record may lack something that the app has done. */
export type BreakKind =
  /** Another copy of the database, or an earlier state of it: what was done since is not on record. */
  | 'restored'
  /** The app was gone for long, and nobody had stopped it: most likely it died, but it may be an earlier state, too. */
  | 'away';

/** A break in what is on record. */
export interface Break {
  readonly kind: BreakKind;
  /** What was done since then may not be on record. */
  readonly from: Date;
  /** Whatever people agree to from then on, they agree to knowing of it. */
  readonly noticedAt: Date;
}

/** What the database remembers of the app that works on it. */
export interface WorkMark {
  /** Where it lay; another one in a copy. */
  readonly place: string;
  readonly workedAt: Date;
  /** Stopped in an orderly way since. */
  readonly rested: boolean;
}

/** A process that died is started again within that; a backup that is put back is older. */
const GONE_FOR_LONG_MINUTES = 20;

/** What a mark says at a start; undefined where the app goes on from where it was: also after a night's orderly stop. */
export function breakIn(mark: WorkMark, start: { readonly place: string; readonly at: Date }): BreakKind | undefined {
  if (mark.place !== start.place) return 'restored';
  return !mark.rested && isBefore(addMinutes(mark.workedAt, GONE_FOR_LONG_MINUTES), start.at) ? 'away' : undefined;
}

/** As long as this a break that is known stays one, whatever else is noticed. */
const STAYS_DAYS = 1;

/** A break that is noticed now, after one that may have been noticed before. */
export function noticed(kind: BreakKind, now: { readonly at: Date; readonly workedAt: Date }, before: Break | undefined): Break {
  const recent = before !== undefined && isBefore(now.at, addDays(before.noticedAt, STAYS_DAYS)) ? before : undefined;
  return {
    kind: recent?.kind === 'restored' ? 'restored' : kind,
    from: min([now.workedAt, ...(recent === undefined ? [] : [recent.from])]),
    noticedAt: now.at,
  };
}

/** What is put on record of something that may have been done before a break. */
export const BREAK_DETAIL: Readonly<Record<BreakKind, string>> = { restored: 'before-the-restore', away: 'before-the-gap' };
/** The same of what is not carried out because somebody may have taken it back before. */
export const DROPPED_DETAIL = 'dropped-at-the-restore';

/** Whether nobody has agreed to it since the break was noticed: it may have been taken back before, or done. */
export function isDoubtful({ agreedAt }: { readonly agreedAt: Date }, broken: Break | undefined): boolean {
  return broken?.kind === 'restored' && isBefore(agreedAt, broken.noticedAt);
}
