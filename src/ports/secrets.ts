import type { AccountId } from '../domain/ids.js';

/** What opens a seller account at Amazon. */
export interface AccountCredentials {
  /** The seller's own app at Login with Amazon; undefined: the environment's. */
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  readonly refreshToken: string;
}

/** The same as it may be stored: secret and token are ciphertexts; the id is no secret. */
export interface SealedCredentials {
  readonly client: { readonly id: string; readonly secret: string } | undefined;
  readonly refreshToken: string;
}

export type Opened =
  /** `outdated`: sealed with an older key, and should be sealed anew. */
  | { readonly kind: 'opened'; readonly credentials: AccountCredentials; readonly outdated: boolean }
  /** The key that it was sealed with is not among ours. */
  | { readonly kind: 'unknown-key' }
  /** Changed, cut off, or of another account. */
  | { readonly kind: 'damaged' };

/** Keeps credentials unreadable where they are stored. */
export interface Secrets {
  /** False while there is no key: nothing secret can be stored then. */
  readonly ready: boolean;
  /** Throws without a key. */
  seal(credentials: AccountCredentials, accountId: AccountId): SealedCredentials;
  open(sealed: SealedCredentials, accountId: AccountId): Opened;
}
