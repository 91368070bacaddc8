import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { projectRoot } from '../../src/root.js';

/** Files that must be refused: where they stand, what they import. One for every cell of the import table that says no. */
const importViolations: readonly (readonly [file: string, specifier: string])[] = [
  ['src/domain/from-ports.ts', '../ports/clock.js'],
  ['src/domain/from-use-cases.ts', '../use-cases/request/confirm.js'],
  ['src/domain/from-slack.ts', '../slack/ids.js'],
  ['src/domain/from-adapters.ts', '../adapters/clock.js'],
  ['src/domain/from-practice.ts', '../practice/amazon/server.js'],
  ['src/domain/from-config.ts', '../config.js'],
  ['src/domain/from-node.ts', 'node:crypto'],
  ['src/domain/from-vendor.ts', '@slack/types'],
  ['src/ports/from-use-cases.ts', '../use-cases/request/confirm.js'],
  ['src/ports/from-adapters.ts', '../adapters/clock.js'],
  ['src/ports/from-vendor.ts', 'zod'],
  ['src/use-cases/request/from-other-task.ts', '../carry-out/undo.js'],
  ['src/use-cases/request/from-slack.ts', '../../slack/ids.js'],
  ['src/use-cases/request/from-jobs.ts', '../../jobs/schedule.js'],
  ['src/use-cases/request/from-adapters.ts', '../../adapters/database/client.js'],
  ['src/use-cases/request/from-practice.ts', '../../practice/amazon/server.js'],
  ['src/use-cases/request/from-prisma.ts', '@prisma/client'],
  ['src/use-cases/request/from-vendor.ts', '@slack/types'],
  ['src/use-cases/facts/from-task.ts', '../request/confirm.js'],
  ['src/slack/from-adapters.ts', '../adapters/database/client.js'],
  ['src/slack/from-jobs.ts', '../jobs/schedule.js'],
  ['src/slack/from-http.ts', '../http/health.js'],
  ['src/slack/from-practice.ts', '../practice/slack/server.js'],
  ['src/slack/from-vendor.ts', 'handlebars'],
  ['src/slack/request/from-sibling.ts', '../decide/view.js'],
  ['src/slack/request/from-adapters.ts', '../../adapters/amazon/orders.js'],
  ['src/slack/request/from-config.ts', '../../config.js'],
  ['src/slack/request/from-vendor.ts', '@prisma/client'],
  ['src/jobs/from-slack.ts', '../slack/announcer.js'],
  ['src/jobs/from-adapters.ts', '../adapters/queue/boss.js'],
  ['src/jobs/from-vendor.ts', 'pg-boss'],
  ['src/jobs/from-slack-vendor.ts', '@slack/web-api'],
  ['src/http/from-adapters.ts', '../adapters/database/client.js'],
  ['src/http/from-slack.ts', '../slack/routes.js'],
  ['src/http/from-slack-vendor.ts', '@slack/bolt'],
  ['src/adapters/from-use-cases.ts', '../use-cases/request/confirm.js'],
  ['src/adapters/amazon/from-sibling.ts', '../database/client.js'],
  ['src/adapters/amazon/from-use-cases.ts', '../../use-cases/request/confirm.js'],
  ['src/adapters/amazon/from-vendor.ts', '@prisma/client'],
  ['src/adapters/amazon/schemas/from-sibling.ts', '../../database/client.js'],
  ['src/adapters/database/from-sibling.ts', '../amazon/orders.js'],
  ['src/adapters/database/from-slack.ts', '../../slack/ids.js'],
  ['src/adapters/database/from-vendor.ts', 'handlebars'],
  ['src/adapters/queue/from-sibling.ts', '../database/client.js'],
  ['src/adapters/queue/from-vendor.ts', '@prisma/client'],
  ['src/adapters/templates/from-sibling.ts', '../amazon/orders.js'],
  ['src/adapters/notifications/from-sibling.ts', '../amazon/orders.js'],
  ['src/adapters/notifications/from-vendor.ts', '@slack/types'],
  ['src/adapters/templates/from-vendor.ts', 'pg'],
  ['src/practice/from-use-cases.ts', '../use-cases/request/confirm.js'],
  ['src/practice/amazon/from-adapters.ts', '../../adapters/amazon/orders.js'],
  ['src/practice/amazon/from-slack.ts', '../../slack/ids.js'],
  ['src/practice/amazon/routes/from-ports.ts', '../../../ports/amazon.js'],
  ['src/config/from-adapters.ts', '../adapters/clock.js'],
  ['src/log/from-config.ts', '../config.js'],
  ['src/from-adapters.ts', './adapters/clock.js'],
  ['src/from-practice.ts', './practice/amazon/server.js'],
  ['src/door/from-practice.ts', '../practice/amazon/server.js'],
];

