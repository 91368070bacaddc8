import { createServer, request as send, type IncomingMessage, type ServerResponse } from 'node:http';

/** Shares out requests between instances as balancers do: only to those that say that they are ready, a new connection each. */
export interface Balancer {
  readonly url: string;
  close(): Promise<void>;
}

const LOOK_EVERY_MS = 300;

/** `ports`: those of the instances that there are at the moment. */
export async function startBalancer(ports: () => readonly number[]): Promise<Balancer> {
  let ready: readonly number[] = ports();
  let next = 0;
  const look = async (): Promise<void> => {
    const asked = await Promise.all(
      ports().map(async (port) => {
        const ok = await fetch(`http://127.0.0.1:${port}/readyz`, { headers: { connection: 'close' } }).then(
          (answer) => answer.ok,
          () => false,
        );
        return ok ? [port] : [];
      }),
    );
    ready = asked.flat();
  };
  const looking = setInterval(() => void look(), LOOK_EVERY_MS);
  const server = createServer((request, response) => {
    next += 1;
    const port = ready[next % ready.length];
    if (port === undefined) return void response.writeHead(502).end();
    pass({ request, response }, port);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`,
    close: async () => {
      clearInterval(looking);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function pass({ request, response }: { readonly request: IncomingMessage; readonly response: ServerResponse }, port: number): void {
  const { method, url: path, headers } = request;
  const onward = send({ host: '127.0.0.1', port, method, path, headers: { ...headers, connection: 'close' }, agent: false }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    answer.pipe(response);
  });
  onward.once('error', () => response.writeHead(502).end());
  request.pipe(onward);
}
