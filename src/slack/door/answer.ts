import type { ServerResponse } from 'node:http';

/** An answer over HTTP. */
export interface PlainAnswer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** Answers once; what comes later is nothing. */
export function answer(response: ServerResponse, { status, body, type = 'text/plain; charset=utf-8' }: PlainAnswer): void {
  if (response.headersSent || response.destroyed) return;
  // A body that was too large is still on its way in.
  const closing = status === 413 ? { connection: 'close' } : {};
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body), ...closing });
  response.end(body);
}

/** Bolt's `ack` value as the answer: nothing, a text, or an object as JSON. */
export function acknowledge(response: ServerResponse, said: unknown): void {
  if (said === undefined || typeof said === 'string') answer(response, { status: 200, body: said ?? '' });
  else answer(response, { status: 200, body: JSON.stringify(said), type: 'application/json; charset=utf-8' });
}
