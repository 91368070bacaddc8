import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

/** A program under measurement. */
export interface MeasuredProcess {
  readonly port: number;
  /** From the start of the process until it says that it is running. */
  readonly startMs: number;
  /** Processor time used so far, user and system, in milliseconds. */
  cpuMs(): number;
  /** Resident memory in megabytes. */
  memoryMb(): number;
  stop(): Promise<void>;
}

/** Linux counts processor time in hundredths of a second (getconf CLK_TCK). */
const TICK_MS = 10;

/** Starts a program that prints a line of JSON with its port once it is running. */
export async function startMeasured(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<MeasuredProcess> {
  const began = performance.now();
  const child = spawn(process.execPath, [...args], { env: { ...environment }, stdio: ['ignore', 'pipe', 'inherit'] });
  const port = await new Promise<number>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${args.join(' ')} ended with ${code}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      const found = /"port":(\d+)/.exec(line)?.[1];
      if (found !== undefined && line.includes('running')) resolve(Number(found));
    });
  });
  const startMs = performance.now() - began;
  return {
    port,
    startMs,
    cpuMs: () => {
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
    },
    memoryMb: () => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) / 1024,
    stop: async () => {
      await new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      });
    },
  };
}
