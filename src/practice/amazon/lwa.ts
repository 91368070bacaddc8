import { json, type Reply } from './http.js';
import { TOKEN_SECONDS } from './tokens.js';
import type { Operation } from './world.js';

/** Login with Amazon: developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html, error shape of RFC 6749 section 5.2. */
function refused(status: number, error: string, description: string): Reply {
  return json(status, { error, error_description: description });
}

/** POST /auth/o2/token with grant_type refresh_token, form-encoded. */
export const token: Operation = {
  name: 'token',
  method: 'POST',
  path: '/auth/o2/token',
  needsToken: false,
  keepsBody: false,
  run: ({ sellers, tokens, faults }, call) => {
    if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(call.headers['content-type'] ?? '')) {
      return refused(400, 'invalid_request', 'Content type must be application/x-www-form-urlencoded');
    }
    const form = new URLSearchParams(call.body.toString('utf8'));
    const missing = ['grant_type', 'refresh_token', 'client_id', 'client_secret'].find((name) => form.getAll(name).length !== 1);
    if (missing !== undefined) return refused(400, 'invalid_request', `The request is missing a required parameter : ${missing}`);
    if (form.get('grant_type') !== 'refresh_token') {
      return refused(400, 'unsupported_grant_type', 'The authorization grant type is not supported by the authorization server');
    }
    const ofClient = sellers.filter(
      ({ clientId, clientSecret }) => form.get('client_id') === clientId && form.get('client_secret') === clientSecret,
    );
    if (ofClient.length === 0 || faults.takePlain('credentials-refused') !== undefined) {
      return refused(401, 'invalid_client', 'Client authentication failed');
    }
    const seller = ofClient.find(
      ({ sellerId, refreshToken }) => form.get('refresh_token') === tokens.refreshTokenOf(sellerId, refreshToken),
    );
    if (seller === undefined || tokens.isRevoked(seller.sellerId)) {
      return refused(400, 'invalid_grant', 'The request has an invalid grant parameter : refresh_token');
    }
    const reply = json(200, {
      access_token: tokens.issue(seller.sellerId, call.now),
      refresh_token: form.get('refresh_token'),
      token_type: 'bearer',
      expires_in: TOKEN_SECONDS,
    });
    return { ...reply, headers: { ...reply.headers, 'cache-control': 'no-store' } };
  },
};
