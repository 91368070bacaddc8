import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { WebClient } from '@slack/web-api';
import { createEmulator } from 'emulate';
import { parse } from 'yaml';
import { z } from 'zod';
import { projectRoot } from '../../src/root.js';
import { listenOnLoopback } from './loopback.js';
import { textsIn, type View, viewSchema } from './view.js';

export const SIGNING_SECRET = 'fedcba9876543210fedcba9876543210';
export const BOT_TOKEN = 'xoxb-emulate-app';
/** The same bot with more scopes than the app has, for the test to read what was posted. */
const READER_TOKEN = 'xoxb-emulate-reader';
/** A person who is in every channel. */
const ADMIN_TOKEN = 'xoxp-emulate-admin';
const BOT = { app_id: 'A0CANCEL01', bot_id: 'B0CANCEL01', bot_user_id: 'U0CANCEL01' };

const manifestSchema = z.object({ oauth_config: z.object({ scopes: z.object({ bot: z.array(z.string()) }) }) });
const answerSchema = z.object({
  ok: z.boolean(),
  error: z.string().optional(),
  view: viewSchema.optional(),
  channel: z.string().optional(),
});
const saidSchema = z.looseObject({ text: z.string() });

/** One call of the app's, and what emulate answered. */
export interface Call {
  readonly method: string;
  readonly sent: URLSearchParams;
  readonly answer: z.infer<typeof answerSchema>;
}

export type EmulatedSlack = Awaited<ReturnType<typeof startSlack>>;

/**
 * Slack as emulate pretends it, with strict scopes: the app's token has those of manifest.yml and no others. The app
 * reaches it through a recorder that changes nothing, because Slack has no method that shows an open view.
 *
 * Where emulate is not Slack: it takes any blocks that are objects, knows no locale, sends no commands, clicks or
 * submissions, never closes a view, and takes a token that it does not know for its first user's.
 */
export async function startSlack() {
  const { oauth_config: oauth } = manifestSchema.parse(parse(await readFile(join(projectRoot, 'manifest.yml'), 'utf8')));
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: { slack: seed(oauth.scopes.bot) } });
  const origin = `http://127.0.0.1:${new URL(emulator.url).port}`;
  const client = (token: string): WebClient => new WebClient(token, { slackApiUrl: `${origin}/api/`, retryConfig: { retries: 0 } });
  const [reader, admin] = [client(READER_TOKEN), client(ADMIN_TOKEN)];
  const { members = [] } = await admin.users.list({});
  const { channels = [] } = await admin.conversations.list({ types: 'public_channel,private_channel' });
  const idOf = (name: string): string => {
    const id = [...members, ...channels].find((one) => one.name === name)?.id;
    if (id === undefined) throw new Error(`emulate has nobody and nothing called ${name}`);
    return id;
  };

  const calls: Call[] = [];
  const views = new Map<string, View>();
  /** The newest wins: emulate's hashes count up. */
  const show = (view: View): void => {
    const known = views.get(view.id);
    if (known === undefined || known.hash < view.hash) views.set(view.id, view);
  };
  const recorder = await listenOnLoopback(async ({ path, headers, body }) => {
    const { authorization = '', 'content-type': type = '' } = headers;
    const response = await fetch(`${origin}${path}`, { method: 'POST', headers: { authorization, 'content-type': type }, body });
    const answered = await response.text();
    const answer = answerSchema.parse(JSON.parse(answered));
    calls.push({ method: path.replace('/api/', ''), sent: new URLSearchParams(body), answer });
    if (answer.view !== undefined) show(answer.view);
    return { status: response.status, body: answered, type: 'application/json' };
  });
  // emulate has no response_url, so this is where it leads to.
  const said: z.infer<typeof saidSchema>[] = [];
  const mailbox = await listenOnLoopback(async ({ body }) => {
    said.push(saidSchema.parse(JSON.parse(body)));
    return { status: 200, body: 'ok', type: 'text/plain' };
  });

  return {
    apiUrl: `${recorder.url}/api/`,
    idOf,
    calls,
    callsOf: (method: string): readonly Call[] => calls.filter((call) => call.method === method),
    views,
    responseUrl: `${mailbox.url}/commands/T000000001/1/abc`,
    /** What came to the response_url. */
    said,
    /** What the conversation shows now, newest first. */
    history: async (channel: string) => (await reader.conversations.history({ channel })).messages ?? [],
    /** A way to open a modal once, within 3 s. Slack sends one along; emulate wants to be asked for it. */
    trigger: async (userId: string, viewId?: string): Promise<string> => {
      const asked = { user_id: userId, ...(viewId !== undefined && { view_id: viewId }) };
      const answer = await reader.apiCall('views.generateTriggerId', asked);
      return z.object({ trigger_id: z.string() }).parse(answer).trigger_id;
    },
    /** Slack itself shows the view that a submission is answered with; emulate wants to be told. False when another one was faster. */
    showAnswer: async (view: View, next: unknown): Promise<boolean> => {
      const sent = { view_id: view.id, hash: view.hash, view: JSON.stringify(next) };
      const response = await fetch(`${origin}/api/views.update`, {
        method: 'POST',
        headers: { authorization: `Bearer ${READER_TOKEN}` },
        body: new URLSearchParams(sent),
      });
      const answer = answerSchema.parse(await response.json());
      if (answer.view !== undefined) show(answer.view);
      if (!answer.ok && answer.error !== 'hash_conflict') throw new Error(`emulate refused the answer to a submission: ${answer.error}`);
      return answer.ok;
    },
    close: async () => {
      await recorder.close();
      await mailbox.close();
      await emulator.close();
    },
  };
}

/** emulate invents the ids of people and channels; only names can be chosen. */
function seed(scopes: readonly string[]): Readonly<Record<string, unknown>> {
  const reading = ['channels:history', 'groups:history', 'im:history'];
  const listing = ['users:read', 'channels:read', 'groups:read'];
  const app = { client_id: '1.2', client_secret: 'secret', name: 'Cancel Desk', redirect_uris: [], bot_name: 'cancel-desk' };
  return {
    strict_scopes: true,
    signing_secret: SIGNING_SECRET,
    users: [{ name: 'anna' }, { name: 'lena' }],
    // The bot is no member of any: emulate lets it post in public ones all the same, where Slack would say not_in_channel.
    channels: [{ name: 'orders' }, { name: 'approvals' }, { name: 'closed', is_private: true }],
    oauth_apps: [{ ...app, ...BOT, scopes }],
    tokens: [
      { token: BOT_TOKEN, type: 'bot', user: BOT.bot_user_id, scopes, ...BOT },
      { token: READER_TOKEN, type: 'bot', user: BOT.bot_user_id, scopes: reading, ...BOT },
      { token: ADMIN_TOKEN, type: 'user', user: 'admin', scopes: listing },
    ],
  };
}

/** The text of a message as emulate holds it. */
export function read(message: { readonly blocks?: unknown } | undefined): string {
  return textsIn(message?.blocks);
}
