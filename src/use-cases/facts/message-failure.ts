import type { AmazonFailure } from '../../ports/amazon.js';

/** What it means for a message to a buyer that Amazon could not be asked whether it offers to send it. */
export function whenNotAsked(failure: AmazonFailure): 'later' | 'not_offered' {
  switch (failure.kind) {
    case 'throttled':
    case 'locked-out':
    case 'unavailable':
    case 'ambiguous':
      return 'later';
    case 'not-authorised':
    case 'not-found':
    case 'refused':
      return 'not_offered';
  }
}

/** What it means that sending it failed. Without a clear answer it may have been sent, and is never sent again. */
export function whenNotSent(failure: AmazonFailure): 'later' | 'uncertain' | 'not_offered' | 'failed' {
  switch (failure.kind) {
    case 'throttled':
    case 'locked-out':
    case 'unavailable':
      return 'later';
    case 'ambiguous':
      return 'uncertain';
    case 'not-authorised':
      return 'not_offered';
    case 'not-found':
    case 'refused':
      return 'failed';
  }
}
