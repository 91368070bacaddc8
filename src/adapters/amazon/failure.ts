import { z } from 'zod';
import type { AmazonFailure } from '../../ports/amazon.js';
import type { Answer } from './transport.js';

/** What is Amazon's own word for an error, as far as it is safe to repeat. */
export interface AmazonError {
  readonly code: string;
  readonly message: string;
  readonly details: string;
}

/** How an operation's failures are to be read. */
export interface FailureTraits {
  /** `once`: without a clear answer it may have taken effect, and a repeat would do it twice. */
  readonly effect: 'repeatable' | 'once';
  /** Whether Amazon's message may quote the buyer or a text to the buyer: then only its code is kept. */
  readonly mayQuoteBuyer: boolean;
}

const errorList = z.object({
  errors: z
    .array(z.object({ code: z.string(), message: z.string().optional().catch(undefined), details: z.string().optional().catch(undefined) }))
    .min(1),
});

/** The first error of Amazon's error list; undefined for any other answer. */
export function amazonError(body: unknown): AmazonError | undefined {
  const first = errorList.safeParse(body).data?.errors[0];
  return first && { code: word(first.code), message: safeText(first.message ?? ''), details: safeText(first.details ?? '') };
}

/** Amazon's words in one line of at most 300 characters, without anything of the shape of a token. */
export function safeText(text: string): string {
  return text
    .slice(0, 2_000)
    .replace(/(?:Atz[a-z]\||amzn1\.oa2-)\S+/g, '…')
    .replace(/\p{Cc}+/gu, ' ')
    .slice(0, 300);
}

/** The failure for an answer that is not a success (status outside 2xx). `throttled` is the caller's: it knows the usage plan. */
export function failureOfStatus(traits: FailureTraits, answer: Answer, error: AmazonError | undefined): AmazonFailure {
  const { status } = answer;
  const message = traits.mayQuoteBuyer || error === undefined ? `HTTP ${status} ${error?.code ?? ''}`.trim() : error.message;
  if (status === 404) return { kind: 'not-found' };
  if (status === 401 || status === 403) return { kind: 'not-authorised', message };
  if (status >= 400 && status < 500 && status !== 408) return { kind: 'refused', code: error?.code ?? `HTTP-${status}`, message };
  return unclear(traits, `HTTP ${status}`);
}

/** The failure when a call got no answer, or none that can be understood. */
export function unclear(traits: FailureTraits, message: string): AmazonFailure {
  return { kind: traits.effect === 'once' ? 'ambiguous' : 'unavailable', message };
}

function word(code: string): string {
  return /^[\w.-]{1,60}$/.test(code) ? code : 'unnamed';
}
