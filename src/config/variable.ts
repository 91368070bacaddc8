import { z } from 'zod';

/** What one environment variable must look like. `expected` completes "it must be …" and ends with an example. */
export interface Rule<T> {
  readonly expected: string;
  /** The value, or undefined for a text that is not usable. */
  readonly parse: (text: string) => T | undefined;
}

/**
 * A variable that must be there. Its message never repeats the text: a secret may have been pasted into any of them.
 */
export function variable<T>(rule: Rule<T>) {
  return z.string({ error: `is missing: it must be ${rule.expected}` }).transform((text, context): T => {
    const value = rule.parse(text);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: `is not usable: it must be ${rule.expected}` });
    return z.NEVER;
  });
}

/** A comma-separated list of what `parse` reads; blanks around and empty places are let go, repeated values too. */
export function listOf<T>(parse: (text: string) => T | undefined): (text: string) => readonly T[] | undefined {
  return (text) => {
    const values: T[] = [];
    for (const part of text.split(',').map((one) => one.trim())) {
      if (part === '') continue;
      const value = parse(part);
      if (value === undefined) return undefined;
      if (!values.includes(value)) values.push(value);
    }
    return values.length === 0 ? undefined : values;
  };
}

/** A whole number within bounds, both included. */
export function wholeNumber(bounds: { readonly min: number; readonly max: number }): (text: string) => number | undefined {
  return (text) => {
    if (!/^\d{1,9}$/.test(text)) return undefined;
    const value = Number(text);
    return value >= bounds.min && value <= bounds.max ? value : undefined;
  };
}

/** An http or https address without user, query or fragment; a slash at its end is dropped. */
export function httpUrl(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const url = new URL(text);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return undefined;
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return undefined;
  return url.href.replace(/\/+$/, '');
}

/** A secret in one piece that does not begin as another kind of secret does (two of them swapped). */
export function secretNotLike(...otherKinds: readonly string[]): (text: string) => string | undefined {
  return (text) => (/^\S+$/.test(text) && !otherKinds.some((prefix) => text.startsWith(prefix)) ? text : undefined);
}
