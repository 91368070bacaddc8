import { safeMessage } from './text.js';

const MAX_CAUSES = 3;
const MAX_FRAMES = 8;
const FRAME = /^at (?:.{1,120} \((?:file:|node:|\/).{1,200}:\d+:\d+\)|(?:async )?(?:file:|node:|\/).{1,200}:\d+:\d+)$/;

/** What a log line tells of an error. */
export interface LoggedError {
  readonly name: string;
  readonly message: string;
  readonly code?: string | number;
  readonly status?: number;
  /** Places in the code, innermost first. */
  readonly frames?: readonly string[];
  readonly cause?: LoggedError;
}

/**
 * Reduces anything thrown to what is safe to keep. Clients hang requests, answers and whole configurations on their
 * errors; nothing is taken over but these few fields.
 */
export function loggedError(thrown: unknown, depth = 0): LoggedError {
  if (!(thrown instanceof Error)) return { name: typeof thrown, message: typeof thrown === 'string' ? safeMessage(thrown) : '' };
  const code = property(thrown, 'code');
  const status = property(thrown, 'status') ?? property(thrown, 'statusCode');
  const frames = framesOf(thrown);
  return {
    name: safeMessage(thrown.name),
    message: safeMessage(thrown.message),
    ...(isCode(code) && { code }),
    ...(typeof status === 'number' && { status }),
    ...(frames.length > 0 && { frames }),
    ...(thrown.cause !== undefined && depth < MAX_CAUSES && { cause: loggedError(thrown.cause, depth + 1) }),
  };
}

/** Codes are single words such as `ECONNREFUSED`, `P2002` or `slack_webapi_platform_error`. */
function isCode(code: unknown): code is string | number {
  return typeof code === 'number' || (typeof code === 'string' && /^[A-Za-z]\w{0,60}$/.test(code));
}

function property(error: Error, name: string): unknown {
  return Object.getOwnPropertyDescriptor(error, name)?.value;
}

function framesOf(error: Error): readonly string[] {
  // The stack begins with the message, which may have lines of its own.
  const stack = (error.stack ?? '').replace(error.message, '');
  const lines = stack.split('\n').map((line) => line.trim());
  return lines.filter((line) => FRAME.test(line)).slice(0, MAX_FRAMES);
}
