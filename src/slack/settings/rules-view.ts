import type { KnownBlock, ModalView } from '@slack/types';
import { type ApprovalPolicy, LEADS_PROGRAM, type PolicyPlace, policyFor, PROGRAMS } from '../../domain/approval-policy.js';
import { limitLine } from '../../domain/value-limits.js';
import type { RulesShown } from '../../use-cases/settings/change-rules.js';
import { button, context, dialog, modal, moment, option, plain, section, sections, sectionWith, textField } from '../blocks.js';
import { marketplaceName, money, person } from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { LIMITS } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import { blockOf, type RulesWindow, windowText } from './rules-form.js';

const PEOPLE_SHOWN = 50;
const LIMITS_MAX = 1_000;

/** A place as people name it. */
export function placeName(place: PolicyPlace, text: Text): string {
  return place === 'everywhere' ? text.rules.everywhere : `Amazon ${marketplaceName({ marketplaceId: place })}`;
}

/** Who changed the rules last, and when. */
export function changedText(inForce: RulesShown['inForce'], said: (who: string, when: string) => string): string | undefined {
  return inForce.changed && said(person(inForce.changed.by), moment(inForce.changed.at));
}

/** The rules in sentences, with a button to change them: a part of the settings. */
export function rulesBlocks({ inForce }: RulesShown, text: Text): KnownBlock[] {
  const { everywhere, byMarketplace } = inForce.value;
  const change = button({ actionId: ACTIONS.changeRules, text: text.rules.change });
  return [
    sectionWith(`*${text.rules.title}*`, change),
    ...sections([
      policyLine('everywhere', everywhere, text),
      ...byMarketplace.map(({ marketplaceId, policy }) => policyLine(marketplaceId, policy, text)),
    ]),
    context(changedText(inForce, text.rules.changed) ?? text.rules.neverChanged),
  ];
}

function policyLine(place: PolicyPlace, policy: ApprovalPolicy, text: Text): string {
  const { rules } = text;
  const limits = policy.valueLimits.map((limit) => money(limit, text));
  const programs = PROGRAMS.filter((program) => program === LEADS_PROGRAM || policy.programs.includes(program));
  const agents = policy.agents?.slice(0, PEOPLE_SHOWN).map(person);
  const rest = (policy.agents?.length ?? 0) - (agents?.length ?? 0);
  return [
    `*${placeName(place, text)}*`,
    rules.share(policy.aloneUpToPercent),
    limits.length === 0 ? rules.noLimits : rules.limits(limits.join(', ')),
    rules.programs(programs.map((program) => rules.program[program]).join(', ')),
    agents === undefined ? rules.everybody : rules.agents([...agents, ...(rest > 0 ? [text.more(rest)] : [])].join(', ')),
  ].join('\n• ');
}

/** The form for the rules of one place. `notice`: why it is shown again. */
export function rulesView(
  rules: RulesShown,
  shown: Labelled & { readonly place: PolicyPlace; readonly notice?: string | undefined },
): ModalView {
  const { text, place, notice } = shown;
  const at: RulesWindow = { place, version: rules.inForce.version };
  return modal({
    title: text.rules.title,
    close: text.close,
    carries: windowText(at),
    submit: { callbackId: VIEWS.approvalRules, text: text.rules.save },
    blocks: [
      practiceBlock(shown),
      notice === undefined ? undefined : section(notice),
      placeField(rules, at, text),
      ...ownBlocks(rules, place, text),
      ...policyFields(rules, at, text),
      { type: 'actions', elements: [button({ actionId: ACTIONS.backToSettings, text: text.back })] },
    ],
  });
}

function placeField({ marketplaceIds }: RulesShown, at: RulesWindow, text: Text): KnownBlock {
  const places: PolicyPlace[] = ['everywhere', ...marketplaceIds];
  const options = places.map((place) => option(place, placeName(place, text)));
  return {
    type: 'section',
    block_id: blockOf(ACTIONS.rulesPlace, at),
    text: { type: 'mrkdwn', text: `*${text.rules.where}*` },
    accessory: {
      type: 'static_select',
      action_id: ACTIONS.rulesPlace,
      options,
      initial_option: option(at.place, placeName(at.place, text)),
    },
  };
}

/** Whether a marketplace has rules of its own, and the way back from them. */
function ownBlocks({ inForce }: RulesShown, place: PolicyPlace, text: Text): KnownBlock[] {
  if (place === 'everywhere') return [];
  const name = placeName(place, text);
  if (!inForce.value.byMarketplace.some(({ marketplaceId }) => marketplaceId === place)) return [section(text.rules.hasNone(name))];
  const { yes: confirm, no: deny } = text.request;
  const sure = dialog({ title: text.rules.title, text: text.rules.sureEverywhere(name), confirm, deny });
  return [
    section(text.rules.hasOwn(name)),
    { type: 'actions', elements: [button({ actionId: ACTIONS.rulesEverywhere, text: text.rules.useEverywhere, confirm: sure })] },
  ];
}

function policyFields({ inForce }: RulesShown, at: RulesWindow, text: Text): KnownBlock[] {
  const policy = at.place === 'everywhere' ? inForce.value.everywhere : policyFor(inForce.value, at.place);
  const { field, hint } = text.rules;
  const common = (name: keyof typeof field, actionId: string) => ({
    blockId: blockOf(actionId, at),
    actionId,
    label: field[name],
    hint: hint[name],
  });
  const input = (name: keyof typeof field, actionId: string) => ({
    type: 'input' as const,
    block_id: blockOf(actionId, at),
    optional: true,
    label: plain(field[name], LIMITS.inputLabel),
    hint: plain(hint[name], LIMITS.inputHint),
  });
  const programs = PROGRAMS.map((program) => option(program, text.rules.program[program]));
  const ticked = programs.filter(({ value }) => value === LEADS_PROGRAM || policy.programs.includes(value ?? ''));
  const limits = policy.valueLimits.map(limitLine).join('\n');
  return [
    textField({
      ...common('share', ACTIONS.rulesShare),
      value: String(policy.aloneUpToPercent),
      optional: false,
      multiline: false,
      maxLength: 10,
    }),
    textField({ ...common('limits', ACTIONS.rulesLimits), value: limits, optional: true, multiline: true, maxLength: LIMITS_MAX }),
    {
      ...input('programs', ACTIONS.rulesPrograms),
      element: { type: 'checkboxes', action_id: ACTIONS.rulesPrograms, options: programs, initial_options: ticked },
    },
    {
      ...input('agents', ACTIONS.rulesAgents),
      element: { type: 'multi_users_select', action_id: ACTIONS.rulesAgents, initial_users: [...(policy.agents ?? [])] },
    },
  ];
}
