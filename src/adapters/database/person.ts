import { AsyncLocalStorage } from 'node:async_hooks';

/** What one request of a person has cost and done at the database so far. */
interface Asked {
  patienceMs: number;
  mayHaveWritten: boolean;
}

const asked = new AsyncLocalStorage<Asked>();

/** A statement may take this long at no cost, however many there are: a busy database is none that hangs. */
const QUICK_MS = 250;
/** What all statements of a request may take beyond that, so that a person is told before Slack's three seconds are over. */
const PATIENCE_MS = 2_000;
/** Nobody waits: far more than any statement of ours takes; a connection whose other end is gone is noticed by it. */
const IN_BACKGROUND_MS = 15_000;

/** The database said nothing for too long; its connection was given up, so that a transaction without its commit is none. */
export class DatabaseSilent extends Error {
  constructor() {
    super('The database did not answer in time');
  }
}

/** Work for a person who waits: in it the database has to answer soon, and it is remembered whether anything may have been written. */
export async function forPerson<T>(work: () => Promise<T>): Promise<T> {
  return await asked.run({ patienceMs: PATIENCE_MS, mayHaveWritten: false }, work);
}

/** True when what this request wanted, or a part of it, was written or may have been. */
export function mayHaveWritten(): boolean {
  return asked.getStore()?.mayHaveWritten === true;
}

export function noteWritten(): void {
  const request = asked.getStore();
  if (request !== undefined) request.mayHaveWritten = true;
}

/** Waits for the database as long as whoever asks can wait. Throws `DatabaseSilent` after that. */
export async function patiently<T>(work: Promise<T>): Promise<T> {
  const request = asked.getStore();
  const limitMs = request === undefined ? IN_BACKGROUND_MS : QUICK_MS + Math.max(0, request.patienceMs);
  const startedAt = performance.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new DatabaseSilent()), limitMs);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
    if (request !== undefined) request.patienceMs -= Math.max(0, performance.now() - startedAt - QUICK_MS);
  }
}
