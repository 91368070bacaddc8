import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import { METHODS, type MethodAnswer, type MethodContext } from './methods.js';
import { createPerson, type Person } from './person.js';
import { createSender, type Sender } from './sender.js';
import { type LedgerEntry, type PostedMessage, type SlackFault, SlackState } from './state.js';
import { directChannel, WORKSPACE } from './workspace.js';

export interface PracticeSlackOptions {
  /** Chosen by the system when left out. */
  readonly port?: number;
  readonly signingSecret: string;
  readonly botToken: string;
  readonly now: () => Date;
  /** What the app was granted; all that its manifest asks for when left out. */
  readonly scopes?: readonly string[];
}

/** A pretended Slack that is running: the Web API, and people who use the app. */
export interface PracticeSlack {
  /** Base of the Web API, with a slash at its end. */
  readonly apiUrl: string;
  /** Where the app takes Slack's requests. */
  setAppUrl(url: string): void;
  person(userId: string): Person;
  /** Present messages of a channel, oldest first. */
  messages(channelId: string): readonly PostedMessage[];
  /** Present messages of the direct conversation with a person. */
  directMessages(userId: string): readonly PostedMessage[];
  /** Waits for a message that `wanted` likes. Rejects when none comes. */
  waitForMessage(channelId: string, wanted: (message: PostedMessage) => boolean, withinMs?: number): Promise<PostedMessage>;
  readonly sender: Sender;
  /** Everything between Slack and the app, in order. */
  readonly ledger: readonly LedgerEntry[];
  fault(fault: SlackFault): void;
  close(): Promise<void>;
}

const MANIFEST_SCOPES = ['commands', 'chat:write', 'users:read'];
const MAX_BODY_BYTES = 2_000_000;
const WAIT_MS = 10_000;

/** Starts a pretended Slack on loopback. */
export async function startPracticeSlack(options: PracticeSlackOptions): Promise<PracticeSlack> {
  const state = new SlackState();
  const context: MethodContext = { state, workspace: WORKSPACE, scopes: options.scopes ?? MANIFEST_SCOPES, now: options.now };
  const server = createServer((request, response) => {
    serve(context, options.botToken, { request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const address = server.address();
  const origin = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`;
  const sender = createSender({ state, signingSecret: options.signingSecret, now: options.now });
  const messages = (channelId: string): PostedMessage[] => state.messages.filter((message) => message.channel === channelId);
  return {
    apiUrl: `${origin}/api/`,
    setAppUrl: (url) => sender.setAppUrl(url),
    person: (userId) => createPerson({ context, sender, responseUrl: `${origin}/response/${userId}`, userId }),
    messages,
    directMessages: (userId) => messages(directChannel(userId)),
    waitForMessage: async (channelId, wanted, withinMs = WAIT_MS) =>
      await state.until(() => messages(channelId).find(wanted), {
        withinMs,
        describe: () => `In ${channelId}: ${JSON.stringify(messages(channelId).map(({ text }) => text))}`,
      }),
    sender,
    ledger: state.ledger,
    fault: (fault) => state.faults.push(fault),
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

async function serve(context: MethodContext, botToken: string, { request, response }: Exchange): Promise<void> {
  const body = await readAll(request);
  const path = request.url?.split('?', 1)[0] ?? '';
  if (path.startsWith('/response/')) return takeResponse(context.state, { userId: path.slice('/response/'.length), body, response });
  const method = path.startsWith('/api/') ? path.slice('/api/'.length) : '';
  const args = parseArgs(body, request.headers['content-type']);
  const fault = context.state.takeFault(method);
  if (fault?.kind === 'reset-before') return void response.destroy();
  if (fault?.kind === 'http-500') return end(response, 500, { ok: false });
  if (fault?.kind === 'ratelimited') {
    response.setHeader('retry-after', '2');
    return end(response, 429, { ok: false, error: 'ratelimited' });
  }
  const answer =
    fault?.kind === 'error' ? { ok: false, error: fault.error } : call(context, { method, args, token: tokenOf(request, args), botToken });
  const { token: _token, ...sent } = args;
  context.state.record({ direction: 'to-slack', what: method, sent, answer });
  if (fault?.kind === 'reset-after') return void response.destroy();
  end(response, 200, answer);
}

function call(
  context: MethodContext,
  {
    method,
    args,
    token,
    botToken,
  }: {
    readonly method: string;
    readonly args: Readonly<Record<string, unknown>>;
    readonly token: string | undefined;
    readonly botToken: string;
  },
): MethodAnswer {
  const known = METHODS.get(method);
  if (known === undefined) return { ok: false, error: 'unknown_method', req_method: method };
  if (token === undefined) return { ok: false, error: 'not_authed' };
  if (token !== botToken) return { ok: false, error: 'invalid_auth' };
  if (known.scope !== undefined && !context.scopes.includes(known.scope))
    return { ok: false, error: 'missing_scope', needed: known.scope, provided: context.scopes.join(',') };
  return known.run(context, args);
}

const ephemeralSchema = z.object({
  text: z.string().default(''),
  blocks: z.array(z.unknown()).default([]),
  replace_original: z.boolean().optional(),
});

function takeResponse(
  state: SlackState,
  { userId, body, response }: { readonly userId: string; readonly body: string; readonly response: ServerResponse },
): void {
  const { text, blocks, replace_original: replace } = ephemeralSchema.parse(JSON.parse(body));
  if (replace === true)
    state.ephemerals.splice(
      state.ephemerals.findLastIndex((one) => one.userId === userId),
      1,
    );
  state.ephemerals.push({ userId, text, blocks });
  state.record({ direction: 'to-slack', what: 'response_url', sent: { userId, text, blocks }, answer: 'ok' });
  response.end('ok');
}

function tokenOf(request: IncomingMessage, args: Readonly<Record<string, unknown>>): string | undefined {
  const bearer = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1];
  return bearer ?? (typeof args['token'] === 'string' ? args['token'] : undefined);
}

/** A form whose objects are JSON text, or JSON. */
function parseArgs(body: string, contentType = ''): Readonly<Record<string, unknown>> {
  if (contentType.startsWith('application/json')) return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  return Object.fromEntries([...new URLSearchParams(body)].map(([name, value]) => [name, /^[[{]/.test(value) ? tryJson(value) : value]));
}

function tryJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

async function readAll(request: IncomingMessage): Promise<string> {
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

function end(response: ServerResponse, status: number, answer: object): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(answer));
}
