import { systemClock } from './adapters/clock.js';
import { type Engine, openDatabase } from './adapters/database/open.js';
import { randomIds } from './adapters/ids.js';
import { type App, startApp } from './app.js';
import { type Config, problemsText, readConfig } from './config.js';
import { type LiveAmazon, pretendedAccount } from './config/amazon.js';
import { createLog } from './log.js';
import type { Log } from './ports/log.js';

/** How long a stop may take before the process ends all the same; what is under way is taken up at the next start. */
const STOP_WITHIN_MS = 25_000;
/** Whoever shares out requests between instances asks for readiness every second or so, and has heard of the end by then. */
const HEARD_OF_AFTER_MS = 1_500;

const configured = readConfig();
if (configured.ok) await run(configured.config);
else fail(problemsText(configured.problems));

async function run(config: Config): Promise<void> {
  const log = createLog({ level: config.logLevel, stream: process.stdout });
  process.on('unhandledRejection', (error) => log.error('promise rejected and nobody looked', error));
  try {
    const practice = config.amazon.kind === 'practice';
    const amazon = config.amazon.kind === 'practice' ? await startPractice() : config.amazon;
    const engine = await openDatabase(config.database, config.encryptionKeys);
    const app = await startApp({
      config,
      amazon,
      practice,
      engine,
      alone: config.database.kind === 'embedded',
      clock: systemClock,
      ids: randomIds,
      log,
    });
    stopOnSignal({ app, engine, log });
    await app.startWork();
    log.info('Cancel Desk is running', { port: app.port, mode: practice ? 'practice' : 'live' });
  } catch (error) {
    log.error('Cancel Desk could not start', error);
    fail(`Cancel Desk could not start: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

/** Without an Amazon account the app talks to a pretended one in this very process, over HTTP as to the real one. */
async function startPractice(): Promise<LiveAmazon> {
  const { startPracticeAmazon } = await import('./practice/amazon/server.js');
  return pretendedAccount(await startPracticeAmazon({ now: () => systemClock.now() }));
}

function stopOnSignal({ app, engine, log }: { readonly app: App; readonly engine: Engine; readonly log: Log }): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) return;
    stopping = true;
    log.info('stopping', { signal });
    setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
    stopAll(app, engine).then(
      () => process.exit(0),
      (error: unknown) => {
        log.error('not stopped cleanly', error);
        process.exit(1);
      },
    );
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

async function stopAll(app: App, engine: Engine): Promise<void> {
  app.leave();
  await new Promise((resolve) => {
    setTimeout(resolve, HEARD_OF_AFTER_MS);
  });
  await app.stop();
  await engine.close();
}

function fail(said: string): void {
  process.stderr.write(said);
  process.exit(1);
}
