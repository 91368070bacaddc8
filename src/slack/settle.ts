import type { Button } from '@slack/types';
import { isLegalMessageMove, isMessageToSettle, type MessageState } from '../domain/cancellation.js';
import { button, dialog } from './blocks.js';
import { ACTIONS } from './ids.js';
import type { Text } from './text/text.js';

const SENT = { message: ACTIONS.messageSent, answer: ACTIONS.answerSent } as const;
const NOT_SENT = { message: ACTIONS.messageNotSent, answer: ACTIONS.answerNotSent } as const;

/** For whoever has looked up, or has done by hand, what nobody else can tell of a message to a buyer. */
export function settleButtons(
  of: 'message' | 'answer',
  { id, state }: { readonly id: string; readonly state: MessageState },
  text: Text,
): Button[] {
  if (!isMessageToSettle(state)) return [];
  const { stuck, request } = text;
  const sure = (title: string, said: string) => dialog({ title, text: said, confirm: request.yes, deny: request.no });
  const sent = button({ actionId: `${SENT[of]}:${id}`, text: stuck.wasSent, confirm: sure(stuck.wasSent, stuck.sureSent) });
  if (!isLegalMessageMove(state, 'not_sent')) return [sent];
  const name = stuck.wasNotSent;
  return [sent, button({ actionId: `${NOT_SENT[of]}:${id}`, text: name, confirm: sure(name, stuck.sureNotSent) })];
}
