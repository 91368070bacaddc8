import type { Program } from '../../domain/approval-policy.js';
import type { LimitProblem } from '../../domain/value-limits.js';

type RulesField = 'share' | 'limits' | 'programs' | 'agents';

/** What is said about when a lead is asked, in the settings. */
export interface RulesText {
  readonly title: string;
  readonly everywhere: string;
  share(percent: number): string;
  limits(limits: string): string;
  readonly noLimits: string;
  programs(programs: string): string;
  agents(people: string): string;
  readonly everybody: string;
  changed(who: string, when: string): string;
  readonly neverChanged: string;
  readonly change: string;
  readonly where: string;
  hasOwn(where: string): string;
  hasNone(where: string): string;
  readonly useEverywhere: string;
  sureEverywhere(where: string): string;
  readonly field: Readonly<Record<RulesField, string>>;
  readonly hint: Readonly<Record<RulesField, string>>;
  readonly program: Readonly<Record<Program, string>>;
  readonly save: string;
  saved(where: string): string;
  followed(where: string): string;
  readonly fromNowOn: string;
  changedMeanwhile(who: string, when: string): string;
  readonly otherPlace: string;
  readonly problem: {
    readonly share: string;
    readonly leadsProgram: string;
    readonly limits: Readonly<Record<LimitProblem['kind'], (line: string, currency: string, currencies: string) => string>>;
  };
}
