import { parseArgs } from 'node:util';
import { playMorning } from './morning.js';
import { type Stage, startStage } from './stage.js';
import { createTranscript } from './transcript.js';

const USAGE = `npm run demo                  the practice workspace in the browser, until Ctrl-C
npm run demo -- --play        one morning, played and printed
npm run demo -- --socket      the app is reached by Socket Mode in the place of signed HTTP
npm run demo -- --port 4000   where the page is
npm run demo -- --chinese     everybody reads Chinese`;

/** Long enough to see the countdown and to press Undo. */
const OUTBOX_SECONDS = 15;
const OUTBOX_SECONDS_PLAYED = 3;
const PORT = '3456';

const say = (line: string): void => void process.stdout.write(`${line}\n`);
const options = readOptions();
if (options === undefined) {
  say(USAGE);
  process.exit(1);
}
process.exit(await (options.play ? play(options.socket) : stay(options)));

interface Options {
  readonly play: boolean;
  readonly socket: boolean;
  readonly chinese: boolean;
  readonly port: number;
}

function readOptions(): Options | undefined {
  try {
    const { values } = parseArgs({
      options: {
        play: { type: 'boolean', default: false },
        socket: { type: 'boolean', default: false },
        chinese: { type: 'boolean', default: false },
        port: { type: 'string', default: PORT },
      },
    });
    const port = Number(values.port);
    return Number.isInteger(port) && port >= 0 && port < 65_536 ? { ...values, port } : undefined;
  } catch {
    return undefined;
  }
}

/** Plays one morning. 0 when it ends as it must. */
async function play(socketMode: boolean): Promise<number> {
  let stage: Stage | undefined;
  try {
    say('Starting a pretended Amazon, a pretended Slack, and the app as its own process …');
    stage = await startStage({ socketMode, outboxSeconds: OUTBOX_SECONDS_PLAYED, port: 0, page: false });
    await playMorning({ ...stage, transcript: createTranscript(say) });
    const code = await stage.close();
    if (code !== 0) throw new Error(`The app ended with ${code} in the place of 0`);
    say('\nEvery step ended as it must.');
    return 0;
  } catch (error) {
    say(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
    if (stage !== undefined) say(`\nWhat the app logged last:\n${stage.app.lines.slice(-20).join('\n')}`);
    await stage?.close();
    return 1;
  }
}

/** Opens the workspace as a page and stays until it is told to stop. */
async function stay({ socket: socketMode, chinese, port }: Options): Promise<number> {
  const language = chinese ? 'zh' : 'en';
  say('Starting; Amazon takes a moment for its first report …');
  try {
    const stage = await startStage({ socketMode, outboxSeconds: OUTBOX_SECONDS, port, language, page: true });
    say(`\nThe practice workspace is open:  ${stage.slack.origin}\n`);
    say('Pick an order on the right, press Cancel and then Send. Ctrl-C ends it; nothing is kept.');
    await new Promise<void>((resolve) => {
      process.once('SIGINT', resolve);
      process.once('SIGTERM', resolve);
    });
    const code = await stage.close();
    return code === 0 || code === null ? 0 : 1;
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    say(taken ? `Port ${port} is in use. Try: npm run demo -- --port ${port + 1}` : `The demo could not start: ${String(error)}`);
    return 1;
  }
}
