import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Absolute path of the package: the nearest folder upwards that has a package.json. The same from `src/` and from
 * `dist/`, so that templates and migrations are read from one place and never copied.
 */
export const projectRoot: string = nearestPackage(dirname(fileURLToPath(import.meta.url)));

function nearestPackage(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('No package.json above the module: the app must run inside its package.');
  return nearestPackage(parent);
}
