import { describe, expect, it } from 'vitest';
import { marketplaceIdSchema } from '../../src/domain/ids.js';
import {
  afterPage,
  apart,
  type Coverage,
  covers,
  hasOutlived,
  type MirrorWindow,
  nextLookAt,
  planWindows,
  startAgain,
  windowToRead,
} from '../../src/domain/mirror.js';
import { NOON, US } from '../fixtures/cases.js';

const CANADA = marketplaceIdSchema.parse('A2EUQ1WTGCTBG2');
const MEXICO = marketplaceIdSchema.parse('A1AM78C64UM0Y8');

/** So many hours before noon, or after it when negative. */
function ago(hours: number): Date {
  return new Date(NOON.getTime() - hours * 3_600_000);
}

function coverage(changes: Partial<Coverage> = {}): Coverage {
  return { marketplaceId: US, from: ago(41 * 24), to: ago(0.1), refreshedAt: ago(0.05), spanMs: 3 * 3_600_000, ...changes };
}

function searching(changes: Partial<MirrorWindow> = {}): MirrorWindow {
  return {
    id: 'w1',
    marketplaceIds: [US],
    direction: 'newer',
    from: ago(4),
    to: undefined,
    until: undefined,
    pageToken: undefined,
    begunAt: undefined,
    pages: 0,
    retryAt: undefined,
    ...changes,
  };
}

describe('what is searched next', () => {
  const state = { marketplaceIds: [US, CANADA], coverage: [], windows: [], awaited: [], now: NOON };

  it('is at first the last three hours of all marketplaces together, up to what Amazon calls now', () => {
    expect(planWindows(state)).toEqual([{ direction: 'newer', marketplaceIds: [US, CANADA], from: ago(3), to: undefined }]);
  });

  it('is then what came before, in ever longer steps back to 40 days', () => {
    const known = [coverage({ from: ago(3) }), coverage({ marketplaceId: CANADA, from: ago(3), spanMs: 6 * 3_600_000 })];
    expect(planWindows({ ...state, coverage: known })).toEqual([
      { direction: 'older', marketplaceIds: [US, CANADA], from: ago(6), to: ago(3) },
    ]);
    const long = [coverage({ from: ago(30 * 24), spanMs: 1_000 * 3_600_000 })];
    expect(planWindows({ ...state, marketplaceIds: [US], coverage: long })).toEqual([
      { direction: 'older', marketplaceIds: [US], from: ago(40 * 24), to: ago(30 * 24) },
    ]);
  });

  it('is nothing for four minutes, and for fifteen while the fill goes on', () => {
    const settled = (minutes: number) => [coverage({ refreshedAt: ago(minutes / 60) })];
    const one = { ...state, marketplaceIds: [US] };
    expect(planWindows({ ...one, coverage: settled(3.9) })).toEqual([]);
    expect(nextLookAt({ ...one, coverage: settled(3) })).toEqual(ago(-1 / 60));
    expect(planWindows({ ...one, coverage: settled(4) })).toEqual([
      { direction: 'newer', marketplaceIds: [US], from: new Date(ago(0.1).getTime() - 300_000), to: undefined },
    ]);
    const filling = [coverage({ from: ago(24), refreshedAt: ago(14 / 60) })];
    expect(planWindows({ ...one, coverage: filling }).map((window) => window.direction)).toEqual(['older']);
  });

  it('is sooner, and once, where many orders wait to be read back: as soon as a search can see them', () => {
    const settled = (minutes: number) => [coverage({ refreshedAt: ago(minutes / 60) })];
    const since = (seconds: number) => ({ marketplaceIds: [US], awaited: [{ marketplaceId: US, since: ago(seconds / 3600) }] });
    expect(planWindows({ ...state, ...since(124), coverage: settled(3) })).toEqual([]);
    expect(nextLookAt({ ...state, ...since(124), coverage: settled(3) })).toEqual(new Date(NOON.getTime() + 1_000));
    expect(planWindows({ ...state, ...since(125), coverage: settled(3) })).toMatchObject([{ direction: 'newer', marketplaceIds: [US] }]);
    expect(planWindows({ ...state, ...since(300), coverage: settled(2) })).toEqual([]);
    // The regular look waits for it, but not for ever while there is more and more.
    expect(planWindows({ ...state, ...since(60), coverage: settled(4) })).toEqual([]);
    expect(nextLookAt({ ...state, ...since(60), coverage: settled(4) })).toEqual(new Date(NOON.getTime() + 65_000));
    expect(planWindows({ ...state, ...since(60), coverage: settled(6) })).toHaveLength(1);
    expect(planWindows({ ...state, ...since(125), marketplaceIds: [CANADA], coverage: [coverage({ marketplaceId: CANADA })] })).toEqual([]);
  });

  it('searches apart what ends far apart, and a new marketplace by itself', () => {
    const known = [coverage({ to: ago(5), refreshedAt: ago(5) }), coverage({ marketplaceId: CANADA, to: ago(4.5), refreshedAt: ago(5) })];
    const planned = planWindows({ ...state, marketplaceIds: [US, CANADA, MEXICO], coverage: known });
    expect(planned.map((one) => one.marketplaceIds)).toEqual([[MEXICO], [US, CANADA]]);
    const apartNow = planWindows({
      ...state,
      coverage: [known[0] ?? coverage(), coverage({ marketplaceId: CANADA, to: ago(3), refreshedAt: ago(3) })],
    });
    expect(apartNow.map((one) => one.marketplaceIds)).toEqual([[US], [CANADA]]);
  });

  it('is a day at a time after a long absence, at once and not every four minutes', () => {
    const late = [coverage({ to: ago(100), refreshedAt: ago(0) })];
    expect(planWindows({ ...state, marketplaceIds: [US], coverage: late })).toEqual([
      { direction: 'newer', marketplaceIds: [US], from: new Date(ago(100).getTime() - 300_000), to: ago(76) },
    ]);
  });

  it('does not wait for a clock that was set back', () => {
    expect(planWindows({ ...state, marketplaceIds: [US], coverage: [coverage({ refreshedAt: ago(-48) })] })).toHaveLength(1);
  });

  it('is never the same twice at a time, and what is new comes before what is old', () => {
    const known = [coverage({ from: ago(3), to: ago(1), refreshedAt: ago(1) })];
    const windows = [searching({ id: 'old', direction: 'older' }), searching({ id: 'new' })];
    expect(planWindows({ ...state, marketplaceIds: [US], coverage: known, windows })).toEqual([]);
    expect(windowToRead({ windows, now: NOON })?.id).toBe('new');
    expect(windowToRead({ windows: [searching({ retryAt: ago(-1) })], now: NOON })).toBeUndefined();
  });
});

