// Prints the SQL that leads from a database to prisma/schema.prisma: the body of the next migration, to be read and
// commented by a person. Prisma's own `migrate diff` needs a program that npm does not bring; this is the same engine
// as WebAssembly. Usage: DATABASE_URL=postgresql://… node tools/migration-sql.mjs
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { PrismaPg } from '@prisma/adapter-pg';

const require = createRequire(import.meta.url);
const { bindMigrationAwareSqlAdapterFactory } = createRequire(require.resolve('@prisma/adapter-pg'))('@prisma/driver-adapter-utils');
const url = process.env.DATABASE_URL;
if (url === undefined) throw new Error('DATABASE_URL is missing: it names a migrated database');

const path = new URL('../prisma/schema.prisma', import.meta.url).pathname;
const schema = { path, content: readFileSync(path, 'utf8') };
// The package exports no file that Node loads without a bundler, so its files are taken by their place.
const engineFile = (name) => new URL(`../node_modules/@prisma/schema-engine-wasm/${name}`, import.meta.url);
const glue = await import(engineFile('schema_engine_bg.js').href);
const { instance } = await WebAssembly.instantiate(readFileSync(engineFile('schema_engine_bg.wasm')), {
  './schema_engine_bg.js': glue,
});
glue.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start();
const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg(url));
const engine = await glue.SchemaEngine.new({ datamodels: [[schema.path, schema.content]] }, () => undefined, adapter);
const answer = await engine.diff({
  from: { tag: 'schemaDatasource', files: [schema], configDir: '.' },
  to: { tag: 'schemaDatamodel', files: [schema] },
  script: true,
  shadowDatabaseUrl: null,
  exitCode: null,
  filters: { externalTables: ['public._prisma_migrations'], externalEnums: [] },
});
process.stdout.write(answer.stdout ?? '');
process.exit(0);
