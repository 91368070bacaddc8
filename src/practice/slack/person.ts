import { z } from 'zod';
import { asModal, type Block, type Modal, validateMessage, validateView } from './block-kit.js';
import { type MethodContext, viewObject } from './methods.js';
import { readModalAloud } from './read-aloud.js';
import type { AppAnswer, Sender } from './sender.js';
import type { OpenView } from './state.js';

/** Somebody in the workspace who uses the app with mouse and keyboard. */
export interface Person {
  readonly userId: string;
  /** Types a slash command, for example `/cancel-order 111-…`. An ephemeral answer is kept in `ephemerals`. */
  command(typed: string, options?: { readonly channelId?: string }): Promise<AppAnswer>;
  /** The modal that is open, if any. */
  view(): OpenView | undefined;
  /** What is shown and typed in the open modal, as text. */
  viewText(): string;
  /** Waits until the open modal reads like this. */
  waitForView(wanted: RegExp, withinMs?: number): Promise<OpenView>;
  /** Waits until something was said to this person alone that reads like this. */
  waitForEphemeral(wanted: RegExp, withinMs?: number): Promise<{ readonly text: string; readonly blocks: readonly unknown[] }>;
  ephemerals(): readonly { readonly text: string; readonly blocks: readonly unknown[] }[];
  /** Types into a field. */
  type(actionId: string, value: string): void;
  /** Picks a choice; a field that reports at once does so. */
  select(actionId: string, value: string): Promise<AppAnswer | undefined>;
  /** Ticks exactly these boxes. */
  check(actionId: string, values: readonly string[]): void;
  /** Presses a button in the open modal. */
  click(actionId: string): Promise<AppAnswer>;
  /** Presses a button of a message, or of what was said to this person alone. */
  clickMessage(button: { readonly channelId: string; readonly ts: string; readonly actionId: string; readonly value?: string }): Promise<AppAnswer>;
  submit(): Promise<AppAnswer>;
  /** Closes the modal. */
  close(): void;
}

interface PersonParts {
  readonly context: MethodContext;
  readonly sender: Sender;
  readonly responseUrl: string;
  readonly userId: string;
}

const WAIT_MS = 10_000;
const submissionAnswer = z.union([
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
]);
const said = z.object({ text: z.string().default(''), blocks: z.array(z.unknown()).default([]) });

/** What each person has typed, by view, block and action; Slack keeps it while block and action stay the same. */
const typedBy = new WeakMap<object, Map<string, Value>>();
type Value = { readonly value: string } | { readonly selected_option: Option | null } | { readonly selected_options: readonly Option[] };
type Option = { readonly value: string; readonly text: { readonly text: string } };

