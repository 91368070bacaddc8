import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { z } from 'zod';
import { projectRoot } from '../root.js';

/** The app as a process of its own, as `npm start` runs it. */
export interface AppProcess {
  readonly port: number;
  /** Asks it to stop and waits; gives its exit code. */
  stop(): Promise<number | null>;
  /** Ends it at once, as kill -9 does, and waits for that. */
  kill(): Promise<void>;
  /** Stops it in the middle of whatever it does, as a paused machine is; `thaw` lets it go on as if nothing had been. */
  freeze(): void;
  thaw(): void;
  /** What it logged, for when something goes wrong. */
  readonly lines: readonly string[];
}

const STARTS_WITHIN_MS = 40_000;
const runningSchema = z.object({ event: z.literal('Cancel Desk is running'), port: z.number() });

/** Starts the unchanged app with this environment and nothing else; rejects when it does not come up. */
export async function startAppProcess(environment: Readonly<Record<string, string>>): Promise<AppProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(projectRoot, 'src/main.ts')], {
    cwd: projectRoot,
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const end = async (signal: NodeJS.Signals): Promise<number | null> => {
    child.kill(signal);
    return await ended;
  };
  const port = await new Promise<number>((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`The app did not start in time:\n${lines.join('\n')}`)), STARTS_WITHIN_MS);
    createInterface({ input: child.stderr }).on('line', (line) => lines.push(line));
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      const running = portOf(line);
      if (running === undefined) return;
      clearTimeout(late);
      resolve(running);
    });
    child.once('exit', (code) => reject(new Error(`The app ended with ${code}:\n${lines.join('\n')}`)));
  });
  return {
    port,
    lines,
    kill: async () => void (await end('SIGKILL')),
    stop: async () => await end('SIGTERM'),
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
  };
}

function portOf(line: string): number | undefined {
  return line.startsWith('{') ? runningSchema.safeParse(JSON.parse(line)).data?.port : undefined;
}
