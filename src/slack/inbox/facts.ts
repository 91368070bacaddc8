import type { BuyerRequest } from '../../domain/buyer-request.js';
import { moment } from '../blocks.js';
import { detailText, person } from '../facts.js';
import type { Text } from '../text/text.js';

/** Who sees to a request, or how it was answered or ended. */
export function standingLine(request: BuyerRequest, text: Text): string {
  const { inbox } = text;
  if (request.endedAs !== undefined) {
    const when = request.endedAt === undefined ? [] : [inbox.endedAt(moment(request.endedAt))];
    return [inbox.endedAs[request.endedAs], ...when].join(' ');
  }
  if (request.answeredBy !== undefined && request.answeredAt !== undefined)
    return inbox.answeredBy(person(request.answeredBy), moment(request.answeredAt));
  if (request.claimedBy !== undefined && request.claimedAt !== undefined)
    return inbox.claimedBy(person(request.claimedBy), moment(request.claimedAt));
  return inbox.nobody;
}

/** Where the message to the buyer stands; nothing before there is one to send. */
export function answerLine({ message }: BuyerRequest, text: Text): string[] {
  if (message === undefined) return [];
  const sent = message.state === 'sent' && message.at !== undefined ? [text.carryOut.messageSentAt(moment(message.at))] : [];
  const said = message.state === 'waiting' ? text.carryOut.messageNext : text.messageState[message.state];
  return [[said, ...sent, ...(message.detail === undefined ? [] : [detailText(message.detail, text)])].join(' ')];
}

/** Whether somebody still has to do something about the message. */
export function messageIsOpen({ message, endedAs }: BuyerRequest): boolean {
  if (message === undefined || (endedAs !== undefined && endedAs !== 'shipped')) return false;
  return ['none', 'not_offered', 'uncertain', 'failed', 'not_sent'].includes(message.state);
}
