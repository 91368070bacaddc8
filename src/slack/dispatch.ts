import { App, type Receiver } from '@slack/bolt';
import type { KnownBlock, ModalView } from '@slack/types';
import type { UserId } from '../domain/ids.js';
import type { Log } from '../ports/log.js';
import { boltLogger } from './bolt-logger.js';
import {
  type ActionRequest,
  actionSchema,
  type CommandRequest,
  commandSchema,
  type EventRequest,
  eventSchema,
  type ShortcutRequest,
  shortcutSchema,
  type SubmissionRequest,
  submissionSchema,
} from './requests.js';

/** What is said to the one person who asked. */
export interface EphemeralAnswer {
  readonly text: string;
  readonly blocks?: KnownBlock[];
}

/** What a submitted modal turns into. */
export type SubmissionAnswer =
  | { readonly response_action: 'update'; readonly view: ModalView }
  | { readonly response_action: 'errors'; readonly errors: Record<string, string> };

/** `ack` comes first, before anything slow; what follows it is waited for by nobody. */
export type CommandHandler = (request: CommandRequest, ack: (answer?: EphemeralAnswer) => Promise<void>) => Promise<void>;
export type ActionHandler = (request: ActionRequest, ack: () => Promise<void>) => Promise<void>;
export type ShortcutHandler = (request: ShortcutRequest, ack: () => Promise<void>) => Promise<void>;
export type EventHandler = (request: EventRequest) => Promise<void>;
export type SubmissionHandler = (request: SubmissionRequest, ack: (answer?: SubmissionAnswer) => Promise<void>) => Promise<void>;

/** Everything that can be reached from Slack, by exact id. An action id may go on after a colon. */
export interface Routes {
  readonly commands: Readonly<Record<string, CommandHandler>>;
  readonly actions: Readonly<Record<string, ActionHandler>>;
  readonly submissions: Readonly<Record<string, SubmissionHandler>>;
  readonly shortcuts: Readonly<Record<string, ShortcutHandler>>;
  readonly events: Readonly<Record<string, EventHandler>>;
}

/** Where to find the person when something goes wrong. */
export interface AskedFrom {
  readonly userId: UserId;
  readonly route: string;
  readonly viewId: string | undefined;
  readonly responseUrl: string | undefined;
  /** The person did something and waits for an answer, if need be by direct message; opening the Home is no such thing. */
  readonly waits: boolean;
}

export interface DispatchParts {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly apiUrl: string;
  /** Known once; asked for again with no request. */
  readonly identity: { readonly botId: string; readonly botUserId: string };
  readonly routes: Routes;
  readonly log: Log;
  /** Wraps whatever is done for somebody who waits. */
  readonly forPerson: (work: () => Promise<void>) => Promise<void>;
  /** Something was thrown: the person is told, with a reference. */
  readonly onError: (error: unknown, from: AskedFrom) => Promise<void>;
  /** A button or view that this version does not know. */
  readonly onUnknown: (from: AskedFrom) => Promise<void>;
}

/**
 * The Bolt app. Bolt runs every listener of a kind for every request, at some 12 µs each, so there is none: one
 * middleware looks up by id whose handler is meant, and passes on only what is nobody's.
 */
export function createSlackApp(parts: DispatchParts): App {
  const { botId, botUserId } = parts.identity;
  const app = new App({
    receiver: parts.receiver,
    authorize: async () => ({ botToken: parts.botToken, botId, botUserId }),
    clientOptions: { slackApiUrl: parts.apiUrl },
    logger: boltLogger(parts.log),
    convoStore: false,
    ignoreSelf: false,
  });
  const handle = createDispatch(parts);
  app.use(async (received) => {
    const ack: unknown = 'ack' in received ? received.ack : undefined;
    const known = await handle(received.body, async (answer) => {
      if (typeof ack === 'function') await Reflect.apply(ack, undefined, answer === undefined ? [] : [answer]);
    });
    if (!known) await received.next();
  });
  app.error(async (error) => parts.log.error('request not handled', error, { source: 'bolt' }));
  return app;
}

