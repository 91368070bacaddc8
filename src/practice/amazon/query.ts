import { type Call, invalidInput } from './http.js';

/** The query of a call, read parameter by parameter; everything that the model does not allow is a 400. */
export interface Query {
  text(name: string): string | undefined;
  /** Comma-joined, as the models' arrays are. */
  list(
    name: string,
    limits?: { readonly min?: number; readonly max?: number; readonly of?: readonly string[] },
  ): readonly string[] | undefined;
  date(name: string): Date | undefined;
  integer(name: string, limits: { readonly min: number; readonly max: number }): number | undefined;
  flag(name: string): boolean;
}

const ISO_8601 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/;

/** Refuses parameters that the operation does not have, repeated ones and empty ones. */
export function readQuery(call: Call, allowed: readonly string[]): Query {
  for (const name of new Set(call.query.keys())) {
    if (!allowed.includes(name)) throw invalidInput(`Unknown parameter ${name}.`);
    if (call.query.getAll(name).length > 1) throw invalidInput(`Parameter ${name} is given more than once; lists are comma-joined.`);
    if (call.query.get(name) === '') throw invalidInput(`Parameter ${name} is empty.`);
  }
  const text = (name: string): string | undefined => call.query.get(name) ?? undefined;
  return {
    text,
    list: (name, limits) => list(name, text(name), limits),
    date: (name) => date(name, text(name)),
    integer: (name, limits) => integer({ name, text: text(name), ...limits }),
    flag: (name) => {
      const value = text(name) ?? 'false';
      if (value !== 'true' && value !== 'false') throw invalidInput(`${name} must be true or false.`);
      return value === 'true';
    },
  };
}

function list(
  name: string,
  text: string | undefined,
  { min = 1, max = 50, of }: { readonly min?: number; readonly max?: number; readonly of?: readonly string[] } = {},
): readonly string[] | undefined {
  if (text === undefined) return undefined;
  const values = text.split(',');
  if (values.length < min || values.length > max) throw invalidInput(`${name} takes ${min} to ${max} values.`);
  const strange = values.find((value) => value === '' || (of !== undefined && !of.includes(value)));
  if (strange !== undefined) throw invalidInput(`${name} does not take the value '${strange}'.`);
  return values;
}

function date(name: string, text: string | undefined): Date | undefined {
  if (text === undefined) return undefined;
  const read = new Date(text);
  if (!ISO_8601.test(text) || Number.isNaN(read.getTime())) throw invalidInput(`${name} is not a date in ISO 8601 format.`);
  return read;
}

function integer(read: {
  readonly name: string;
  readonly text: string | undefined;
  readonly min: number;
  readonly max: number;
}): number | undefined {
  if (read.text === undefined) return undefined;
  const value = Number(read.text);
  if (!/^\d{1,9}$/.test(read.text) || value < read.min || value > read.max) {
    throw invalidInput(`${read.name} must be a whole number between ${read.min} and ${read.max}.`);
  }
  return value;
}
