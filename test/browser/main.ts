import { startVitest } from 'vitest/node';
import { chromiumPath } from './chromium.js';

if (chromiumPath() === undefined) {
  process.stdout.write('There is no chromium on this machine, so the browser tests are left out. Debian: apt-get install chromium\n');
} else {
  const vitest = await startVitest('test', process.argv.slice(2), { config: 'test/browser/vitest.config.ts', watch: false });
  await vitest.close();
}
