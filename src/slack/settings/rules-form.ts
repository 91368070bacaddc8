import { z } from 'zod';
import { type ApprovalPolicy, LEADS_PROGRAM, type PolicyPlace, PROGRAMS } from '../../domain/approval-policy.js';
import { marketplaceIdSchema, userIdSchema } from '../../domain/ids.js';
import { CURRENCIES, parseLimits } from '../../domain/value-limits.js';
import { ACTIONS } from '../ids.js';
import { cut } from '../limits.js';
import type { ViewValues } from '../requests.js';
import type { Text } from '../text/text.js';

const LINE_SHOWN = 60;

/** Which rules a window shows: of which place, and the version of all of them that stands in it. */
export interface RulesWindow {
  readonly place: PolicyPlace;
  readonly version: number;
}

const placeSchema: z.ZodType<PolicyPlace> = z.union([z.literal('everywhere'), marketplaceIdSchema]);
const windowSchema: z.ZodType<RulesWindow> = z.object({ place: placeSchema, version: z.int().min(0) });

/** As it stands in the window, which Slack keeps to itself. */
export function windowText({ place, version }: RulesWindow): string {
  return JSON.stringify({ place, version });
}

/** What a window carries; undefined for one that carries something else. */
export function windowOf(metadata: string | undefined): RulesWindow | undefined {
  if (metadata?.startsWith('{') !== true) return undefined;
  return windowSchema.safeParse(JSON.parse(metadata)).data;
}

/** The place that is chosen in the window; undefined for none that could be one. */
export function placeIn(values: ViewValues): PolicyPlace | undefined {
  return placeSchema.safeParse(values.get(ACTIONS.rulesPlace)).data;
}

/** Another block for another place or version: Slack keeps what is typed by the block's id. */
export function blockOf(actionId: string, { place, version }: RulesWindow): string {
  return `${actionId}.${place}.${version}`;
}

/** The rules as they are filled in, or what is wrong with which field. */
export function typedPolicy(
  values: ViewValues,
  shown: RulesWindow & { readonly text: Text },
): { readonly ok: true; readonly policy: ApprovalPolicy } | { readonly ok: false; readonly errors: Record<string, string> } {
  const { problem } = shown.text.rules;
  const share = /^\s*(\d{1,3})\s*%?\s*$/.exec(written(values, ACTIONS.rulesShare))?.[1];
  const aloneUpToPercent = share === undefined || Number(share) > 100 ? undefined : Number(share);
  const limits = parseLimits(written(values, ACTIONS.rulesLimits));
  const ticked = chosen(values, ACTIONS.rulesPrograms);
  const programs = PROGRAMS.filter((program) => ticked.includes(program));
  const people = chosen(values, ACTIONS.rulesAgents).map((id) => userIdSchema.parse(id));
  if (aloneUpToPercent !== undefined && limits.ok && programs.includes(LEADS_PROGRAM)) {
    const agents = people.length === 0 ? undefined : people;
    return { ok: true, policy: { aloneUpToPercent, valueLimits: limits.limits, programs, agents } };
  }
  const wrong: readonly (readonly [actionId: string, said: string | undefined])[] = [
    [ACTIONS.rulesShare, aloneUpToPercent === undefined ? problem.share : undefined],
    [ACTIONS.rulesLimits, limits.ok ? undefined : limitsProblem(limits.problem, shown.text)],
    [ACTIONS.rulesPrograms, programs.includes(LEADS_PROGRAM) ? undefined : problem.leadsProgram],
  ];
  const errors = wrong.flatMap(([actionId, said]) => (said === undefined ? [] : [[blockOf(actionId, shown), said] as const]));
  return { ok: false, errors: Object.fromEntries(errors) };
}

function limitsProblem(
  { kind, line, currency }: Extract<ReturnType<typeof parseLimits>, { readonly ok: false }>['problem'],
  text: Text,
): string {
  return text.rules.problem.limits[kind](cut(line, LINE_SHOWN), currency, CURRENCIES.join(', '));
}

function written(values: ViewValues, actionId: string): string {
  const value = values.get(actionId);
  return typeof value === 'string' ? value : '';
}

function chosen(values: ViewValues, actionId: string): readonly string[] {
  const value = values.get(actionId);
  return value === undefined || typeof value === 'string' ? [] : value;
}
