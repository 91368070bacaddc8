import { z } from 'zod';
import type { Answer } from './transport.js';

/** The JSON of an answer; undefined when there is none. The parser's own message would quote the answer, so it is dropped. */
export function parseJson(body: Answer['body']): unknown {
  if (typeof body === 'string') return undefined;
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** ISO 8601 with a zone; Amazon leaves the seconds out in some reports (`2020-11-12T00:00Z`). */
export const timestamp = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/)
  .transform((text) => new Date(text))
  .refine((moment) => !Number.isNaN(moment.getTime()));
