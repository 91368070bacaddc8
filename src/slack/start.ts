import { SocketModeReceiver } from '@slack/bolt';
import type { WebClient } from '@slack/web-api';
import type { Clock } from '../ports/clock.js';
import type { Desk } from '../ports/desk.js';
import type { Log } from '../ports/log.js';
import type { Meter } from '../ports/meter.js';
import type { Health } from '../ports/store.js';
import { boltLogger } from './bolt-logger.js';
import { naming, whoWeAre } from './come-up.js';
import { createSlackApp } from './dispatch.js';
import { createDoor, type DoorOptions } from './door/door.js';
import { createLanguages } from './languages.js';
import { createOnError, createOnUnknown } from './on-error.js';

import { createRoutes } from './routes.js';
import type { Surface } from './surface.js';
import type { Text } from './text/text.js';
import { isTokenRefusal } from './token-gate.js';

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
  readonly meter: Meter;
  readonly health: Health;
  readonly door: Pick<DoorOptions, 'probes' | 'takesEvents'>;
  /** Hears whether Slack says who the app is: until it does, nobody can be let in. */
  readonly onIdentity: (is: 'known' | 'unknown') => void;
}

/** The running surface. */
export interface RunningSlack {
  readonly port: number;
  /** Takes nothing more and lets what is under way come to its answer. */
  stop(): Promise<void>;
}

/** While Slack refuses the token, the clients ask it more seldom. */
const ASK_AGAIN_MS = 15_000;

/**
 * Asks Slack who the app is, and lets people in: over HTTP, or over a socket when there is a token for it; the probes
 * are answered over HTTP either way. While Slack does not take the token the process lives, works on what is begun, is
 * not ready and asks again: one that ended would only be started again, and say why to nobody.
 */
export async function startSlack(parts: SlackParts, port: number): Promise<RunningSlack> {
  const { config, log, clock } = parts;
  const overHttp = config.appToken === undefined;
  const door = createDoor({
    signingSecret: overHttp ? config.signingSecret : undefined,
    clock,
    log,
    meter: parts.meter,
    ...parts.door,
  });
  const socket = socketOf(parts);
  const letIn = async (): Promise<boolean> => {
    const identity = await identityOf(parts);
    if (identity === undefined) return false;
    createSlackApp({ ...appParts(parts), receiver: socket ?? door, identity });
    return true;
  };
  const known = await letIn();
  const listening = await naming({ refused: 'PORT', unreached: 'PORT' }, async () => await door.start(port));
  if (known && socket !== undefined) {
    await naming({ refused: 'SLACK_APP_TOKEN', unreached: 'SLACK_API_URL' }, async () => await socket.start());
  }
  let connected = known;
  let asking = known ? undefined : setTimeout(again, ASK_AGAIN_MS);
  function again(): void {
    letIn()
      .then(async (nowKnown) => {
        connected = nowKnown;
        if (nowKnown) await socket?.start();
        else asking = setTimeout(again, ASK_AGAIN_MS);
      })
      .catch((error: unknown) => log.error('Slack not started', error));
  }
  return {
    port: listening.port,
    stop: async () => {
      clearTimeout(asking);
      if (connected) await socket?.stop();
      await door.stop();
    },
  };
}

function socketOf({ config, log }: SlackParts): SocketModeReceiver | undefined {
  const { appToken, apiUrl } = config;
  if (appToken === undefined) return undefined;
  return new SocketModeReceiver({ appToken, logger: boltLogger(log), installerOptions: { clientOptions: { slackApiUrl: apiUrl } } });
}

/** Undefined when Slack does not say; whoever reads the log or asks for readiness learns why. */
async function identityOf({ clients, log, onIdentity }: SlackParts): Promise<Awaited<ReturnType<typeof whoWeAre>> | undefined> {
  try {
    const identity = await whoWeAre(clients.posts);
    onIdentity('known');
    return identity;
  } catch (error) {
    onIdentity('unknown');
    // Of a token that Slack refuses the clients have said so.
    if (!(error instanceof Error && isTokenRefusal(error.cause)))
      log.error('Slack does not say who the app is, which is asked again by itself', error);
    return undefined;
  }
}

function appParts(parts: SlackParts): Omit<Parameters<typeof createSlackApp>[0], 'receiver' | 'identity'> {
  const { config, clients, log, health } = parts;
  const surface: Surface = {
    desk: parts.desk,
    ...clients,
    languages: createLanguages({ client: clients.posts, log }),
    workspaceText: parts.workspaceText,
    practice: parts.practice,
    log,
    health,
  };
  return {
    botToken: config.botToken,
    apiUrl: config.apiUrl,
    routes: createRoutes(surface),
    log,
    forPerson: health.forPerson,
    onError: createOnError(surface),
    onUnknown: createOnUnknown(surface),
  };
}