/** Files that must be refused for what they say. */
const codeViolations: readonly (readonly [file: string, rule: string, code: string])[] = [
  [
    'src/practice/amazon/domain-code.ts',
    'eslint(no-restricted-imports)',
    "import { percent } from '../../domain/rate.js';\nexport const text = percent({ orders: 1, counted: 1 });",
  ],
  ['src/slack/request/exported-from.ts', 'eslint(no-restricted-imports)', "export { undo } from '../decide/undo.js';"],
  ['src/domain/floating.ts', 'typescript(no-floating-promises)', 'export function go(ack: () => Promise<void>): void {\n  ack();\n}'],
  [
    'src/domain/misused.ts',
    'typescript(no-misused-promises)',
    'export function go(test: () => Promise<boolean>): number {\n  if (test()) return 1;\n  return 2;\n}',
  ],
  [
    'src/domain/inexhaustive.ts',
    'typescript(switch-exhaustiveness-check)',
    "export function go(kind: 'a' | 'b'): number {\n  switch (kind) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n}",
  ],
  ['src/domain/any.ts', 'typescript(no-explicit-any)', 'export const value: any = 1;'],
  ['src/domain/bang.ts', 'typescript(no-non-null-assertion)', 'export function go(text?: string): number {\n  return text!.length;\n}'],
  [
    'src/domain/cast.ts',
    'typescript(consistent-type-assertions)',
    'export function go(value: unknown): string {\n  return value as string;\n}',
  ],
  ['src/domain/ignore.ts', 'typescript(ban-ts-comment)', '// @ts-ignore\nexport const one = 1;'],
  ['src/domain/expect-error.ts', 'typescript(ban-ts-comment)', '// @ts-expect-error\nexport const one: string = 1;'],
  ['src/domain/default.ts', 'import(no-default-export)', 'const one = 1;\nexport default one;'],
  ['src/domain/cycle-a.ts', 'import(no-cycle)', "import { b } from './cycle-b.js';\nexport const a = () => b;"],
  ['src/domain/cycle-b.ts', 'import(no-cycle)', "import { a } from './cycle-a.js';\nexport const b = () => a;"],
  ['src/domain/new-date.ts', 'desk(no-system-time)', 'export const now = new Date();'],
  ['src/domain/date-now.ts', 'desk(no-system-time)', 'export const now = Date.now();'],
  ['src/domain/date-call.ts', 'desk(no-system-time)', 'export const now = Date();'],
  ['src/adapters/new-date.ts', 'desk(no-system-time)', 'export const now = new Date();'],
  ['src/slack/process-env.ts', 'node(no-process-env)', "export const port = process.env['PORT'];"],
  ['src/main.ts', 'node(no-process-env)', "export const port = process.env['PORT'];"],
  ['src/jobs/console.ts', 'eslint(no-console)', "console.log('hello');"],
  ['src/jobs/camelCase.ts', 'unicorn(filename-case)', 'export const one = 1;'],
  ['src/jobs/long-file.ts', 'eslint(max-lines)', `export const one = 1;\n${'// more\n'.repeat(250)}`],
  ['src/jobs/long-function.ts', 'eslint(max-lines-per-function)', `export function go(): void {\n${'  go();\n'.repeat(70)}}`],
  [
    'src/jobs/many-params.ts',
    'eslint(max-params)',
    'export const go = (a: number, b: number, c: number, d: number): number => a + b + c + d;',
  ],
];

