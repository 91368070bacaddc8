import type { Server } from 'node:http';

/** Requests under way get this long to come to their answer. */
const DRAIN_MS = 5_000;

/** Listens; gives the port, which the system chooses for 0. */
export async function listen(server: Server, port: number): Promise<{ readonly port: number }> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, () => {
      server.removeListener('error', reject);
      resolve();
    });
  });
  const address = server.address();
  return { port: typeof address === 'object' && address !== null ? address.port : port };
}

/** Takes no more connections and waits for the requests under way. */
export async function close(server: Server): Promise<void> {
  if (!server.listening) return;
  await new Promise<void>((resolve) => {
    const force = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(force);
      resolve();
    });
    // A connection is idle again as soon as its answer is out.
    const idle = setInterval(() => server.closeIdleConnections(), 20);
    server.once('close', () => clearInterval(idle));
  });
}