type Acknowledge = (answer?: object) => Promise<void>;

/** Gives a request to the handler of its command, action or view; false for what is none of these. */
function createDispatch(parts: DispatchParts): (body: unknown, ack: Acknowledge) => Promise<boolean> {
  const commands = new Map(Object.entries(parts.routes.commands));
  const actions = new Map(Object.entries(parts.routes.actions));
  const submissions = new Map(Object.entries(parts.routes.submissions));
  const shortcuts = new Map(Object.entries(parts.routes.shortcuts));
  const events = new Map(Object.entries(parts.routes.events));
  const run = async (from: AskedFrom, ack: Acknowledge, handler: (() => Promise<void>) | undefined): Promise<true> => {
    if (handler !== undefined) await guarded(parts, from, handler);
    else {
      await ack();
      await parts.onUnknown(from);
    }
    return true;
  };
  const command = async (body: unknown, ack: Acknowledge): Promise<true> => {
    const request = commandSchema.parse(body);
    const from = { userId: request.userId, route: request.command, viewId: undefined, responseUrl: request.responseUrl, waits: true };
    const handler = commands.get(request.command);
    const say = async (answer?: EphemeralAnswer): Promise<void> => await ack(answer && { response_type: 'ephemeral', ...answer });
    return await run(from, ack, handler && (async () => await handler(request, say)));
  };
  const action = async (body: unknown, ack: Acknowledge): Promise<true> => {
    const request = actionSchema.parse(body);
    const route = request.actionId.split(':', 1)[0] ?? '';
    const viewId = request.view?.type === 'modal' ? request.view.id : undefined;
    const from = { userId: request.userId, route, viewId, responseUrl: request.responseUrl, waits: true };
    const handler = actions.get(route);
    return await run(from, ack, handler && (async () => await handler(request, async () => await ack())));
  };
  const submission = async (body: unknown, ack: Acknowledge): Promise<true> => {
    const request = submissionSchema.parse(body);
    const from = { userId: request.userId, route: request.view.callbackId, viewId: request.view.id, responseUrl: undefined, waits: true };
    const handler = submissions.get(request.view.callbackId);
    return await run(from, ack, handler && (async () => await handler(request, ack)));
  };
  const shortcut = async (body: unknown, ack: Acknowledge): Promise<true> => {
    const request = shortcutSchema.parse(body);
    const from = { userId: request.userId, route: request.callbackId, viewId: undefined, responseUrl: request.responseUrl, waits: true };
    const handler = shortcuts.get(request.callbackId);
    return await run(from, ack, handler && (async () => await handler(request, async () => await ack())));
  };
  // Slack sends no event that manifest.yml does not ask for; one of another version is let go.
  const event = async (body: unknown): Promise<boolean> => {
    const request = eventSchema.safeParse(body).data;
    const handler = request && events.get(request.type);
    if (request === undefined || handler === undefined) return false;
    const from = { userId: request.userId, route: request.type, viewId: undefined, responseUrl: undefined, waits: false };
    await guarded(parts, from, async () => await handler(request));
    return true;
  };
  return async (body, ack) => {
    if (typeof body !== 'object' || body === null) return false;
    if ('command' in body) return await command(body, ack);
    const type = 'type' in body ? body.type : undefined;
    if (type === 'block_actions') return await action(body, ack);
    if (type === 'view_submission') return await submission(body, ack);
    if (type === 'shortcut' || type === 'message_action') return await shortcut(body, ack);
    if (type === 'event_callback') return await event(body);
    return false;
  };
}

async function guarded(parts: DispatchParts, from: AskedFrom, handle: () => Promise<void>): Promise<void> {
  await parts.forPerson(async () => {
    try {
      await parts.log.about({ route: from.route, userId: from.userId }, handle);
    } catch (error) {
      await parts.onError(error, from);
    }
  });
}