/** Files that must pass, so that the rules are no wall: what each layer may do. */
const cleanFiles: readonly (readonly [file: string, code: string])[] = [
  [
    'src/domain/clean.ts',
    "import 'zod';\nimport 'date-fns';\nimport 'date-fns/locale';\nimport '@date-fns/tz';\nimport './rate.js';\nexport const moment = new Date(5);\nexport const one = [1] as const;",
  ],
  ['src/ports/clean.ts', "import '../domain/rate.js';\nimport './clock.js';"],
  [
    'src/use-cases/request/clean.ts',
    "import '../../domain/rate.js';\nimport '../../ports/clock.js';\nimport './draft.js';\nimport '../facts/read-order.js';",
  ],
  [
    'src/slack/clean.ts',
    "import '@slack/bolt';\nimport '../use-cases/request/confirm.js';\nimport './request/handler.js';\nimport './text/en.js';",
  ],
  [
    'src/slack/request/clean.ts',
    "import '@slack/types';\nimport '../../use-cases/request/confirm.js';\nimport '../../domain/rate.js';\nimport '../ids.js';\nimport '../text/en.js';\nimport './view.js';",
  ],
  ['src/jobs/clean.ts', "import '../use-cases/request/confirm.js';\nimport './schedule.js';"],
  ['src/http/clean.ts', "import 'node:http';\nimport '../ports/store.js';"],
  ['src/adapters/clock.ts', 'export const now = () => new Date();'],
  ['src/adapters/amazon/clean.ts', "import 'fast-xml-parser';\nimport 'zod';\nimport '../../ports/amazon.js';\nimport './token.js';"],
  ['src/adapters/database/clean.ts', "import '@prisma/client';\nimport '@electric-sql/pglite';\nimport '../../root.js';"],
  ['src/adapters/database/cases/clean.ts', "import '../client.js';\nimport '../../../domain/rate.js';"],
  ['src/adapters/queue/clean.ts', "import 'pg-boss';"],
  ['src/adapters/templates/clean.ts', "import 'handlebars';"],
  ['src/adapters/notifications/clean.ts', "import '@aws-sdk/client-sqs';\nimport '../../ports/notifications.js';"],
  [
    'src/practice/amazon/clean.ts',
    "import type { Region } from '../../domain/marketplaces.js';\nimport 'node:http';\nexport const region: Region = 'eu';",
  ],
  ['src/config.ts', "import './config/amazon.js';\nexport const environment = process.env;"],
  ['src/app.ts', "import './adapters/clock.js';\nimport './practice/amazon/server.js';\nimport './slack/routes.js';"],
  ['src/demo/main.ts', "import '../practice/amazon/server.js';"],
];

const outputSchema = z.object({
  diagnostics: z.array(z.object({ filename: z.string(), code: z.string().optional(), message: z.string() })),
});

describe('the lint rules', () => {
  let folder = '';
  let findings: readonly string[] = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lint-rules-'));
    for (const name of ['.oxlintrc.json', 'tsconfig.json', 'tools/lint'])
      await cp(join(projectRoot, name), join(folder, name), { recursive: true });
    await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'));
    for (const [file, specifier] of importViolations) await plant(file, `import '${specifier}';`);
    for (const [file, , code] of codeViolations) await plant(file, code);
    for (const [file, code] of cleanFiles) await plant(file, code);
    const { diagnostics } = outputSchema.parse(JSON.parse(await lint()));
    findings = diagnostics.map(({ filename, code, message }) => `${filename} ${code ?? message}`);
  });

  afterAll(() => rm(folder, { recursive: true }));

  async function plant(file: string, code: string): Promise<void> {
    await mkdir(join(folder, dirname(file)), { recursive: true });
    await writeFile(join(folder, file), `${code}\n`);
  }

  function lint(): Promise<string> {
    const oxlint = join(projectRoot, 'node_modules/oxlint/bin/oxlint');
    return new Promise((resolve) => {
      // It ends with 1 because it finds what was planted.
      execFile(process.execPath, [oxlint, '--type-aware', '--format=json', 'src'], { cwd: folder }, (_error, stdout) => resolve(stdout));
    });
  }

  it.each(importViolations)('refuse that %s imports %s', (file) => {
    expect(findings.filter((finding) => finding.startsWith(`${file} `))).toEqual([`${file} eslint(no-restricted-imports)`]);
  });

  it.each(codeViolations)('refuse %s by %s', (file, rule) => {
    expect(findings.filter((finding) => finding.startsWith(`${file} `))).toEqual([`${file} ${rule}`]);
  });

  it.each(cleanFiles)('let %s pass', (file) => {
    expect(findings.filter((finding) => finding.startsWith(`${file} `))).toEqual([]);
  });

  it('find nothing else', () => {
    expect(findings).toHaveLength(importViolations.length + codeViolations.length);
  });
});
