import { parse } from 'node:querystring';

/** What a body of Slack's says. `odd` is what Slack does not send: nothing is done with it. */
export type ParsedBody =
  | { readonly kind: 'event'; readonly body: Record<string, unknown> }
  | { readonly kind: 'ssl-check' }
  | { readonly kind: 'challenge'; readonly challenge: string }
  | { readonly kind: 'unsupported-type' }
  | { readonly kind: 'odd' };

/** Reads a form (slash commands; interactions in its `payload`) or JSON (events), whatever charset its type names: it is UTF-8. */
export function parseBody(bytes: Buffer, contentType: string | undefined): ParsedBody {
  const type = contentType?.split(';', 1)[0]?.trim().toLowerCase();
  if (type === 'application/json') return ofObject(parseJson(bytes.toString('utf8')));
  if (type !== 'application/x-www-form-urlencoded') return { kind: 'unsupported-type' };
  return ofForm(bytes.toString('utf8'));
}

/** `querystring` and not `URLSearchParams`, which costs more. It gives what is there twice as a list. */
function ofForm(text: string): ParsedBody {
  const form = parse(text);
  if (Object.values(form).some(Array.isArray)) return { kind: 'odd' };
  if (form['ssl_check'] === '1') return { kind: 'ssl-check' };
  const { payload } = form;
  return typeof payload === 'string' ? ofObject(parseJson(payload)) : ofObject(form);
}

function ofObject(value: unknown): ParsedBody {
  if (!isObject(value)) return { kind: 'odd' };
  if (value['type'] === undefined && value['command'] === undefined) return { kind: 'odd' };
  if (value['type'] !== 'url_verification') return { kind: 'event', body: value };
  return typeof value['challenge'] === 'string' ? { kind: 'challenge', challenge: value['challenge'] } : { kind: 'odd' };
}

/** By hand and not by schema: it is done for every request, and what is inside is checked where it is used. */
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
