import { createHash } from 'node:crypto';

/** An access token lives one hour: developer-docs.amazon.com/sp-api/docs/connect-to-the-selling-partner-api. */
export const TOKEN_SECONDS = 3600;

/** Access tokens that were given out. */
export interface Tokens {
  issue(now: Date): string;
  check(token: string | undefined, now: Date): 'ok' | 'missing' | 'unknown' | 'expired';
}

export function createTokens(seed: number): Tokens {
  const issued = new Map<string, number>();
  return {
    issue: (now) => {
      const token = `Atza|${createHash('sha256').update(`token-${seed}-${issued.size}`).digest('base64url')}`;
      issued.set(token, now.getTime());
      return token;
    },
    check: (token, now) => {
      if (token === undefined || token === '') return 'missing';
      const at = issued.get(token);
      if (at === undefined) return 'unknown';
      return now.getTime() - at < TOKEN_SECONDS * 1000 ? 'ok' : 'expired';
    },
  };
}
