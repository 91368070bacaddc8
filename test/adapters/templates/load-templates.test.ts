import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadTemplates } from '../../../src/adapters/templates/load-templates.js';
import { lintMessage } from '../../../src/domain/message-lint.js';
import { type MessagePurpose, REASONS } from '../../../src/domain/reason.js';
import { projectRoot } from '../../../src/root.js';

const templates = loadTemplates(join(projectRoot, 'templates/buyer'));
const variables = { orderId: '111-2233445-6677889', items: 'Blue kettle', senderName: 'James', hours: 12 };
const ofReasons = REASONS.flatMap((reason) => [reason.template, ...reason.subReasons.flatMap((sub) => sub.template ?? [])]);
const purposes = [...new Set<MessagePurpose>([...ofReasons, 'how-to-request', 'on-its-way', 'already-packed'])];

function load(name: string, source: string): () => unknown {
  const folder = mkdtempSync(join(tmpdir(), 'templates-'));
  writeFileSync(join(folder, name), source);
  return () => loadTemplates(folder);
}

describe('the buyer templates', () => {
  it('hold the founding English text word for word', () => {
    expect(templates.render('seed', 'en', variables)).toBe(
      [
        'Dear customer,',
        'We have already canceled your order. The money will back to your original payment method within 12 hours. Please kindly review your account. Thank you for your purchase anyway.',
        'Best regards,',
        'James',
      ].join('\n'),
    );
  });

  it('write the out-of-stock message in German', () => {
    expect(templates.render('out-of-stock', 'de', variables)).toContain(
      'Wir mussten Ihre Bestellung 111-2233445-6677889 (Blue kettle) stornieren. Beim Packen war der Artikel nicht mehr auf Lager.',
    );
  });

  it.each(purposes)('have %s in English, Chinese, German and Japanese, and Amazon would take each', (purpose) => {
    expect([...templates.languages(purpose)].sort()).toEqual(['de', 'en', 'ja', 'zh']);
    const longest = { ...variables, items: 'Ä'.repeat(5000), senderName: 'N'.repeat(5000) };
    for (const language of templates.languages(purpose)) {
      expect(lintMessage(templates.render(purpose, language, longest), variables)).toEqual([]);
    }
  });

  it.each(['en', 'zh'])('warn of the fixed refund time of the founding text in %s', (language) => {
    const kinds = lintMessage(templates.render('seed', language, variables), variables).map(
      (finding) => `${finding.severity} ${finding.kind}`,
    );
    expect(kinds).toContain('warn fixed-refund-time');
    expect(kinds.filter((kind) => kind.startsWith('refuse '))).toEqual([]);
  });

  it('put a title with line breaks, braces and tags on one harmless line', () => {
    const text = templates.render('other', 'en', { ...variables, items: '<!channel>\n{{orderId}}\u202E' });
    expect(text).toContain('(!channel orderId)');
  });
});

describe('a broken template', () => {
  it.each([
    ['{{constructor}}', 'other.en.hbs: line 1: unknown variable {{constructor}}; known are orderId, items, senderName, hours'],
    ['Hello\n{{buyerName}}', 'other.en.hbs: line 2: unknown variable {{buyerName}}; known are orderId, items, senderName, hours'],
    ['{{#each items}}x{{/each}}', 'other.en.hbs: line 1: only {{variable}} is allowed, no blocks, partials or decorators'],
    ['{{> other}}', 'other.en.hbs: line 1: only {{variable}} is allowed, no blocks, partials or decorators'],
    ['{{lookup items 0}}', 'other.en.hbs: line 1: unknown variable {{lookup}}; known are orderId, items, senderName, hours'],
    ['{{items 0}}', 'other.en.hbs: line 1: {{items}} takes no arguments'],
    ['{{{items}}}', 'other.en.hbs: line 1: write {{items}} with two braces'],
    ['{{items', 'other.en.hbs: Parse error on line 1:'],
  ])('such as %j is refused by name and line', (source, problem) => {
    expect(load('other.en.hbs', source)).toThrow(`Templates that cannot be used:\n${problem}`);
  });

  it('with another kind of name is refused', () => {
    expect(load('Other.hbs', 'x')).toThrow('Other.hbs: must be called <purpose>.<language>.hbs');
  });
});
