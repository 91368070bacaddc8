import type { IncomingHttpHeaders } from 'node:http';
import { z } from 'zod';

/** One request as an operation sees it. */
export interface Call {
  readonly method: string;
  /** Without the query. */
  readonly path: string;
  /** What stands in the path's places, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
  /** The practice clock at the request. */
  readonly now: Date;
}

export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** A refusal in Amazon's shape: `{errors: [{code, message, details}]}`. */
interface AmazonError {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: string;
}

/** Thrown by an operation that says no; the server answers with it. */
export class Refusal extends Error {
  readonly reply: Reply;

  constructor(error: AmazonError) {
    super(error.message);
    const { status, code, message, details = '' } = error;
    this.reply = json(status, { errors: [{ code, message, details }] });
  }
}

export function json(status: number, value: unknown, contentType = 'application/json'): Reply {
  return { status, headers: { 'content-type': contentType }, body: Buffer.from(JSON.stringify(value)) };
}

/** 400 as the Orders and Messaging models give it. */
export function invalidInput(details: string): Refusal {
  return new Refusal({ status: 400, code: 'InvalidInput', message: 'Invalid Input', details });
}

export function notFound(details: string): Refusal {
  return new Refusal({ status: 404, code: 'NotFound', message: 'The resource specified does not exist.', details });
}

/** 403: token, role, marketplace. */
export function unauthorized(details: string, message = 'Access to requested resource is denied.'): Refusal {
  return new Refusal({ status: 403, code: 'Unauthorized', message, details });
}

/** The JSON body, checked; 415 for another content type, 400 for anything that does not fit. */
export function readJson<T>(call: Call, schema: z.ZodType<T>): T {
  if (!/^application\/json\s*(?:;|$)/i.test(call.headers['content-type'] ?? '')) {
    const details = `Content-Type must be application/json, not ${call.headers['content-type'] ?? 'missing'}.`;
    throw new Refusal({ status: 415, code: 'InvalidInput', message: 'The request payload is in an unsupported format.', details });
  }
  const checked = schema.safeParse(parsed(call.body));
  if (!checked.success) throw invalidInput(z.prettifyError(checked.error));
  return checked.data;
}

function parsed(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw invalidInput('The body is not JSON.');
  }
}
