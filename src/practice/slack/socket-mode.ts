import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';
import { z } from 'zod';
import type { Delivery, SocketLine } from './sender.js';

const envelopeTypes: Readonly<Record<Delivery['kind'], string>> = {
  command: 'slash_commands',
  interactive: 'interactive',
  event: 'events_api',
};
const replySchema = z.object({ envelope_id: z.string(), payload: z.unknown().optional() });

export interface SocketMode extends SocketLine {
  /** An address for one connection; each ticket is good for one. */
  ticket(origin: string): string;
  close(): void;
}

/** Socket Mode as Slack speaks it (docs.slack.dev/apis/events-api/using-socket-mode): envelopes out, acknowledgements in. */
export function createSocketMode(server: Server): SocketMode {
  const tickets = new Set<string>();
  const sockets = new WebSocketServer({ noServer: true });
  const waiting = new Map<string, (reply: unknown) => void>();
  server.on('upgrade', (request, socket, head) => {
    const ticket = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('ticket') ?? '';
    if (!tickets.delete(ticket)) return void socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
    sockets.handleUpgrade(request, socket, head, (line) => {
      line.on('message', (bytes: Buffer) => {
        const reply = replySchema.safeParse(parsed(bytes.toString('utf8')));
        if (reply.success) waiting.get(reply.data.envelope_id)?.(reply.data.payload ?? {});
      });
      line.on('error', () => line.terminate());
      line.send(JSON.stringify({ type: 'hello', num_connections: sockets.clients.size, connection_info: { app_id: 'A0CANCELD' } }));
    });
  });
  const line = (): WebSocket | undefined => [...sockets.clients].find((one) => one.readyState === one.OPEN);
  return {
    isOpen: () => line() !== undefined,
    ticket: (origin) => {
      const ticket = randomUUID();
      tickets.add(ticket);
      return `${origin.replace(/^http/, 'ws')}/link/?ticket=${ticket}`;
    },
    deliver: async (delivery, withinMs) => {
      const id = randomUUID();
      const reply = new Promise<unknown>((resolve) => {
        const late = setTimeout(() => resolve(undefined), withinMs);
        waiting.set(id, (said) => {
          clearTimeout(late);
          resolve(said);
        });
      });
      const acceptsReply = delivery.kind !== 'event';
      line()?.send(
        JSON.stringify({
          envelope_id: id,
          type: envelopeTypes[delivery.kind],
          payload: delivery.payload,
          accepts_response_payload: acceptsReply,
        }),
      );
      return await reply.finally(() => waiting.delete(id));
    },
    close: () => {
      for (const one of sockets.clients) one.terminate();
      sockets.close();
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
