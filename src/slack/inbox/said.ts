import type { AlreadyPackedOutcome } from '../../use-cases/buyer-requests/already-packed.js';
import type { ClaimOutcome } from '../../use-cases/buyer-requests/claim.js';
import type { NotYours } from '../../use-cases/buyer-requests/standing.js';
import { failureLine, person } from '../facts.js';
import type { Text } from '../text/text.js';
import { standingLine } from './facts.js';

/** What came of a claim. */
export function claimSaid(outcome: ClaimOutcome, text: Text): string {
  switch (outcome.kind) {
    case 'claimed':
      return text.inbox.claimed;
    case 'yours':
      return text.inbox.yours;
    case 'answered':
      return text.inbox.answeredAlready;
    case 'held-by':
    case 'ended':
    case 'unknown-request':
      return notYoursSaid(outcome, text);
  }
}

/** Why a request was not answered as packed already. */
export function packedSaid(outcome: Exclude<AlreadyPackedOutcome, { readonly kind: 'answered' }>, text: Text): string {
  switch (outcome.kind) {
    case 'being-cancelled':
      return `${text.inbox.beingCancelled}\n${text.state[outcome.case.state]}`;
    case 'failed':
      return failureLine(outcome.failure, outcome.request.orderId, text);
    case 'held-by':
    case 'ended':
    case 'unknown-request':
      return notYoursSaid(outcome, text);
  }
}

function notYoursSaid(outcome: NotYours, text: Text): string {
  switch (outcome.kind) {
    case 'held-by':
      return text.inbox.heldBy(person(outcome.holder));
    case 'ended':
      return text.inbox.ended(standingLine(outcome.request, text));
    case 'unknown-request':
      return text.inbox.unknown;
  }
}
