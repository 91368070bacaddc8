import type { Secrets } from '../../ports/secrets.js';
import { createSealing } from './sealing.js';

/** Credentials of seller accounts, each of them bound to its account and column. */
export function createSecrets(keys: readonly Buffer[]): Secrets {
  const sealing = createSealing(keys);
  return {
    ready: keys.length > 0,
    seal: ({ client, refreshToken }, accountId) => ({
      client: client && { id: client.id, secret: sealing.seal(client.secret, { accountId, column: 'client-secret' }) },
      refreshToken: sealing.seal(refreshToken, { accountId, column: 'refresh-token' }),
    }),
    open: ({ client, refreshToken }, accountId) => {
      const token = sealing.open(refreshToken, { accountId, column: 'refresh-token' });
      const secret = client && sealing.open(client.secret, { accountId, column: 'client-secret' });
      if (token.kind !== 'opened') return token;
      if (client === undefined || secret === undefined)
        return { kind: 'opened', credentials: { client: undefined, refreshToken: token.text }, outdated: token.outdated };
      if (secret.kind !== 'opened') return secret;
      const credentials = { client: { id: client.id, secret: secret.text }, refreshToken: token.text };
      return { kind: 'opened', credentials, outdated: token.outdated || secret.outdated };
    },
  };
}
