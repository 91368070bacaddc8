import type { Log } from '../../src/ports/log.js';

/** A log that says nothing. */
export const silentLog: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  about: async (_fields, work) => await work(),
};
