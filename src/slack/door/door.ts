import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Clock } from '../../ports/clock.js';
import type { Log } from '../../ports/log.js';
import type { Meter } from '../../ports/meter.js';
import { acknowledge, answer, type PlainAnswer } from './answer.js';
import { close, listen } from './listen.js';
import { parseBody } from './parse-body.js';
import { readBody } from './read-body.js';
import { createReplayGuard } from './replay-guard.js';
import { isSigned } from './signature.js';

export interface DoorOptions {
  /** Undefined: nothing of Slack's is taken here (Socket Mode), only probes. */
  readonly signingSecret: string | undefined;
  readonly clock: Clock;
  readonly log: Log;
  readonly meter?: Pick<Meter, 'answered'>;
  /** False: an event could not be worked on now. Slack sends it again at once, after a minute and after five. */
  readonly takesEvents?: () => boolean;
  /** What is answered to GET, by path. */
  readonly probes: Readonly<Record<string, () => Promise<PlainAnswer>>>;
}

/** Slack's way in over HTTP, as a receiver for Bolt. */
export interface Door extends Receiver {
  /** Listens; gives the port, which the system chooses for 0. */
  start(port: number): Promise<{ readonly port: number }>;
  /** Takes no more and lets what is under way come to its answer, and to the end of what is done after it. */
  stop(): Promise<void>;
}

const PATH = '/slack/events';
/** Slack's largest payload is a view of 250 kB with its state. */
const MAX_BODY_BYTES = 1_000_000;
/** Slack gives up after 3 s; nothing is left unanswered. */
const ANSWER_WITHIN_MS = 2_900;
const SLOW_SENDER_MS = 10_000;
/** What a handler does after its answer (a read at Amazon, a write, a view) is over by then, or is not waited for. */
const AFTER_ANSWER_MS = 12_000;

type Admitted =
  | { readonly kind: 'event'; readonly body: Record<string, unknown> }
  | { readonly kind: 'answered'; readonly with: PlainAnswer };

/**
 * Checks, parses and hands over what Slack sends. Other than Bolt's own receiver it refuses timestamps from the
 * future, the same signed request twice, and bodies that are no object, and it answers every request.
 */
export function createDoor(options: DoorOptions): Door {
  const { log, probes } = options;
  let app: App | undefined;
  const admit = createAdmission(options);
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    response.on('error', () => undefined);
    const path = request.url?.split('?', 1)[0] ?? '';
    const probe = request.method === 'GET' && Object.hasOwn(probes, path) ? probes[path] : undefined;
    if (probe !== undefined) return answer(response, await probe());
    if (path !== PATH) return answer(response, { status: 404, body: 'Nothing is here.' });
    if (request.method !== 'POST') return answer(response, { status: 405, body: 'Only POST.' });
    const startedAt = performance.now();
    response.once('finish', () => options.meter?.answered({ status: response.statusCode, durationMs: performance.now() - startedAt }));
    const admitted = await admit(request);
    if (admitted.kind === 'answered') return answer(response, admitted.with);
    if (app === undefined) return answer(response, { status: 503, body: 'Not ready yet.' });
    await handOver(app, { ...retryOf(request), body: admitted.body }, { response, log });
  };
  const underWay = new Set<Promise<void>>();
  const server = createServer(
    { requestTimeout: SLOW_SENDER_MS, headersTimeout: SLOW_SENDER_MS, maxHeaderSize: 16_384 },
    (request, response) => {
      const served = serve(request, response)
        .catch((error: unknown) => {
          log.error('request not served', error, { route: PATH });
          answer(response, { status: 400, body: 'The request could not be read.' });
        })
        .finally(() => underWay.delete(served));
      underWay.add(served);
    },
  );
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n');
    else socket.destroy();
  });
  return {
    init: (bolt) => {
      app = bolt;
    },
    start: async (port: number) => await listen(server, port),
    stop: async () => {
      await close(server);
      await within(AFTER_ANSWER_MS, Promise.all(underWay));
    },
  };
}

async function within(milliseconds: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}

/** Lets in what Slack signed, once, and what it means. */
function createAdmission({ signingSecret, clock, log, takesEvents }: DoorOptions): (request: IncomingMessage) => Promise<Admitted> {
  const replays = createReplayGuard();
  const refused = (status: number, body: string): Admitted => ({ kind: 'answered', with: { status, body } });
  return async (request) => {
    const body = await readBody(request, MAX_BODY_BYTES);
    if (body === undefined) return refused(413, 'The request is too large.');
    const signature = single(request.headers['x-slack-signature']);
    const timestamp = single(request.headers['x-slack-request-timestamp']);
    const now = clock.now();
    if (signingSecret === undefined || signature === undefined || !isSigned({ timestamp, signature, body }, signingSecret, now)) {
      log.warn('request not signed by Slack refused', { route: PATH, status: 401 });
      return refused(401, 'Not signed by Slack, or too old.');
    }
    const parsed = parseBody(body, request.headers['content-type']);
    // Before it counts as seen: sent again within the same second it has the same signature.
    if (parsed.kind === 'event' && isEvent(parsed.body) && takesEvents?.() === false) return refused(503, 'Send it again.');
    if (!replays.isFirst(signature, now)) {
      log.warn('repeated request refused', { route: PATH, status: 401 });
      return refused(401, 'This very request was here before.');
    }
    switch (parsed.kind) {
      case 'event':
        return parsed;
      case 'ssl-check':
        return refused(200, '');
      case 'challenge':
        return refused(200, parsed.challenge);
      case 'unsupported-type':
        return refused(415, 'A form or JSON is expected.');
      case 'odd':
        return refused(400, 'The body is nothing that Slack sends.');
    }
  };
}

/** Gives it to Bolt. Whoever handles it acknowledges; if nobody does, it is answered all the same. */
async function handOver(
  app: App,
  event: Omit<ReceiverEvent, 'ack'>,
  { response, log }: { readonly response: ServerResponse; readonly log: Log },
): Promise<void> {
  const late = setTimeout(() => {
    log.warn('nobody answered in time', { route: PATH, status: 503 });
    answer(response, { status: 503, body: 'No answer in time.' });
  }, ANSWER_WITHIN_MS);
  const ack = async (said: unknown): Promise<void> => {
    clearTimeout(late);
    acknowledge(response, said);
  };
  try {
    await app.processEvent({ ...event, ack });
    // An event that nobody wants is nothing to send again; all else would have been answered if it were ours.
    answer(response, { status: isEvent(event.body) ? 200 : 400, body: '' });
  } catch (error) {
    log.error('event not processed', error, { route: PATH });
    answer(response, { status: 500, body: '' });
  } finally {
    clearTimeout(late);
  }
}

function isEvent(body: Readonly<Record<string, unknown>>): boolean {
  return body['type'] === 'event_callback';
}

function single(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' ? header : undefined;
}

function retryOf(request: IncomingMessage): { retryNum?: number; retryReason?: string } {
  const number = Number(single(request.headers['x-slack-retry-num']));
  const reason = single(request.headers['x-slack-retry-reason']);
  return { ...(Number.isInteger(number) && { retryNum: number }), ...(reason !== undefined && { retryReason: reason }) };
}
