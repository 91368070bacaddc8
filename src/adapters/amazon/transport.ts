/** One HTTP exchange, with a bound on its time and on its answer's size. */
export interface Sending {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly signal: AbortSignal;
  /** Bytes of the answer, after HTTP's own decoding. */
  readonly limitBytes: number;
}

export interface Answer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: Headers;
  readonly body: Uint8Array | 'broken-off' | 'too-large';
}

export type Exchange =
  | Answer
  /** Certain: no byte of the request left. */
  | { readonly kind: 'not-sent'; readonly code: string }
  /** The request may have arrived; no status came back. */
  | { readonly kind: 'lost'; readonly code: string };

export type Send = (sending: Sending) => Promise<Exchange>;

/** Errors from before there was a connection. Anything else may come from after the request was written. */
const NEVER_CONNECTED: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A `Send` that never throws. Redirects are not followed: they could carry the token elsewhere. */
export function createSend(fetcher: typeof fetch): Send {
  return async ({ url, limitBytes, ...init }) => {
    if (init.signal.aborted) return { kind: 'not-sent', code: 'TIMEOUT' };
    try {
      const response = await fetcher(url, { ...init, redirect: 'error' });
      return { kind: 'answer', status: response.status, headers: response.headers, body: await boundedBody(response, limitBytes) };
    } catch (error) {
      const code = errorCode(error);
      return { kind: NEVER_CONNECTED.has(code) ? 'not-sent' : 'lost', code };
    }
  };
}

/** Reads chunk by chunk: a small answer that decodes to a huge one is let go of at the limit. */
async function boundedBody(response: Response, limitBytes: number): Promise<Answer['body']> {
  if (response.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return Buffer.concat(chunks);
      length += value.byteLength;
      if (length > limitBytes) {
        await reader.cancel();
        return 'too-large';
      }
      chunks.push(value);
    }
  } catch {
    // The status is known and counts; only the body is lost.
    return 'broken-off';
  }
}

/** The system's word for it, for example ECONNRESET; fetch hides it in the cause. */
function errorCode(error: unknown): string {
  for (let one = error, depth = 0; one instanceof Error && depth < 4; one = one.cause, depth += 1) {
    if (one.name === 'TimeoutError') return 'TIMEOUT';
    if ('code' in one && typeof one.code === 'string') return one.code;
  }
  return 'NETWORK';
}
