import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createSlackFaults, type SlackFault } from './faults.js';
import { type Manifest, readManifest } from './manifest.js';
import type { MethodContext } from './methods/method.js';
import { createPerson, type Person } from './person.js';
import { createRates } from './rates.js';
import { takeResponse } from './responses.js';
import { createSender, type Sender } from './sender.js';
import { createSocketMode } from './socket-mode.js';
import { type LedgerEntry, type PostedMessage, SlackState } from './state.js';
import { type ApiAnswer, answerCall, type BotTokens, faultAnswer, onItsWay, type WebApi } from './web-api.js';
import { directChannel, type Workspace, WORKSPACE } from './workspace.js';

export interface PracticeSlackOptions {
  /** Chosen by the system when left out. */
  readonly port?: number;
  readonly signingSecret: string;
  readonly botToken: string;
  /** For Socket Mode. */
  readonly appToken?: string;
  readonly now: () => Date;
  /** The app's own when left out. */
  readonly manifest?: Manifest;
  /** The team of the practice shop when left out. */
  readonly workspace?: Workspace;
  /** When an event that was not taken comes again: at once, after a minute and after five when left out. */
  readonly retryAfterMs?: readonly number[];
  /** How long a trigger lasts by `now`, which may be a clock that is fast; 3 s when left out. */
  readonly triggerLastsMs?: number;
  /** What else is served: pages, doors. True when it was its own. */
  readonly door?: Door;
}

/** Something beside Slack's own addresses. */
export type Door = (slack: PracticeSlack, exchange: Exchange) => Promise<boolean>;

export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
}

/** A pretended Slack that is running: the Web API, and people who use the app. */
export interface PracticeSlack {
  readonly origin: string;
  /** Base of the Web API, with a slash at its end. */
  readonly apiUrl: string;
  /** Where the app takes Slack's requests. */
  setAppUrl(url: string): void;
  person(userId: string): Person;
  /** Present messages of the app in a channel, oldest first. */
  messages(channelId: string): readonly PostedMessage[];
  /** Present messages of the app in the direct conversation with a person. */
  directMessages(userId: string): readonly PostedMessage[];
  /** Waits for a message that `wanted` likes. Rejects when none comes. */
  waitForMessage(channelId: string, wanted: (message: PostedMessage) => boolean, withinMs?: number): Promise<PostedMessage>;
  readonly sender: Sender;
  readonly context: MethodContext;
  /** Everything between Slack and the app, in order. */
  readonly ledger: readonly LedgerEntry[];
  fault(fault: SlackFault): void;
  /** The app's token is not taken any more; `account_inactive`: the app was removed. */
  revokeToken(error?: 'token_revoked' | 'account_inactive' | 'invalid_auth'): void;
  /** It is taken again; or the app is installed anew and has another one. */
  restoreToken(botToken?: string): void;
  readonly faults: ReturnType<typeof createSlackFaults>;
  close(): Promise<void>;
}

const APP_TOKEN = 'xapp-practice-token';
/** When an event that was not taken is sent again, docs.slack.dev/apis/events-api: "almost immediately", after a minute, after five. */
export const RETRY_AFTER_MS = [0, 60_000, 300_000];
/** docs.slack.dev/interactivity/handling-user-interaction */
const TRIGGER_LASTS_MS = 3_000;
const MAX_BODY_BYTES = 2_000_000;
const WAIT_MS = 10_000;

/** Starts a pretended Slack on loopback. */
export async function startPracticeSlack(options: PracticeSlackOptions): Promise<PracticeSlack> {
  const { now, signingSecret, botToken, appToken = APP_TOKEN, workspace = WORKSPACE } = options;
  const { manifest = readManifest(), retryAfterMs = RETRY_AFTER_MS } = options;
  const state = new SlackState();
  const faults = createSlackFaults();
  const server = createServer((request, response) => {
    serve({ api, slack, door: options.door }, { request, response, path: request.url?.split('?', 1)[0] ?? '' }).catch(() =>
      response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const socket = createSocketMode(server);
  const { triggerLastsMs = TRIGGER_LASTS_MS } = options;
  const context: MethodContext = { state, workspace, manifest, now, triggerLastsMs, socketUrl: () => socket.ticket(origin) };
  const tokens: BotTokens = { present: botToken, refused: new Map() };
  const api: WebApi = { context, faults, rates: createRates(now), tokens, appToken };
  const sender = createSender({ state, faults, signingSecret, now, socket, retryAfterMs });
  const messages = (channelId: string): PostedMessage[] =>
    state.messages.filter(({ channel, from, onlyFor }) => channel === channelId && from === workspace.bot.userId && onlyFor === undefined);
  const slack: PracticeSlack = {
    origin,
    apiUrl: `${origin}/api/`,
    setAppUrl: (url) => sender.setAppUrl(url),
    person: (userId) => createPerson({ context, sender, origin: () => origin, userId }),
    messages,
    directMessages: (userId) => messages(directChannel(userId)),
    waitForMessage: async (channelId, wanted, withinMs = WAIT_MS) =>
      await state.until(() => messages(channelId).find(wanted), {
        withinMs,
        describe: () => `In ${channelId}: ${JSON.stringify(messages(channelId).map(({ text }) => text))}`,
      }),
    sender,
    context,
    ledger: state.ledger,
    faults,
    fault: (fault) => faults.add(fault),
    revokeToken: (error = 'token_revoked') => void tokens.refused.set(tokens.present, error),
    restoreToken: (token) => {
      if (token === undefined) tokens.refused.delete(tokens.present);
      else tokens.present = token;
    },
    close: async () => {
      socket.close();
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
  return slack;
}

interface Served {
  readonly api: WebApi;
  readonly slack: PracticeSlack;
  readonly door: Door | undefined;
}

async function serve({ api, slack, door }: Served, exchange: Exchange): Promise<void> {
  const { request, response, path } = exchange;
  if (path.startsWith('/response/')) {
    const body: unknown = JSON.parse(await readAll(request));
    const fault = api.faults.takeCall('response_url');
    const faulty = faultAnswer(fault);
    if (faulty !== undefined) return await reply(response, faulty);
    const { status, body: said } = takeResponse(api.context, path.slice('/response/'.length), body);
    if (fault !== undefined) return await reply(response, onItsWay(fault, status, { said }));
    return void response.writeHead(status, { 'content-type': 'text/plain' }).end(said);
  }
  if (!path.startsWith('/api/')) {
    if (door === undefined || !(await door(slack, exchange))) response.writeHead(404).end();
    return;
  }
  await reply(response, answerCall(api, path.slice('/api/'.length), { message: request, body: await readAll(request) }));
}

async function reply(response: ServerResponse, answer: ApiAnswer): Promise<void> {
  if (answer.kind === 'cut') return void response.destroy();
  if (answer.kind === 'page')
    return void response.writeHead(200, { 'content-type': 'text/html' }).end('<html>We will be back soon.</html>');
  if (answer.delayMs > 0)
    await new Promise((resolve) => {
      setTimeout(resolve, answer.delayMs).unref();
    });
  if (answer.kind === 'half') {
    const whole = JSON.stringify(answer.body);
    response.writeHead(answer.status, { 'content-type': 'application/json; charset=utf-8', 'content-length': Buffer.byteLength(whole) });
    return void response.write(whole.slice(0, whole.length / 2), () => response.destroy());
  }
  if (answer.retryAfter !== undefined) response.setHeader('retry-after', String(answer.retryAfter));
  sendJson(response, answer.status, answer.body);
}

/** A whole body as text. Throws for one that nobody sends. */
export async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > MAX_BODY_BYTES) throw new Error('too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer));
}