export function createPerson(parts: PersonParts): Person {
  const { context, sender, userId } = parts;
  const { state, workspace } = context;
  const typed = typedBy.get(state) ?? new Map<string, Value>();
  typedBy.set(state, typed);
  const open = (): OpenView | undefined => [...state.views.values()].findLast((view) => view.userId === userId);
  const opened = (): OpenView => {
    const view = open();
    if (view === undefined) throw new Error(`${userId} has no modal open`);
    return view;
  };
  const key = (view: OpenView, block: Block, actionId: string): string => `${view.id} ${block.block_id ?? ''} ${actionId}`;
  const field = (actionId: string): { readonly view: OpenView; readonly block: Block; readonly element: FormElement } => {
    const view = opened();
    const found = fieldsOf(view.modal).find(({ element }) => element.action_id === actionId);
    if (found === undefined) throw new Error(`No field ${actionId} in:\n${readModalAloud(view.modal)}`);
    return { view, ...found };
  };
  const valueOf = (view: OpenView, { block, element }: Field): Value => typed.get(key(view, block, element.action_id)) ?? initialValue(element);
  const valuesOf = (view: OpenView): Record<string, Record<string, unknown>> => {
    const values: Record<string, Record<string, unknown>> = {};
    for (const one of fieldsOf(view.modal)) {
      const blockId = one.block.block_id ?? `b${view.modal.blocks.indexOf(one.block)}`;
      values[blockId] = { ...values[blockId], [one.element.action_id]: { type: one.element.type, ...valueOf(view, one) } };
    }
    return values;
  };
  const viewPayload = (view: OpenView): object => ({ ...viewObject(view, workspace), state: { values: valuesOf(view) } });
  const trigger = (): string => {
    const id = `${state.next()}.${state.next()}.trigger`;
    state.triggers.set(id, { userId, at: context.now().getTime() });
    return id;
  };
  const who = () => ({ user: { id: userId, team_id: workspace.teamId }, team: { id: workspace.teamId }, api_app_id: workspace.bot.appId });
  const sendPayload = async (what: string, payload: object): Promise<AppAnswer> => await sender.send({ what, body: new URLSearchParams({ payload: JSON.stringify({ type: what, ...payload }) }).toString() });
  const blockAction = async (view: OpenView, action: object): Promise<AppAnswer> =>
    await sendPayload('block_actions', { ...who(), trigger_id: trigger(), container: { type: 'view', view_id: view.id }, view: viewPayload(view), actions: [{ block_id: 'b', ...action }] });
  const show = (view: OpenView, next: unknown): void => {
    const problems = validateView(next);
    if (problems.length > 0) throw new Error(`Slack would refuse this modal: ${problems.join('; ')}`);
    state.views.set(view.id, { ...view, hash: `${state.next()}.hash`, modal: asModal(next) });
  };
  const viewText = (): string => {
    const view = open();
    return view === undefined ? '(no modal)' : readModalAloud(view.modal);
  };
  return {
    userId,
    view: open,
    viewText,
    ephemerals: () => state.ephemerals.filter((one) => one.userId === userId),
    command: async (text, options = {}) => {
      const [command = '', ...rest] = text.split(' ');
      const channelId = options.channelId ?? 'C0ORDERS1';
      const form = { command, text: rest.join(' '), user_id: userId, team_id: workspace.teamId, channel_id: channelId, trigger_id: trigger(), response_url: parts.responseUrl, api_app_id: workspace.bot.appId };
      const answer = await sender.send({ what: 'command', body: new URLSearchParams(form).toString() });
      if (answer.status === 200 && answer.body !== '') keepEphemeral(state, userId, answer.body);
      return answer;
    },
    waitForView: async (wanted, withinMs = WAIT_MS) => {
      const look = (): OpenView | undefined => (wanted.test(viewText()) ? open() : undefined);
      return await state.until(look, { withinMs, describe: () => `Wanted ${String(wanted)}; ${userId} sees:\n${viewText()}` });
    },
    waitForEphemeral: async (wanted, withinMs = WAIT_MS) => {
      const all = () => state.ephemerals.filter((one) => one.userId === userId);
      return await state.until(() => all().findLast((one) => wanted.test(JSON.stringify(one))), { withinMs, describe: () => JSON.stringify(all()) });
    },
    type: (actionId, value) => {
      const { view, block } = field(actionId);
      typed.set(key(view, block, actionId), { value });
    },
    select: async (actionId, value) => {
      const { view, block, element } = field(actionId);
      const option = 'options' in element ? element.options.find((one) => one.value === value) : undefined;
      if (option === undefined) throw new Error(`No choice ${value} in ${actionId}`);
      typed.set(key(view, block, actionId), { selected_option: option });
      const reports = block.type === 'actions' || (block.type === 'input' && block.dispatch_action === true);
      return reports ? await blockAction(view, { action_id: actionId, type: element.type, selected_option: option }) : undefined;
    },
    check: (actionId, values) => {
      const { view, block, element } = field(actionId);
      const options = 'options' in element ? element.options.filter((one) => values.includes(one.value)) : [];
      typed.set(key(view, block, actionId), { selected_options: options });
    },
    click: async (actionId) => {
      const view = opened();
      const button = view.modal.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : [])).find((one) => one.type === 'button' && one.action_id === actionId);
      if (button === undefined) throw new Error(`No button ${actionId} in:\n${viewText()}`);
      return await blockAction(view, { action_id: actionId, type: 'button', value: 'value' in button ? button.value : undefined });
    },
    clickMessage: async ({ channelId, ts, actionId, value }) =>
      await sendPayload('block_actions', {
        ...who(),
        trigger_id: trigger(),
        response_url: parts.responseUrl,
        channel: { id: channelId, name: 'channel' },
        message: { type: 'message', ts },
        container: { type: 'message', channel_id: channelId, message_ts: ts },
        actions: [{ action_id: actionId, block_id: 'b', type: 'button', ...(value !== undefined && { value }) }],
      }),
    submit: async () => {
      const view = opened();
      if (view.modal.submit === undefined) throw new Error(`Nothing to submit in:\n${viewText()}`);
      const answer = await sendPayload('view_submission', { ...who(), trigger_id: trigger(), view: viewPayload(view) });
      if (answer.status !== 200) return answer;
      const wish = answer.body === '' ? undefined : submissionAnswer.parse(JSON.parse(answer.body));
      if (wish === undefined) state.views.delete(view.id);
      else if (wish.response_action === 'update' && state.views.get(view.id)?.hash === view.hash) show(view, wish.view);
      return answer;
    },
    close: () => {
      const view = open();
      if (view !== undefined) state.views.delete(view.id);
    },
  };
}

function keepEphemeral(state: MethodContext['state'], userId: string, body: string): void {
  const message = said.parse(body.startsWith('{') ? JSON.parse(body) : { text: body });
  const problems = validateMessage(message);
  if (problems.length > 0) throw new Error(`Slack would refuse this answer: ${problems.join('; ')}`);
  state.ephemerals.push({ userId, ...message });
}

type FormElement = Exclude<Extract<Block, { type: 'actions' }>['elements'][number] | Extract<Block, { type: 'input' }>['element'], { type: 'button' }>;
interface Field {
  readonly block: Block;
  readonly element: FormElement;
}

/** The fields of a modal whose values Slack sends along. */
function fieldsOf(modal: Modal): Field[] {
  return modal.blocks.flatMap((block): Field[] => {
    if (block.type === 'input') return [{ block, element: block.element }];
    if (block.type !== 'actions') return [];
    return block.elements.flatMap((element): Field[] => (element.type === 'button' ? [] : [{ block, element }]));
  });
}

function initialValue(element: FormElement): Value {
  switch (element.type) {
    case 'plain_text_input':
      return { value: element.initial_value ?? '' };
    case 'static_select':
      return { selected_option: element.initial_option ?? null };
    case 'checkboxes':
      return { selected_options: element.initial_options ?? [] };
  }
}
