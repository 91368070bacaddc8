import { z } from 'zod';
import type { Manifest } from '../manifest.js';
import type { Tier } from '../rates.js';
import type { SlackState } from '../state.js';
import type { Workspace } from '../workspace.js';

/** What a method needs to answer. */
export interface MethodContext {
  readonly state: SlackState;
  readonly workspace: Workspace;
  readonly manifest: Manifest;
  readonly now: () => Date;
  /** How long a trigger can be exchanged. */
  readonly triggerLastsMs: number;
  /** Where an app connects for Socket Mode. */
  readonly socketUrl: () => string;
}

/** Slack's answer: `ok` and what belongs to it, or the name of an error. */
export type MethodAnswer = Readonly<Record<string, unknown>> & { readonly ok: boolean };

/** A method of the Web API. */
export interface Method {
  /** Undefined: none is needed. */
  readonly scope: string | undefined;
  readonly tier: Tier;
  /** With the app-level token in the place of the bot's. */
  readonly appLevel: boolean;
  readonly call: (context: MethodContext, args: Readonly<Record<string, unknown>>) => MethodAnswer;
}

interface MethodParts<S extends z.ZodType> {
  readonly scope?: string;
  readonly tier: Tier;
  readonly appLevel?: boolean;
  readonly args: S;
  readonly run: (context: MethodContext, args: z.output<S>) => MethodAnswer;
}

/** A method whose arguments are checked as Slack does, with its sentence for what is missing or wrong. */
export function method<S extends z.ZodType>({ scope, tier, appLevel = false, args: schema, run }: MethodParts<S>): Method {
  return {
    scope,
    tier,
    appLevel,
    call: (context, args) => {
      const parsed = schema.safeParse(args);
      if (parsed.success) return run(context, parsed.data);
      const messages = parsed.error.issues.map((issue) => {
        const field = issue.path.join('/');
        return field in args ? `${issue.message} [json-pointer:/${field}]` : `missing required field: ${field}`;
      });
      return withMessages('invalid_arguments', messages);
    },
  };
}

export function failure(error: string, more: Readonly<Record<string, unknown>> = {}): MethodAnswer {
  return { ok: false, error, ...more };
}

/** A refusal with a line for each fault. */
export function withMessages(error: string, messages: readonly string[]): MethodAnswer {
  return failure(error, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } });
}

/** A form sends every value as text. */
export const flag = z.union([z.boolean(), z.enum(['true', 'false', '1', '0']).transform((text) => text === 'true' || text === '1')]);
