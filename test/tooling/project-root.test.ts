import { cp, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '../../src/root.js';

describe('the root of the project', () => {
  it('is the folder of package.json, seen from the sources', () => {
    expect(projectRoot).toBe(process.cwd());
  });

  it.each(['dist', 'dist/deeper'])('is the same seen from %s', async (place) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'project-root-')));
    onTestFinished(() => rm(folder, { recursive: true }));
    await writeFile(join(folder, 'package.json'), '{}');
    await cp(join(projectRoot, 'src/root.ts'), join(folder, place, 'root.ts'));
    const moved: unknown = await import(pathToFileURL(join(folder, place, 'root.ts')).href);
    expect(moved).toMatchObject({ projectRoot: folder });
  });
});