describe('a search', () => {
  it('goes on with its next page token, and reaches what Amazon said at its first page', () => {
    const first = afterPage(searching(), { nextPageToken: 'p2', until: ago(0.2), now: NOON });
    if (first.kind !== 'goes-on') throw new Error('It has another page');
    expect(first.window).toMatchObject({ pageToken: 'p2', until: ago(0.2), begunAt: NOON, pages: 1 });
    expect(afterPage(first.window, { nextPageToken: undefined, until: ago(0.1), now: ago(-1) })).toEqual({
      kind: 'done',
      reached: { direction: 'newer', marketplaceIds: [US], from: ago(4), to: ago(0.2), at: ago(-1), spanMs: 2 * 3.8 * 3_600_000 },
    });
  });

  it('without a word of Amazon’s reaches fifty minutes before it began', () => {
    const done = afterPage(searching(), { nextPageToken: undefined, until: undefined, now: NOON });
    expect(done).toMatchObject({ reached: { to: ago(50 / 60) } });
  });

  it('that took many pages is followed by one of the same length', () => {
    const older = searching({ direction: 'older', from: ago(20), to: ago(10), pages: 10 });
    expect(afterPage(older, { nextPageToken: undefined, until: ago(10), now: NOON })).toMatchObject({
      reached: { spanMs: 10 * 3_600_000 },
    });
  });

  it('whose page token gets too old begins again with half its length, so that it comes to an end some day', () => {
    const begun = searching({ from: ago(10), until: ago(2), pageToken: 'p2', begunAt: ago(23.4), pages: 300 });
    expect(hasOutlived(begun, NOON)).toBe(false);
    expect(hasOutlived({ ...begun, begunAt: ago(23.5) }, NOON)).toBe(true);
    expect(startAgain(begun)).toEqual({ direction: 'newer', marketplaceIds: [US], from: ago(10), to: ago(6) });
    const older = searching({ direction: 'older', from: ago(10), to: ago(2) });
    expect(startAgain(older)).toEqual({ direction: 'older', marketplaceIds: [US], from: ago(6), to: ago(2) });
    expect(startAgain(searching({ from: ago(0.2), to: ago(0) }))).toMatchObject({ from: ago(0.2), to: ago(0) });
    expect(startAgain(searching())).toMatchObject({ from: ago(4), to: undefined });
  });

  it('that is refused for several marketplaces is made for each of them', () => {
    expect(apart(searching({ marketplaceIds: [US, CANADA] })).map((one) => one.marketplaceIds)).toEqual([[US], [CANADA]]);
  });

  it('covers a time only from its begin to the last hour', () => {
    expect(covers(coverage({ from: ago(7 * 24) }), ago(7 * 24), NOON)).toBe(true);
    expect(covers(coverage({ from: ago(7 * 24 - 1) }), ago(7 * 24), NOON)).toBe(false);
    expect(covers(coverage({ to: ago(1.1) }), ago(7 * 24), NOON)).toBe(false);
    expect(covers(undefined, ago(1), NOON)).toBe(false);
  });
});
