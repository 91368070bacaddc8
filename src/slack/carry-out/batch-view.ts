import type { KnownBlock } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import { caseLines, commonLines, decisionLines } from '../batch-facts.js';
import { button, context, dialog, message, type Message, moment, section, sections, toTheSecond } from '../blocks.js';
import { person } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** The message that follows several cases together; each has one of its own in its thread. */
export function batchMessage(
  cases: readonly CancellationCase[],
  { text, practice, now, inThread }: Labelled & { readonly now: Date; readonly inThread: boolean },
): Message {
  const [first] = cases;
  const title = text.batch.headTitle(cases.length);
  const blocks = [
    practiceBlock({ text, practice }),
    section([`*${title}*`, ...whenLines(cases, { text, now }), ...decisionLines(cases, text)].join('\n')),
    ...sections(caseLines(cases, text)),
    section(commonLines(cases, text).join('\n')),
    undoAllBlock(cases, text),
    context(
      [
        ...(first === undefined ? [] : [text.carryOut.by(person(first.requestedBy), moment(first.requestedAt))]),
        ...(inThread ? [text.batch.inThread] : []),
      ].join(' · '),
    ),
  ];
  return message(
    [title, ...new Set(cases.map(({ state }) => text.state[state]))].join(': '),
    blocks,
    practice ? text.practiceShort : undefined,
  );
}

function whenLines(cases: readonly CancellationCase[], { text, now }: { readonly text: Text; readonly now: Date }): string[] {
  const awaiting = cases.find(({ state }) => state === 'awaiting_approval');
  if (awaiting?.approvalExpiresAt !== undefined) return [text.decide.expires(moment(awaiting.approvalExpiresAt))];
  const leaving = cases.flatMap(({ state, sendAfter }) => (state === 'queued' && sendAfter !== undefined ? [sendAfter] : []));
  const [soonest] = leaving.toSorted((one, other) => one.getTime() - other.getTime());
  return soonest === undefined || soonest <= now ? [] : [text.carryOut.leaves(toTheSecond(soonest))];
}

/** While nothing of it has left, and something still waits. */
function undoAllBlock(cases: readonly CancellationCase[], text: Text): KnownBlock | undefined {
  const [lead] = cases;
  const waits = ({ state }: CancellationCase): boolean => state === 'queued' || state === 'awaiting_approval';
  if (lead === undefined || !cases.some(waits) || !cases.every((one) => waits(one) || one.state === 'undone')) return undefined;
  const sure = dialog({ title: text.batch.undoAll, text: text.batch.sureUndoAll, confirm: text.request.yes, deny: text.request.no });
  return {
    type: 'actions',
    elements: [button({ actionId: `${ACTIONS.undoAll}:${lead.batchId ?? ''}`, text: text.batch.undoAll, confirm: sure })],
  };
}
