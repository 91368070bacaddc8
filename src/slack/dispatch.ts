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
export type SubmissionHandler = (request: SubmissionRequest, ack: (answer?: SubmissionAnswer) => Promise<void>) => Promise<void>;

/** Everything that can be reached from Slack, by exact id. An action id may go on after a colon. */
export interface Routes {
  readonly commands: Readonly<Record<string, CommandHandler>>;
  readonly actions: Readonly<Record<string, ActionHandler>>;
  readonly submissions: Readonly<Record<string, SubmissionHandler>>;
}

/** Where to find the person when something goes wrong. */
export interface AskedFrom {
  readonly userId: UserId;
  readonly route: string;
  readonly viewId: string | undefined;
  readonly responseUrl: string | undefined;
}

export interface DispatchParts {
  readonly receiver: Receiver;
  readonly botToken: string;
  readonly apiUrl: string;
  /** Known once; asked for again with no request. */
  readonly identity: { readonly botId: string; readonly botUserId: string };
  readonly routes: Routes;
  readonly log: Log;
  /** Something was thrown: the person is told, with a reference. */
  readonly onError: (error: unknown, from: AskedFrom) => Promise<void>;
  /** A button or view that this version does not know. */
  readonly onUnknown: (from: AskedFrom) => Promise<void>;
}

/**
 * The Bolt app: three listeners for everything, since Bolt runs all of a kind for every request. Which handler is
 * meant is looked up by id.
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
  const commands = new Map(Object.entries(parts.routes.commands));
  const actions = new Map(Object.entries(parts.routes.actions));
  const submissions = new Map(Object.entries(parts.routes.submissions));
  const ANY = /^/;

  app.command(ANY, async ({ body, ack }) => {
    const request = commandSchema.parse(body);
    const from = { userId: request.userId, route: request.command, viewId: undefined, responseUrl: request.responseUrl };
    const handler = commands.get(request.command);
    if (handler === undefined) {
      await ack();
      return await parts.onUnknown(from);
    }
    const say = async (answer?: EphemeralAnswer): Promise<void> => await ack(answer && { response_type: 'ephemeral', ...answer });
    await guarded(parts, from, async () => await handler(request, say));
  });
  app.action(ANY, async ({ body, ack }) => {
    const request = actionSchema.parse(body);
    const route = request.actionId.split(':', 1)[0] ?? '';
    const from = { userId: request.userId, route, viewId: request.view?.id, responseUrl: request.responseUrl };
    const handler = actions.get(route);
    if (handler === undefined) {
      await ack();
      return await parts.onUnknown(from);
    }
    await guarded(parts, from, async () => await handler(request, async () => await ack()));
  });
  app.view(ANY, async ({ body, ack }) => {
    const request = submissionSchema.parse(body);
    const from = { userId: request.userId, route: request.view.callbackId, viewId: request.view.id, responseUrl: undefined };
    const handler = submissions.get(request.view.callbackId);
    if (handler === undefined) {
      await ack();
      return await parts.onUnknown(from);
    }
    const turnInto = async (answer?: SubmissionAnswer): Promise<void> => await (answer === undefined ? ack() : ack(answer));
    await guarded(parts, from, async () => await handler(request, turnInto));
  });
  app.error(async (error) => parts.log.error('request not handled', error, { source: 'bolt' }));
  return app;
}

async function guarded(parts: DispatchParts, from: AskedFrom, handle: () => Promise<void>): Promise<void> {
  try {
    await handle();
  } catch (error) {
    await parts.onError(error, from);
  }
}
