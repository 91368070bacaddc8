import type { BuyerRequest } from '../../domain/buyer-request.js';
import type { UserId } from '../../domain/ids.js';

/** How a request stands to a person who wants to see to it. */
export type Standing =
  | { readonly kind: 'free'; readonly request: BuyerRequest }
  | { readonly kind: 'yours'; readonly request: BuyerRequest }
  | { readonly kind: 'answered'; readonly request: BuyerRequest }
  | NotYours;

/** Why it is nothing that this person can see to. */
export type NotYours =
  /** Somebody else does. */
  | { readonly kind: 'held-by'; readonly request: BuyerRequest; readonly holder: UserId }
  | { readonly kind: 'ended'; readonly request: BuyerRequest }
  | { readonly kind: 'unknown-request' };

/** Says whether a request is a person's to see to. */
export function standing(request: BuyerRequest | undefined, userId: UserId): Standing {
  if (request === undefined) return { kind: 'unknown-request' };
  switch (request.state) {
    case 'open':
      return { kind: 'free', request };
    case 'claimed':
      if (request.claimedBy === undefined) throw new Error(`Request ${request.id} is claimed by nobody`);
      return request.claimedBy === userId ? { kind: 'yours', request } : { kind: 'held-by', request, holder: request.claimedBy };
    case 'answered':
      return { kind: 'answered', request };
    case 'ended':
      return { kind: 'ended', request };
  }
}
