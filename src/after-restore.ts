import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from './adapters/clock.js';
import { openDatabase } from './adapters/database/open.js';
import { type Config, problemsText, readConfig } from './config.js';
import type { LiveAmazon } from './config/amazon.js';
import { createLog } from './log.js';
import { compareWithAmazon } from './use-cases/restore/compare.js';
import { restoreReport } from './use-cases/restore/report.js';
import { wireDesk } from './wiring.js';

/** Run once after a backup of the database was put back, before the app is started: compares it with Amazon, and says what differs. */
const configured = readConfig();
if (!configured.ok) fail(problemsText(configured.problems));
else if (configured.config.amazon.kind === 'practice')
  fail('There is no Amazon to compare with in practice mode: the pretended one begins anew with every start.\n');
else await compare(configured.config, configured.config.amazon);

async function compare(config: Config, amazon: LiveAmazon): Promise<void> {
  const log = createLog({ level: 'silent', stream: process.stderr });
  try {
    // The embedded database's lock says so when the app is still running on it.
    const engine = await openDatabase(config.database, config.encryptionKeys);
    try {
      const { repositories, accounts } = wireDesk({ config, amazon, practice: false, engine, clock: systemClock, log });
      await accounts.reload();
      const desk = { ...repositories, clock: systemClock, accounts };
      const comparison = await compareWithAmazon(desk, async (milliseconds) => await pause(milliseconds));
      process.stdout.write(restoreReport(comparison));
      if (comparison.notRead.length > 0) process.exitCode = 1;
    } finally {
      await engine.close();
    }
  } catch (error) {
    fail(`Not compared to the end; run it again: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function fail(said: string): void {
  process.stderr.write(said);
  process.exitCode = 1;
}
