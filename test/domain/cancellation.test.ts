import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CASE_STATES, type CaseState, holdsOrder, isEnded, isLegalMove } from '../../src/domain/cancellation.js';

const COLUMNS: readonly CaseState[] = [
  'awaiting_approval',
  'queued',
  'sending',
  'sent',
  'reading_back',
  'stuck',
  'cancelled',
  'refused',
  'not_sent',
  'declined',
  'expired',
  'undone',
];

/** From the state of the row to the state of the column: `x` is a move that there is. */
const ROWS: readonly (readonly [CaseState, string])[] = [
  // awaiting, queued, sending, sent, reading_back, stuck | cancelled, refused, not_sent, declined, expired, undone
  ['awaiting_approval', '.x.... x.xxxx'],
  ['queued', '..x... x.x..x'],
  ['sending', '.x.xxx .x....'],
  ['sent', '....xx .x....'],
  ['reading_back', '.....x x.....'],
  ['stuck', '.x..x. xx....'],
  ['cancelled', '...... ......'],
  ['refused', '...... ......'],
  ['not_sent', '...... ......'],
  ['declined', '...... ......'],
  ['expired', '...... ......'],
  ['undone', '...... ......'],
];

const PAIRS = ROWS.flatMap(([from, row]) => {
  const marks = row.replace(' ', '');
  return COLUMNS.map((to, column) => ({ from, to, allowed: marks[column] === 'x', name: marks[column] === 'x' ? 'can' : 'cannot' }));
});

const FINAL: readonly CaseState[] = ['cancelled', 'refused', 'not_sent', 'declined', 'expired', 'undone'];

/** A case that made up to 30 legal moves, as chosen by numbers; every state that it was in. */
function walk(start: CaseState, choices: readonly number[]): CaseState[] {
  const path = [start];
  let at = start;
  for (const choice of choices) {
    const next = CASE_STATES.filter((to) => isLegalMove(at, to));
    const to = next[choice % Math.max(1, next.length)];
    if (to === undefined) break;
    path.push(to);
    at = to;
  }
  return path;
}

describe('a case', () => {
  it('has a row and a column for each of its twelve states', () => {
    expect([...CASE_STATES].sort()).toEqual([...COLUMNS].sort());
    expect(ROWS.map(([from]) => from)).toEqual(COLUMNS);
    expect(PAIRS).toHaveLength(144);
  });

  it.each(PAIRS)('that is $from $name become $to', ({ from, to, allowed }) => {
    expect(isLegalMove(from, to)).toBe(allowed);
  });

  it.each(CASE_STATES)('that is %s cannot become what it is', (state) => {
    expect(isLegalMove(state, state)).toBe(false);
  });

  it.each<{ readonly state: CaseState; readonly ended: boolean; readonly holds: boolean }>([
    { state: 'awaiting_approval', ended: false, holds: true },
    { state: 'queued', ended: false, holds: true },
    { state: 'sending', ended: false, holds: true },
    { state: 'sent', ended: false, holds: true },
    { state: 'reading_back', ended: false, holds: true },
    { state: 'stuck', ended: false, holds: true },
    { state: 'cancelled', ended: true, holds: true },
    { state: 'refused', ended: true, holds: false },
    { state: 'not_sent', ended: true, holds: false },
    { state: 'declined', ended: true, holds: false },
    { state: 'expired', ended: true, holds: false },
    { state: 'undone', ended: true, holds: false },
  ])('that is $state: ended $ended, keeps the order to itself $holds', ({ state, ended, holds }) => {
    expect(isEnded(state)).toBe(ended);
    expect(holdsOrder(state)).toBe(holds);
  });
});

describe('a case on its way', () => {
  const start = fc.constantFrom<CaseState>('awaiting_approval', 'queued');
  const choices = fc.array(fc.nat(1000), { maxLength: 30 });

  it('comes to rest in a final state only, and never leaves one', () => {
    fc.assert(
      fc.property(start, choices, (from, picks) => {
        const path = walk(from, picks);
        const firstFinal = path.findIndex((state) => FINAL.includes(state));
        if (firstFinal !== -1) expect(firstFinal).toBe(path.length - 1);
        else expect(path).toHaveLength(picks.length + 1);
      }),
    );
  });

  it.each<{ readonly state: CaseState; readonly only: readonly CaseState[] }>([
    { state: 'undone', only: ['awaiting_approval', 'queued'] },
    { state: 'not_sent', only: ['awaiting_approval', 'queued'] },
    { state: 'declined', only: ['awaiting_approval'] },
    { state: 'expired', only: ['awaiting_approval'] },
    // The first two: on record only, where it was cancelled before a backup was put back.
    { state: 'cancelled', only: ['awaiting_approval', 'queued', 'reading_back', 'stuck'] },
  ])('becomes $state only right after $only', ({ state, only }) => {
    fc.assert(
      fc.property(start, choices, (from, picks) => {
        const path = walk(from, picks);
        const before = path.filter((_, index) => path[index + 1] === state);
        expect(only).toEqual(expect.arrayContaining(before));
      }),
    );
  });

  it('can always still end, from every state that is not final', () => {
    for (const from of COLUMNS.filter((state) => !FINAL.includes(state))) {
      const reached = new Set<CaseState>([from]);
      for (const at of reached) for (const to of CASE_STATES) if (isLegalMove(at, to)) reached.add(to);
      expect(FINAL.some((state) => reached.has(state))).toBe(true);
    }
  });
});
