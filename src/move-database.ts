import { moveAll } from './adapters/database/move-all.js';
import { openDatabase } from './adapters/database/open.js';
import { problemsText, readMove } from './config.js';

const NEXT = 'Start the app with DATABASE_URL from now on, and keep DATA_DIR until you have seen it work.\n';

/** Copies the embedded database in DATA_DIR to the server at DATABASE_URL, which has to be empty. The folder stays as it is. */
const configured = readMove();
if (configured.ok) await move(configured.move);
else fail(problemsText(configured.problems));

async function move({ dataDir, url }: { readonly dataDir: string; readonly url: string }): Promise<void> {
  try {
    // Its lock says so when the app is still running on it.
    const source = await openDatabase({ kind: 'embedded', dataDir });
    try {
      const target = await openDatabase({ kind: 'url', url });
      try {
        const outcome = await moveAll(source, target);
        const tables = outcome.tables.map(({ table, rows }) => `  ${table}: ${rows}\n`).join('');
        if (outcome.kind === 'moved') process.stdout.write(`Moved and compared, row by row:\n${tables}${NEXT}`);
        else fail(`The database at DATABASE_URL is not empty, so nothing was moved:\n${tables}`);
      } finally {
        await target.close();
      }
    } finally {
      await source.close();
    }
  } catch (error) {
    fail(`Nothing was moved: ${error instanceof Error ? error.message : String(error)}\n`);
  }
}

function fail(said: string): void {
  process.stderr.write(said);
  process.exitCode = 1;
}
