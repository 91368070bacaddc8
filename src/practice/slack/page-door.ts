import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import type { Container } from './containers.js';
import { buildPage } from './page-bundle.js';
import type { Deed, Outcome } from './page/model.js';
import { snapshotFor } from './page-snapshot.js';
import type { AppAnswer } from './sender.js';
import { type Door, type Exchange, type PracticeSlack, readAll, sendJson } from './server.js';

const value = z.record(z.string(), z.unknown());
const field = { blockId: z.string(), actionId: z.string() };
const container: z.ZodType<Container> = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('message'), channel: z.string(), ts: z.string() }),
  z.object({ kind: z.literal('view'), viewId: z.string() }),
  z.object({ kind: z.literal('home') }),
]);
const entries = z.array(z.object({ ...field, value }));
const deed: z.ZodType<Deed> = z.discriminatedUnion('do', [
  z.object({ do: z.literal('command'), text: z.string(), channel: z.string() }),
  z.object({ do: z.literal('say'), text: z.string().min(1), channel: z.string(), thread: z.string().optional() }),
  z.object({ do: z.literal('press'), container, ...field, chosen: value.optional(), entries }),
  z.object({ do: z.literal('submit'), viewId: z.string(), entries }),
  z.object({ do: z.literal('close'), viewId: z.string(), all: z.boolean() }),
  z.object({ do: z.literal('suggest'), container, ...field, typed: z.string() }),
  z.object({ do: z.literal('shortcut'), callbackId: z.string() }),
  z.object({ do: z.literal('message-shortcut'), callbackId: z.string(), channel: z.string(), ts: z.string() }),
  z.object({ do: z.literal('open-home') }),
]);
const asked = z.object({ as: z.string(), deed });

/** Changes come in crowds; one picture of them is enough. */
const GATHER_MS = 30;

/**
 * The workspace as a page in the browser: its files, a live stream of what a person sees, and what a person does. Only
 * this machine reaches it, and only this very page may ask for deeds.
 */
export async function createPageDoor(): Promise<Door> {
  const page = await buildPage();
  return async (slack, exchange) => {
    const { request, response, path } = exchange;
    const file = page.get(path);
    if (request.method === 'GET' && file !== undefined) {
      response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.content);
      return true;
    }
    if (request.method === 'GET' && path === '/page/live') return live(slack, exchange);
    if (request.method !== 'POST' || path !== '/page/act') return false;
    if (!isOwnPage(request, slack.origin)) sendJson(response, 403, { ok: false, trouble: 'Not from this page.' });
    else {
      const { as, deed: wanted } = asked.parse(JSON.parse(await readAll(request)));
      sendJson(response, 200, await act(slack, as, wanted).catch((error: unknown) => inTrouble(String(error))));
    }
    return true;
  };
}

function isOwnPage({ headers }: IncomingMessage, origin: string): boolean {
  return headers['content-type'] === 'application/json' && (headers.origin === undefined || headers.origin === origin);
}

/** Sends what this person sees, and again whenever it changes, until the page goes away. */
function live(slack: PracticeSlack, { request, response }: Exchange): true {
  const as = new URL(request.url ?? '/', slack.origin).searchParams.get('as') ?? '';
  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
  const send = (): void => void response.write(`data: ${JSON.stringify(snapshotFor(slack.context, as))}\n\n`);
  let waiting: NodeJS.Timeout | undefined;
  const unwatch = slack.context.state.watch(() => {
    waiting ??= setTimeout(() => {
      waiting = undefined;
      send();
    }, GATHER_MS);
  });
  response.on('close', () => {
    clearTimeout(waiting);
    unwatch();
  });
  send();
  return true;
}

async function act(slack: PracticeSlack, as: string, wanted: Deed): Promise<Outcome> {
  const { client } = slack.person(as);
  const { state } = slack.context;
  switch (wanted.do) {
    case 'command':
      return outcomeOf(await client.command(wanted.text, wanted.channel), wanted.text.split(' ', 1)[0]);
    case 'say':
      state.messages.push({
        channel: wanted.channel,
        ts: state.nextTs(slack.context.now()),
        from: as,
        text: wanted.text,
        blocks: [],
        edits: 0,
        ...(wanted.thread !== undefined && { thread: wanted.thread }),
      });
      state.changed();
      return { ok: true };
    case 'press':
      for (const entry of wanted.entries) client.enter({ container: wanted.container, ...entry }, entry.value);
      return outcomeOf(await client.press(wanted));
    case 'submit':
      for (const entry of wanted.entries) client.enter({ container: { kind: 'view', viewId: wanted.viewId }, ...entry }, entry.value);
      return outcomeOf(await client.submit(wanted.viewId));
    case 'close':
      await client.close(wanted.viewId, wanted.all);
      return { ok: true };
    case 'suggest':
      return { ok: true, result: await client.suggest(wanted, wanted.typed) };
    case 'shortcut':
      return outcomeOf(await client.shortcut(wanted.callbackId));
    case 'message-shortcut':
      return outcomeOf(await client.messageShortcut(wanted.callbackId, { kind: 'message', channel: wanted.channel, ts: wanted.ts }));
    case 'open-home':
      await client.openHome();
      return { ok: true };
  }
}

/** Slack's words for an app that does not answer as it must. */
function outcomeOf({ status }: AppAnswer, command?: string): Outcome {
  if (status === 200) return { ok: true };
  const error = status === 0 ? 'operation_timeout' : 'dispatch_failed';
  return inTrouble(
    command === undefined ? `We had some trouble connecting. Try again? (${error})` : `${command} failed with the error "${error}"`,
  );
}

function inTrouble(trouble: string): Outcome {
  return { ok: false, trouble };
}
