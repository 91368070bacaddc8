import { type Logger, LogLevel } from '@slack/bolt';
import type { Log } from '../ports/log.js';

/**
 * Bolt's and its clients' logger. At DEBUG they print requests and answers whole, so debug goes nowhere and the level
 * cannot be changed. Of what else they say, texts and errors go through the log's own filter; objects are left out.
 */
export function boltLogger(log: Log): Logger {
  return {
    debug: () => undefined,
    info: (...said: unknown[]) => log.info('Slack client reports', { source: 'slack', reason: textOf(said) }),
    warn: (...said: unknown[]) => log.warn('Slack client warns', { source: 'slack', reason: textOf(said) }),
    error: (...said: unknown[]) => {
      const thrown = said.find((one) => one instanceof Error);
      log.error('Slack client failed', thrown ?? textOf(said), { source: 'slack', ...(thrown && { reason: textOf(said) }) });
    },
    setLevel: () => undefined,
    getLevel: () => LogLevel.INFO,
    setName: () => undefined,
  };
}

function textOf(said: readonly unknown[]): string | undefined {
  const texts = said.filter((one) => typeof one === 'string');
  return texts.length === 0 ? undefined : texts.join(' ');
}
