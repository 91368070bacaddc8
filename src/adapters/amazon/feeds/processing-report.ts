import { z } from 'zod';
import type { ProcessingReport, ReportResult } from '../../../domain/feed.js';
import type { AmazonResult } from '../../../ports/amazon.js';
import { unescapeXml, xmlText } from './xml-text.js';

const LISTS: ReadonlySet<string> = new Set(['Message', 'Result']);

const count = z
  .string()
  .regex(/^\d{1,9}$/)
  .transform(Number);
const text = z.string().transform((escaped) => unescapeXml(escaped).slice(0, 1_000));

const resultSchema = z.object({
  MessageID: count,
  ResultCode: z.enum(['Error', 'Warning']),
  ResultMessageCode: text,
  ResultDescription: text.optional(),
  AdditionalInfo: z.object({ AmazonOrderID: text.optional() }).optional().catch(undefined),
});
const summarySchema = z.object({ MessagesProcessed: count, MessagesSuccessful: count, MessagesWithError: count });
const reportSchema = z.object({
  StatusCode: z.string().optional(),
  ProcessingSummary: summarySchema.optional().catch(undefined),
  Result: z.array(z.unknown()).default([]),
});
const envelopeSchema = z.object({ AmazonEnvelope: z.object({ Message: z.array(z.object({ ProcessingReport: reportSchema })).length(1) }) });

/**
 * Reads a processing report. Whatever in it is incomplete or not understood takes the summary away, so that silence
 * about an order is never taken for success. developer-docs.amazon.com/sp-api/docs/submit-a-feed, step 6
 */
export async function parseProcessingReport(document: {
  readonly bytes: Uint8Array;
  readonly contentType: string;
}): Promise<AmazonResult<ProcessingReport>> {
  const xml = xmlText(document);
  // Amazon's reports have no document type; one could declare entities that read files or grow without end.
  if (/<!(?:DOCTYPE|ENTITY)/i.test(xml))
    return { ok: false, failure: { kind: 'refused', code: 'unsafe-report', message: 'report with a document type' } };
  const parsed = await parseXml(xml);
  if (parsed === undefined) return unusable('report is no complete XML');
  const envelope = envelopeSchema.safeParse(parsed);
  const report = envelope.data?.AmazonEnvelope.Message[0]?.ProcessingReport;
  if (report === undefined) return unusable('report is no processing report');
  const results = report.Result.flatMap(readResult);
  const understood = results.length === report.Result.length && (report.StatusCode === undefined || report.StatusCode === 'Complete');
  const summary = understood ? report.ProcessingSummary : undefined;
  return {
    ok: true,
    value: {
      summary: summary && {
        processed: summary.MessagesProcessed,
        successful: summary.MessagesSuccessful,
        withError: summary.MessagesWithError,
      },
      results,
    },
  };
}

/** Undefined for what is not well-formed or nested past the parser's limit. The parser is loaded with the first report: the app starts without it. */
async function parseXml(xml: string): Promise<unknown> {
  const { XMLParser, XMLValidator } = await import('fast-xml-parser');
  if (XMLValidator.validate(xml) !== true) return undefined;
  const parser = new XMLParser({
    ignoreAttributes: true,
    // Order ids and codes are no numbers; entities are resolved by us, and only XML's own.
    parseTagValue: false,
    processEntities: false,
    isArray: (name) => LISTS.has(name),
  });
  try {
    return parser.parse(xml);
  } catch {
    // Its message would quote the report.
    return undefined;
  }
}

function readResult(wire: unknown): ReportResult[] {
  const result = resultSchema.safeParse(wire).data;
  if (result === undefined) return [];
  return [
    {
      messageId: result.MessageID,
      severity: result.ResultCode,
      code: result.ResultMessageCode,
      description: result.ResultDescription ?? '',
      orderId: result.AdditionalInfo?.AmazonOrderID,
    },
  ];
}

function unusable(message: string): AmazonResult<never> {
  return { ok: false, failure: { kind: 'unavailable', message } };
}
