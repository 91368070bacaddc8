import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FeedLine, isUrgent, lineResult, type ProcessingReport, type ReportResult } from '../../src/domain/feed.js';
import { caseIdSchema, orderIdSchema } from '../../src/domain/ids.js';
import { ORDER } from '../fixtures/cases.js';

const LINE: FeedLine = {
  messageId: 2,
  caseId: caseIdSchema.parse('11111111-1111-4111-8111-111111111111'),
  orderId: ORDER,
  code: 'NoInventory',
  orderItemIds: ['12345678901234'],
};
const OTHER = orderIdSchema.parse('303-1234567-7654321');

function result(changes: Partial<ReportResult> = {}): ReportResult {
  return { messageId: 2, severity: 'Error', code: '18028', description: 'The order is already shipped.', orderId: ORDER, ...changes };
}

/** A report of three lines: so many errors by its summary, with the given results. */
function report(withError: number, results: readonly ReportResult[]): ProcessingReport {
  return { summary: { processed: 3, successful: 3 - withError, withError }, results };
}

const SHIPPED = { kind: 'error', code: '18028', description: 'The order is already shipped.' };

describe('a line of a processing report', () => {
  it.each([
    { name: 'its own message id', own: result({ orderId: undefined }) },
    { name: 'its order, under another message id', own: result({ messageId: 7 }) },
    { name: 'the whole document', own: result({ messageId: 0, orderId: undefined }) },
    { name: 'its own message id and another order', own: result({ orderId: OTHER }) },
  ])('has the error that stands for $name', ({ own }) => {
    expect(lineResult(report(1, [own]), LINE, 3)).toEqual(SHIPPED);
  });

  it('has its error though the report has no summary, or one that leaves lines out', () => {
    expect(lineResult({ summary: undefined, results: [result()] }, LINE, 3)).toEqual(SHIPPED);
    expect(lineResult({ summary: { processed: 1, successful: 0, withError: 1 }, results: [result()] }, LINE, 3)).toEqual(SHIPPED);
  });

  it('has the first of its errors, in Amazon’s words', () => {
    const results = [
      result({ severity: 'Warning', code: '1', description: 'Late.' }),
      result({ messageId: 1, orderId: OTHER, code: '2', description: 'Another’s.' }),
      result({ code: '18027', description: 'Not yours.' }),
      result(),
    ];
    expect(lineResult(report(2, results), LINE, 3)).toEqual({ kind: 'error', code: '18027', description: 'Not yours.' });
  });

  it.each([
    { name: 'the report is empty and complete', given: report(0, []) },
    { name: 'another line has the error', given: report(1, [result({ messageId: 3, orderId: OTHER })]) },
    { name: 'it has a warning', given: report(0, [result({ severity: 'Warning' })]) },
    { name: 'the whole document has a warning', given: report(0, [result({ severity: 'Warning', messageId: 0 })]) },
  ])('has no error when $name', ({ given }) => {
    expect(lineResult(given, LINE, 3)).toEqual({ kind: 'no-error' });
  });

  it.each<{ readonly name: string; readonly given: ProcessingReport }>([
    { name: 'there is no summary', given: { summary: undefined, results: [] } },
    { name: 'there is no summary but a warning', given: { summary: undefined, results: [result({ severity: 'Warning' })] } },
    { name: 'fewer lines were processed than sent', given: { summary: { processed: 2, successful: 2, withError: 0 }, results: [] } },
    { name: 'nothing was processed', given: { summary: { processed: 0, successful: 0, withError: 0 }, results: [] } },
    { name: 'an error is counted and not listed', given: report(1, []) },
    { name: 'two errors are counted and one listed', given: report(2, [result({ messageId: 3, orderId: OTHER })]) },
    { name: 'an error is counted and a warning listed', given: report(1, [result({ severity: 'Warning' })]) },
  ])('is unknown when $name', ({ given }) => {
    expect(lineResult(given, LINE, 3)).toEqual({ kind: 'unknown' });
  });

  it('has no error only in a complete report whose errors are all another’s', () => {
    const anyResult = fc.record({
      messageId: fc.nat(3),
      severity: fc.constantFrom('Error' as const, 'Warning' as const),
      code: fc.constant('18028'),
      description: fc.constant('No.'),
      orderId: fc.constantFrom(ORDER, OTHER, undefined),
    });
    const count = fc.nat(4);
    const summary = fc.option(fc.record({ processed: count, successful: count, withError: count }), { nil: undefined });
    fc.assert(
      fc.property(summary, fc.array(anyResult, { maxLength: 4 }), (said, results) => {
        const errors = results.filter(({ severity }) => severity === 'Error');
        const others = errors.every(({ messageId, orderId }) => messageId !== 0 && messageId !== 2 && orderId !== ORDER);
        const complete = said !== undefined && said.processed >= 3 && said.withError <= errors.length;
        const kind = lineResult({ summary: said, results }, LINE, 3).kind;
        expect(kind).toBe(others ? (complete ? 'no-error' : 'unknown') : 'error');
      }),
    );
  });
});

describe('a feed', () => {
  const now = new Date('2026-11-24T12:00:00Z');
  const lineBy = (shipBy: string): FeedLine => ({ ...LINE, shipBy: new Date(shipBy) });

  it.each([
    {
      name: 'an order to be shipped within four hours',
      lines: [LINE, lineBy('2026-11-25T12:00:00Z'), lineBy('2026-11-24T15:59:00Z')],
      urgent: true,
    },
    { name: 'an order that should have been shipped', lines: [lineBy('2026-11-24T09:00:00Z')], urgent: true },
    { name: 'orders with four hours or more', lines: [lineBy('2026-11-24T16:00:00Z')], urgent: false },
    { name: 'orders whose time to ship is not known', lines: [LINE], urgent: false },
  ])('with $name is urgent: $urgent', ({ lines, urgent }) => {
    expect(isUrgent({ lines }, now)).toBe(urgent);
  });
});
