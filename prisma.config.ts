import { defineConfig } from 'prisma/config';

// `generate` needs no schema engine, but Prisma looks for one and would download it. Naming any program that exists
// keeps `npm ci` and `npm test` working where only the npm registry can be reached. Never for `migrate`: with a
// program that is not the engine it would do nothing and not say so.
if (process.argv.includes('generate')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath;

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
});
