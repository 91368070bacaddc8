import { createHash } from 'node:crypto';

/** An access token lives one hour: developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api. */
export const TOKEN_SECONDS = 3600;

/** Access tokens that were given out. */
export interface Tokens {
  issue(sellerId: string, now: Date): string;
  check(token: string | undefined, now: Date): 'ok' | 'missing' | 'unknown' | 'expired';
  /** Whose token it is. */
  sellerOf(token: string | undefined): string | undefined;
  /** The seller takes the app's authorisation back: no token of theirs is good any more. */
  revoke(sellerId: string): void;
  isRevoked(sellerId: string): boolean;
  /** The seller authorises the app again: a new refresh token; the old one, and what was issued for it, stays worthless. */
  grantAgain(sellerId: string): string;
  /** The refresh token that is good now, `first` being the one of the first authorisation. */
  refreshTokenOf(sellerId: string, first: string): string;
}

export function createTokens(seed: number): Tokens {
  const issued = new Map<string, { readonly sellerId: string; readonly at: number }>();
  const revoked = new Set<string>();
  const grants = new Map<string, string>();
  return {
    issue: (sellerId, now) => {
      const token = `Atza|${createHash('sha256').update(`token-${seed}-${issued.size}`).digest('base64url')}`;
      issued.set(token, { sellerId, at: now.getTime() });
      return token;
    },
    check: (token, now) => {
      if (token === undefined || token === '') return 'missing';
      const found = issued.get(token);
      if (found === undefined || revoked.has(found.sellerId)) return 'unknown';
      return now.getTime() - found.at < TOKEN_SECONDS * 1000 ? 'ok' : 'expired';
    },
    sellerOf: (token) => (token === undefined ? undefined : issued.get(token)?.sellerId),
    revoke: (sellerId) => void revoked.add(sellerId),
    isRevoked: (sellerId) => revoked.has(sellerId),
    grantAgain: (sellerId) => {
      for (const [token, of] of issued) if (of.sellerId === sellerId) issued.delete(token);
      revoked.delete(sellerId);
      const refreshToken = `Atzr|${createHash('sha256').update(`grant-${seed}-${sellerId}-${grants.size}`).digest('base64url')}`;
      grants.set(sellerId, refreshToken);
      return refreshToken;
    },
    refreshTokenOf: (sellerId, first) => grants.get(sellerId) ?? first,
  };
}
