import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findOrderIds } from '../../src/domain/order-ids.js';

const ID = '111-2233445-6677889';
const OTHER = '303-1234567-7654321';

function idOf(number: number): string {
  return `111-2233445-${String(number).padStart(7, '0')}`;
}

describe('a text with order ids', () => {
  it.each([
    { name: 'the id alone', text: '111-2233445-6677889' },
    { name: 'spaces and line ends around it', text: ' \t111-2233445-6677889\r\n' },
    { name: 'a hyphen of Unicode (U+2010)', text: '111\u20102233445\u20106677889' },
    { name: 'a non-breaking hyphen (U+2011)', text: '111\u20112233445\u20116677889' },
    { name: 'a figure dash (U+2012)', text: '111\u20122233445\u20126677889' },
    { name: 'an en dash (U+2013)', text: '111\u20132233445\u20136677889' },
    { name: 'an em dash (U+2014)', text: '111\u20142233445\u20146677889' },
    { name: 'a horizontal bar (U+2015)', text: '111\u20152233445\u20156677889' },
    { name: 'a minus sign (U+2212)', text: '111\u22122233445\u22126677889' },
    { name: 'a small hyphen (U+FE63)', text: '111\uFE632233445\uFE636677889' },
    { name: 'a small em dash (U+FE58)', text: '111\uFE582233445\uFE586677889' },
    { name: 'a full-width hyphen (U+FF0D)', text: '111\uFF0D2233445\uFF0D6677889' },
    { name: 'full-width digits', text: '１１１－２２３３４４５－６６７７８８９' },
    { name: 'different dashes in one id', text: '111–2233445-6677889' },
    { name: 'spaces around the dashes', text: '111 - 2233445 – 6677889' },
    { name: 'a no-break space around the dashes', text: '111\u00A0-\u00A02233445\u00A0-\u00A06677889' },
    { name: 'a line broken at the dash', text: '111-2233445-\n6677889' },
    { name: 'the end of a sentence', text: 'Please cancel 111-2233445-6677889.' },
    { name: 'a label before it', text: 'Order:111-2233445-6677889' },
    { name: 'Chinese around it', text: '订单111-2233445-6677889，谢谢。' },
    { name: 'bold and code of Slack', text: '*111-2233445-6677889* `111-2233445-6677889`' },
    { name: 'a table cell', text: '|KETTLE|111-2233445-6677889|Blue kettle|' },
    { name: 'a line of CSV', text: '"KETTLE","111-2233445-6677889","1"' },
    { name: 'a link to Seller Central', text: 'https://sellercentral.amazon.com/orders-v3/order/111-2233445-6677889?ref=x' },
    { name: 'a link as Slack passes it on', text: '<https://sellercentral.amazon.com/orders-v3/order/111-2233445-6677889|order>' },
    { name: 'a link with the id in the query', text: 'https://www.amazon.de/x?orderId=111-2233445-6677889&ref=y#top' },
    { name: 'the same id three times', text: '111-2233445-6677889 111–2233445–6677889,\n１１１-2233445-6677889' },
  ])('is read with $name', ({ text }) => {
    expect(findOrderIds(text)).toEqual({ ids: [ID], malformed: [] });
  });

  it.each([
    { separator: ' ' },
    { separator: '\n' },
    { separator: '\t' },
    { separator: ',' },
    { separator: '; ' },
    { separator: '|' },
    { separator: '，' },
    { separator: ' and ' },
  ])('is read in order of appearance with $separator between them', ({ separator }) => {
    expect(findOrderIds(`${OTHER}${separator}${ID}${separator}${OTHER}`)).toEqual({ ids: [OTHER, ID], malformed: [] });
  });
});

describe('what only looks like an order id', () => {
  it.each([
    { name: 'a digit too few', text: '111-2233445-667788' },
    { name: 'a digit too many', text: '111-2233445-66778890' },
    { name: 'a short first part', text: '11-2233445-6677889' },
    { name: 'a fourth part', text: '111-2233445-6677889-1234567' },
    { name: 'no dashes', text: '11122334456677889' },
    { name: 'two parts', text: '111-2233445' },
    { name: 'a letter for a digit', text: '111-2233445-66778O9' },
    { name: 'underscores for dashes', text: '111_2233445_6677889' },
  ])('has $name and is named as it stands', ({ text }) => {
    expect(findOrderIds(text)).toEqual({ ids: [], malformed: [text] });
  });

  it.each(['', '   \n ', 'cancel', 'please cancel 2 of 3', 'a-b-c', '---', '\u0000'])('is not in %j', (text) => {
    expect(findOrderIds(text)).toEqual({ ids: [], malformed: [] });
  });

  it('stands beside the ids that are right', () => {
    expect(findOrderIds(`${ID}, 111-22, ${OTHER}`)).toEqual({ ids: [ID, OTHER], malformed: ['111-22'] });
  });

  it('is shortened to 40 characters, named once, and at most five times', () => {
    expect(findOrderIds(`${'7'.repeat(60)} ${'7'.repeat(60)}`).malformed).toEqual(['7'.repeat(40)]);
    expect(findOrderIds('10 11 12 13 14 15 16').malformed).toEqual(['10', '11', '12', '13', '14']);
  });
});

describe('a huge text', () => {
  it('gives the first 100 ids, each once', () => {
    const ids = Array.from({ length: 150 }, (_, number) => idOf(number));
    expect(findOrderIds(ids.join(' ')).ids).toEqual(ids.slice(0, 100));
    expect(findOrderIds([...ids.slice(0, 90), ...ids.slice(0, 90)].join('\n')).ids).toEqual(ids.slice(0, 90));
  });

  it('is read up to 20 000 characters', () => {
    expect(findOrderIds(`${' '.repeat(19_980)}${ID} ${OTHER}`).ids).toEqual([ID]);
  });

  it.each([' ', '-', '1', ' -', '- ', '111-', 'a', '\u2013', '\uFDFA', '1a'])('of 100 000 times %j is read to its end', (piece) => {
    expect(findOrderIds(piece.repeat(100_000)).ids).toEqual([]);
  });
});

describe('any text at all', () => {
  it('never gives anything but ids, each once', () => {
    const piece = fc.constantFrom('1', '22', '333', '1234567', '-', ' ', ',', 'a', '–', ID);
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (pasted) => {
        const { ids, malformed } = findOrderIds(pasted);
        expect(ids.filter((id) => !/^\d{3}-\d{7}-\d{7}$/.test(id))).toEqual([]);
        expect(new Set(ids).size).toBe(ids.length);
        expect(malformed.length).toBeLessThanOrEqual(5);
      }),
    );
  });

  it('gives back every id that was put between words', () => {
    const ids = fc.uniqueArray(fc.integer({ min: 0, max: 9_999_999 }).map(idOf), { maxLength: 100 });
    fc.assert(
      fc.property(ids, fc.constantFrom(' ', ', ', '\n', ' or '), (wanted, separator) => {
        expect(findOrderIds(wanted.join(separator)).ids).toEqual(wanted);
      }),
    );
  });
});
