import { describe, expect, it } from 'vitest';
import { isLegalAnswerMove } from '../../src/domain/buyer-request.js';
import { isLegalMessageMove, isMessageToSettle, type MessageState } from '../../src/domain/cancellation.js';

const STATES: readonly MessageState[] = ['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent'];

/** Every state that can be reached from one, by whatever moves. */
function reachable(from: MessageState, seen: ReadonlySet<MessageState> = new Set()): ReadonlySet<MessageState> {
  const next = STATES.filter((to) => isLegalMessageMove(from, to) && !seen.has(to));
  return next.reduce((all, to) => reachable(to, new Set([...all, to])), seen);
}

describe('the message to a buyer', () => {
  it.each(['sent', 'uncertain', 'failed', 'not_sent', 'not_offered', 'none'] as const)(
    'that is %s never comes to be sent by itself again',
    (state) => {
      expect([...reachable(state)].filter((to) => to === 'waiting' || to === 'sending')).toEqual([]);
    },
  );

  it('is settled by a person exactly where nothing more happens and the buyer may lack it', () => {
    expect(STATES.filter(isMessageToSettle)).toEqual(['uncertain', 'failed', 'not_sent']);
  });

  it('as the answer to a request begins when somebody presses Send, and is a case’s in all else', () => {
    const more = STATES.flatMap((from) =>
      STATES.filter((to) => isLegalAnswerMove(from, to) !== isLegalMessageMove(from, to)).map((to) => [from, to]),
    );
    expect(more).toEqual([['none', 'waiting']]);
  });
});
