import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type: string;
}

/** A small server on loopback; what `handle` throws is answered with a 500. */
export async function listenOnLoopback(
  handle: (received: Received) => Promise<Answer>,
): Promise<{ readonly url: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
    );
    text(request)
      .then(async (body) => await handle({ path: request.url ?? '/', headers, body }))
      .catch((error: unknown): Answer => ({ status: 500, body: String(error), type: 'text/plain' }))
      .then((answer) => response.writeHead(answer.status, { 'content-type': answer.type }).end(answer.body))
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    close: async () => {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}
