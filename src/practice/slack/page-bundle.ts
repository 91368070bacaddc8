import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

interface PageFile {
  readonly type: string;
  readonly content: string | Uint8Array;
}

/** The page's files by path, made from its sources in memory. Rejects when they do not compile. */
export async function buildPage(): Promise<ReadonlyMap<string, PageFile>> {
  const folder = new URL('page/', import.meta.url);
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL('main.tsx', folder))],
    outdir: '/',
    bundle: true,
    write: false,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    tsconfig: fileURLToPath(new URL('tsconfig.json', folder)),
    logLevel: 'silent',
  });
  const made = (ending: string): Uint8Array => outputFiles.find(({ path }) => path.endsWith(ending))?.contents ?? new Uint8Array();
  return new Map<string, PageFile>([
    ['/', { type: 'text/html; charset=utf-8', content: await readFile(new URL('index.html', folder), 'utf8') }],
    ['/page.js', { type: 'text/javascript; charset=utf-8', content: made('main.js') }],
    ['/page.css', { type: 'text/css; charset=utf-8', content: made('main.css') }],
  ]);
}
