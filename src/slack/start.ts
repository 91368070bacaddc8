import { SocketModeReceiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../ports/clock.js';
import type { Desk } from '../ports/desk.js';
import type { Log } from '../ports/log.js';
import { boltLogger } from './bolt-logger.js';
import { naming, whoWeAre } from './come-up.js';
import { createSlackApp } from './dispatch.js';
import { createDoor, type DoorOptions } from './door/door.js';
import { createLanguages } from './languages.js';
import { createOnError, createOnUnknown } from './on-error.js';

import { createRoutes } from './routes.js';
import type { Surface } from './surface.js';
import type { Text } from './text/text.js';

/** How Slack reaches us: a signing secret over HTTP, or a token for the socket. */
interface WayIn {
  readonly botToken: string;
  readonly apiUrl: string;
  readonly appToken: string | undefined;
  readonly signingSecret: string | undefined;
}

/** What the surface is made of. */
export interface SlackParts {
  readonly config: WayIn;
  readonly clients: { readonly views: WebClient; readonly posts: WebClient };
  readonly desk: Desk;
  /** Language of what everybody reads. */
  readonly workspaceText: Text;
  readonly practice: boolean;
  readonly clock: Clock;
  readonly log: Log;
  readonly probes: DoorOptions['probes'];
}

/** The running surface. */
export interface RunningSlack {
  readonly port: number;
  /** Takes nothing more and lets what is under way come to its answer. */
  stop(): Promise<void>;
}

/**
 * Asks Slack once who the app is, and lets people in: over HTTP, or over a socket when there is a token for it; the
 * probes are answered over HTTP either way. Throws when Slack does not know the token.
 */
export async function startSlack(parts: SlackParts, port: number): Promise<RunningSlack> {
  const { config, clients, log, clock } = parts;
  const identity = await whoWeAre(clients.posts);
  const surface: Surface = {
    desk: parts.desk,
    ...clients,
    languages: createLanguages({ client: clients.posts, log }),
    workspaceText: parts.workspaceText,
    practice: parts.practice,
    log,
  };
  const overHttp = config.appToken === undefined;
  const door = createDoor({ signingSecret: overHttp ? config.signingSecret : undefined, clock, log, probes: parts.probes });
  const socket =
    config.appToken === undefined
      ? undefined
      : new SocketModeReceiver({
          appToken: config.appToken,
          logger: boltLogger(log),
          installerOptions: { clientOptions: { slackApiUrl: config.apiUrl } },
        });
  createSlackApp({
    receiver: socket ?? door,
    botToken: config.botToken,
    apiUrl: config.apiUrl,
    identity,
    routes: createRoutes(surface),
    log,
    onError: createOnError(surface),
    onUnknown: createOnUnknown(surface),
  });
  const listening = await naming({ refused: 'PORT', unreached: 'PORT' }, async () => await door.start(port));
  if (socket !== undefined) {
    await naming({ refused: 'SLACK_APP_TOKEN', unreached: 'SLACK_API_URL' }, async () => await socket.start());
  }
  return {
    port: listening.port,
    stop: async () => {
      await socket?.stop();
      await door.stop();
    },
  };
}
