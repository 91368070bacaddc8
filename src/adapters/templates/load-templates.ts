import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Handlebars from 'handlebars';
import type { MessagePurpose } from '../../domain/reason.js';
import type { Templates, TemplateVariables } from '../../ports/templates.js';
import { templateProblems } from './check-template.js';

/** `<purpose>.<language>.hbs` */
const FILE_NAME = /^([a-z-]+)\.([a-z]{2})\.hbs$/;
/** A message has 2 000 characters in all; titles may take this many of them. */
const ITEMS_MAX_LENGTH = 300;
const COMPILING = { noEscape: true, strict: true, knownHelpersOnly: true } as const;
const RENDERING = { allowProtoPropertiesByDefault: false, allowProtoMethodsByDefault: false } as const;

/**
 * Reads and checks all buyer templates of a folder. Throws one error that names every broken template with its line:
 * a message that cannot be written must be known at the start, not in front of a buyer.
 */
export function loadTemplates(folder: string): Templates {
  const templates = new Map<string, Handlebars.TemplateDelegate<TemplateVariables>>();
  const languages = new Map<string, string[]>();
  const problems: string[] = [];
  for (const name of readdirSync(folder)
    .filter((one) => one.endsWith('.hbs'))
    .sort()) {
    const [, purpose, language] = FILE_NAME.exec(name) ?? [];
    const source = readFileSync(join(folder, name), 'utf8');
    if (purpose === undefined || language === undefined) problems.push(`${name}: must be called <purpose>.<language>.hbs`);
    else {
      const found = templateProblems(source);
      problems.push(...found.map((problem) => `${name}: ${problem}`));
      if (found.length === 0) templates.set(`${purpose}.${language}`, Handlebars.compile(source, COMPILING));
      languages.set(purpose, [...(languages.get(purpose) ?? []), language]);
    }
  }
  if (problems.length > 0) throw new Error(`Templates that cannot be used:\n${problems.join('\n')}`);
  return {
    languages: (purpose) => languages.get(purpose) ?? [],
    render: (purpose, language, variables) => render(templates, { purpose, language, variables }),
  };
}

interface Wanted {
  readonly purpose: MessagePurpose;
  readonly language: string;
  readonly variables: TemplateVariables;
}

function render(templates: ReadonlyMap<string, Handlebars.TemplateDelegate<TemplateVariables>>, wanted: Wanted): string {
  const template = templates.get(`${wanted.purpose}.${wanted.language}`);
  if (template === undefined) throw new Error(`No template ${wanted.purpose}.${wanted.language}`);
  const { orderId, items, senderName, hours } = wanted.variables;
  return template({ orderId, hours, items: onOneLine(items), senderName: onOneLine(senderName) }, RENDERING).trim();
}

/** Titles and names come from elsewhere: no line breaks, control characters or addresses, and no more than fits. */
function onOneLine(text: string): string {
  const plain = text
    .replace(/(?:https?:\/\/|www\.)[^\s"')]*/gi, '')
    .replace(/[\p{Cc}\p{Cf}\s<>{}]+/gu, ' ')
    .trim();
  return plain.length <= ITEMS_MAX_LENGTH ? plain : `${plain.slice(0, ITEMS_MAX_LENGTH - 1).trimEnd()}…`;
}
