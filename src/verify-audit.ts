import { createAuditSeals } from './adapters/database/audit-seal.js';
import { openDatabase } from './adapters/database/open.js';
import { type AuditProblem, verifyAudit } from './adapters/database/verify-audit.js';
import { problemsText, readDatabase } from './config.js';

const SAID: Readonly<Record<AuditProblem['what'], string>> = {
  changed: 'is not as it was written, or what stood before it was changed',
  'missing-or-moved': 'is not where it was: a row was taken away, put in or moved',
  'put-in': 'has no seal among rows that have one',
  'end-changed': 'does not fit: what the case says of its rows was changed',
  'without-key': 'is sealed without a key, though rows before it have one',
  'unknown-key': 'is sealed under a key that is not in ENCRYPTION_KEY: it cannot be checked',
  'without-case': 'belongs to no case',
};

/** Checks what is on record of every case against its seals: whether any row was changed, taken away, put in or moved. */
const configured = readDatabase();
if (configured.ok) await verify(configured.place);
else fail(problemsText(configured.problems));

async function verify({ database, encryptionKeys }: Extract<ReturnType<typeof readDatabase>, { ok: true }>['place']): Promise<void> {
  try {
    // The embedded database's lock says so when the app is still running on it.
    const engine = await openDatabase(database, encryptionKeys);
    try {
      let problems = 0;
      const { cases, rows, weak } = await verifyAudit(engine.sql, createAuditSeals(encryptionKeys), (problem) => {
        problems += 1;
        const where = problem.row === undefined ? 'the end of its rows' : `row ${problem.row}`;
        process.stdout.write(`Order ${problem.orderId ?? '–'}, case ${problem.caseId}: ${where} ${SAID[problem.what]}.\n`);
      });
      const plain = encryptionKeys.length === 0 ? ' Without ENCRYPTION_KEY a seal is a sum that anybody can make who can write here.' : '';
      process.stdout.write(
        `${cases} cases with ${rows} rows; cases from before there were seals or a key: ${weak}; wrong: ${problems}.${plain}\n`,
      );
      if (problems > 0) process.exitCode = 1;
    } finally {
      await engine.close();
    }
  } catch (error) {
    fail(`Not checked: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function fail(said: string): void {
  process.stderr.write(said);
  process.exitCode = 1;
}
