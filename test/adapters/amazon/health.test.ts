import { gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { amazonOnStage, GERMANY, type Stage } from './amazon-on-stage.js';

const REPORT = 'GET /reports/2021-06-30/reports/r1';
const RATE = {
  reportingDateRange: { reportingDateFrom: '2026-11-16T00:00Z', reportingDateTo: '2026-11-22T23:59Z' },
  orderCount: 212,
  cancellationCount: 4,
  status: 'GOOD',
  rate: 0.0189,
  targetValue: 0.025,
  targetCondition: 'LESS_THAN',
};
const REPORTED = {
  marketplaceId: 'A1PA6795UKMFR9',
  rate: { orders: 212, counted: 4 },
  target: { numerator: 25, denominator: 1000 },
  from: new Date('2026-11-16T00:00:00Z'),
  to: new Date('2026-11-22T23:59:00Z'),
};

async function stageWithReport(performanceMetrics: unknown): Promise<Stage> {
  const stage = await amazonOnStage();
  stage.on(REPORT, { status: 200, json: { reportId: 'r1', processingStatus: 'DONE', reportDocumentId: 'd1' } });
  stage.on('GET /reports/2021-06-30/documents/d1', {
    status: 200,
    json: { reportDocumentId: 'd1', url: `${stage.url}/download/1`, compressionAlgorithm: 'GZIP' },
  });
  stage.on('GET /download/1', { status: 200, body: gzipSync(JSON.stringify({ accountStatuses: [], performanceMetrics })) });
  return stage;
}

describe('the account-health report', () => {
  it('is asked for with the marketplaces', async () => {
    const stage = await amazonOnStage();
    stage.on('POST /reports/2021-06-30/reports', { status: 202, json: { reportId: 'r1' } });
    expect(await stage.amazon.health.request([GERMANY])).toEqual({ ok: true, value: { reportId: 'r1' } });
    const body = { reportType: 'GET_V2_SELLER_PERFORMANCE_REPORT', marketplaceIds: ['A1PA6795UKMFR9'] };
    expect(JSON.parse(stage.received[0]?.body ?? '')).toEqual(body);
  });

  it.each([
    ['IN_QUEUE', undefined, 'pending'],
    ['IN_PROGRESS', undefined, 'pending'],
    ['FATAL', 'd1', 'gone'],
    ['CANCELLED', undefined, 'gone'],
    ['DONE', undefined, 'gone'],
  ])('%s with document %s is %s', async (processingStatus, reportDocumentId, state) => {
    const stage = await amazonOnStage();
    stage.on(REPORT, { status: 200, json: { reportId: 'r1', processingStatus, reportDocumentId } });
    expect(await stage.amazon.health.read('r1')).toEqual({ ok: true, value: state });
  });

  it('gives counts, target and window, under the schema’s name and under that of its example', async () => {
    for (const name of ['preFulfillmentCancellationRate', 'prefulfillmentCancelRate']) {
      const stage = await stageWithReport([{ marketplaceId: GERMANY, lateShipmentRate: { orderCount: 9 }, [name]: RATE }]);
      expect(await stage.amazon.health.read('r1')).toEqual({ ok: true, value: [REPORTED] });
    }
  });

  it('leaves a marketplace out that lacks a figure or is not ours', async () => {
    const stage = await stageWithReport([
      { marketplaceId: GERMANY },
      { marketplaceId: GERMANY, preFulfillmentCancellationRate: { ...RATE, orderCount: undefined } },
      { marketplaceId: GERMANY, preFulfillmentCancellationRate: { ...RATE, cancellationCount: -1 } },
      { marketplaceId: GERMANY, preFulfillmentCancellationRate: { ...RATE, reportingDateRange: {} } },
      { preFulfillmentCancellationRate: RATE },
      null,
      { marketplaceId: 'A13V1IB3VIYZZH', preFulfillmentCancellationRate: RATE },
      { marketplaceId: GERMANY, preFulfillmentCancellationRate: RATE },
    ]);
    expect(await stage.amazon.health.read('r1')).toEqual({ ok: true, value: [REPORTED] });
  });

  it.each([
    [{ targetValue: 0.01 }, { numerator: 1, denominator: 100 }],
    [{ targetValue: 0.5 }, { numerator: 5, denominator: 10 }],
    [{ targetValue: 2.5 }, undefined],
    [{ targetValue: 0 }, undefined],
    [{ targetValue: '0.025' }, undefined],
    [{ targetValue: undefined }, undefined],
    [{ targetCondition: 'GREATER_THAN' }, undefined],
  ])('reads the target %j as %j', async (changes, target) => {
    const stage = await stageWithReport([{ marketplaceId: GERMANY, preFulfillmentCancellationRate: { ...RATE, ...changes } }]);
    expect(await stage.amazon.health.read('r1')).toEqual({ ok: true, value: [{ ...REPORTED, target }] });
  });

  it('is not read from anything else', async () => {
    const stage = await stageWithReport('none');
    const failure = { kind: 'unavailable', message: 'report is no account-health report' };
    expect(await stage.amazon.health.read('r1')).toEqual({ ok: false, failure });
  });
});
