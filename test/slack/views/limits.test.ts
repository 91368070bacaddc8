import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sections } from '../../../src/slack/blocks.js';
import { cut, escaped, inCode, inLine, inLines } from '../../../src/slack/limits.js';

const anything = fc.string({ unit: fc.constantFrom('a', '&', '<', '>', '*', '`', '\n', '\r', '\u202E', '😀', ' ', '!'), maxLength: 400 });
const length = fc.integer({ min: 10, max: 300 });

describe('cut', () => {
  it('keeps what fits and marks what does not', () => {
    expect(cut('kettle', 6)).toBe('kettle');
    expect(cut('kettles', 6)).toBe('kettl…');
  });

  it('never splits a character pair', () => {
    expect(cut('aa😀😀', 4)).toBe('aa…');
  });

  it('is never longer than it may be', () => {
    fc.assert(
      fc.property(anything, length, (text, max) => {
        expect(cut(text, max).length).toBeLessThanOrEqual(max);
      }),
    );
  });
});

describe('text from outside', () => {
  it.each([
    ['<!channel>', '&lt;!channel&gt;'],
    ['<@U0LEAD001> & <https://evil.example|Amazon>', '&lt;@U0LEAD001&gt; &amp; &lt;https://evil.example|Amazon&gt;'],
    ['two\r\nlines\u2028three', 'two lines three'],
    ['turned \u202Earound\u202C', 'turned  around'],
  ])('%j is shown in one line as %j', (text, said) => {
    expect(inLine(text, 100)).toBe(said);
  });

  it('keeps its line breaks where a colleague wrote it', () => {
    expect(inLines('one\n\ntwo\u0000 \u202Ethree', 100)).toBe('one\n\ntwo   three');
  });

  it('can be copied from code sign by sign', () => {
    expect(inCode('KETTLE_BLUE*2~', 50)).toBe('`KETTLE_BLUE*2~`');
    expect(inCode('`a` <b>', 50)).toBe("`'a' &lt;b&gt;`");
  });

  it('never opens markup, is never too long, and never ends within an entity', () => {
    fc.assert(
      fc.property(anything, length, (text, max) => {
        for (const said of [inLine(text, max), inLines(text, max), inCode(text, max).slice(1, -1)]) {
          expect(said.length).toBeLessThanOrEqual(max);
          expect(said).not.toMatch(/[<>\u202E\r]/);
          expect(said).not.toMatch(/&(?!amp;|lt;|gt;)/);
        }
      }),
    );
  });

  it('is only shortened when it has to be', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(inLine(text, 5000)).toBe(escaped(text.replace(/[\n\r\u202E]+/g, ' ').trim()));
      }),
    );
  });
});

describe('sections', () => {
  it('puts whole lines into as few paragraphs as they fit', () => {
    const lines = Array.from({ length: 50 }, (_, index) => `${index}`.padEnd(100, '.'));
    const paragraphs = sections(lines).map((one) => one.text?.text ?? '');
    expect(paragraphs.map((one) => one.length)).toEqual([2928, 2120]);
    expect(paragraphs.flatMap((one) => one.split('\n'))).toEqual(lines);
  });

  it('makes none of no lines', () => {
    expect(sections([])).toEqual([]);
  });
});
