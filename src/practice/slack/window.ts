import { z } from 'zod';
import { asModal, type Block, type Modal, validateView } from './block-kit.js';
import { type MethodContext, viewObject } from './methods.js';
import { readModalAloud } from './read-aloud.js';
import type { AppAnswer, Sender } from './sender.js';
import type { OpenView } from './state.js';

/** Who it is, and how to reach the app. */
export interface PersonParts {
  readonly context: MethodContext;
  readonly sender: Sender;
  readonly responseUrl: string;
  readonly userId: string;
}

const submissionAnswer = z.union([
  z.object({ response_action: z.literal('update'), view: z.unknown() }),
  z.object({ response_action: z.literal('errors'), errors: z.record(z.string(), z.string()) }),
]);
/** What each person has typed, by view, block and action; Slack keeps it while block and action stay the same. */
const typedBy = new WeakMap<object, Map<string, Value>>();
export type Value =
  | { readonly value: string }
  | { readonly selected_option: Option | null }
  | { readonly selected_options: readonly Option[] };
type Option = { readonly value: string; readonly text: { readonly text: string } };

/** A person's window: what is open in it, what is typed, and what it sends. */
export interface Window {
  open(): OpenView | undefined;
  opened(): OpenView;
  text(): string;
  trigger(): string;
  /** Puts a value into a field. */
  enter(actionId: string, value: (element: FormElement) => Value): Field & { readonly view: OpenView };
  send(what: string, payload: object): Promise<AppAnswer>;
  /** Sends an action in the open modal. */
  report(view: OpenView, action: object): Promise<AppAnswer>;
  submit(): Promise<AppAnswer>;
}

export function createWindow({ context, sender, userId }: PersonParts): Window {
  const { state, workspace } = context;
  const typed = typedBy.get(state) ?? new Map<string, Value>();
  typedBy.set(state, typed);
  const open = (): OpenView | undefined => [...state.views.values()].findLast((view) => view.userId === userId);
  const text = (): string => {
    const view = open();
    return view === undefined ? '(no modal)' : readModalAloud(view.modal);
  };
  const opened = (): OpenView => {
    const view = open();
    if (view === undefined) throw new Error(`${userId} has no modal open`);
    return view;
  };
  const payloadOf = (view: OpenView): object => ({ ...viewObject(view, workspace), state: { values: valuesOf(view, typed) } });
  const trigger = (): string => {
    const id = `${state.next()}.${state.next()}.trigger`;
    state.triggers.set(id, { userId, at: context.now().getTime() });
    return id;
  };
  const send = async (what: string, payload: object): Promise<AppAnswer> => {
    const who = { user: { id: userId, team_id: workspace.teamId }, team: { id: workspace.teamId }, api_app_id: workspace.bot.appId };
    const body = new URLSearchParams({ payload: JSON.stringify({ type: what, trigger_id: trigger(), ...who, ...payload }) });
    return await sender.send({ what, body: body.toString() });
  };
  return {
    open,
    opened,
    text,
    trigger,
    send,
    enter: (actionId, value) => {
      const view = opened();
      const found = fieldsOf(view.modal).find(({ element }) => element.action_id === actionId);
      if (found === undefined) throw new Error(`No field ${actionId} in:\n${text()}`);
      typed.set(keyOf(view, found), value(found.element));
      return { view, ...found };
    },
    report: async (view, action) =>
      await send('block_actions', {
        container: { type: 'view', view_id: view.id },
        view: payloadOf(view),
        actions: [{ block_id: 'b', ...action }],
      }),
    submit: async () => {
      const view = opened();
      const missing = missingField(view, typed);
      if (view.modal.submit === undefined || missing !== undefined)
        throw new Error(`Slack lets nobody submit this${missing === undefined ? '' : ` without ${missing}`}:\n${text()}`);
      const answer = await send('view_submission', { view: payloadOf(view) });
      if (answer.status === 200) turnInto(context, view, answer.body);
      return answer;
    },
  };
}

/** What a submitted modal turns into by the app's answer: closed, another view, or the same with errors. */
function turnInto({ state }: MethodContext, view: OpenView, body: string): void {
  const wish = body === '' ? undefined : submissionAnswer.parse(JSON.parse(body));
  if (wish === undefined) state.views.delete(view.id);
  if (wish?.response_action !== 'update') return;
  const problems = validateView(wish.view);
  if (problems.length > 0) throw new Error(`Slack would refuse this modal: ${problems.join('; ')}`);
  // The app may have shown something newer meanwhile.
  if (state.views.get(view.id)?.hash === view.hash)
    state.views.set(view.id, { ...view, hash: `${state.next()}.hash`, modal: asModal(wish.view) });
}

function keyOf(view: OpenView, { block, element }: Field): string {
  return `${view.id} ${block.block_id ?? ''} ${element.action_id}`;
}

function valuesOf(view: OpenView, typed: ReadonlyMap<string, Value>): Record<string, Record<string, unknown>> {
  const values: Record<string, Record<string, unknown>> = {};
  for (const field of fieldsOf(view.modal)) {
    const blockId = field.block.block_id ?? `b${view.modal.blocks.indexOf(field.block)}`;
    const value = typed.get(keyOf(view, field)) ?? initialValue(field.element);
    values[blockId] = { ...values[blockId], [field.element.action_id]: { type: field.element.type, ...value } };
  }
  return values;
}

/** A field that has to be filled in and is not. */
function missingField(view: OpenView, typed: ReadonlyMap<string, Value>): string | undefined {
  const empty = (value: Value): boolean =>
    'value' in value
      ? value.value === ''
      : 'selected_option' in value
        ? value.selected_option === null
        : value.selected_options.length === 0;
  const required = fieldsOf(view.modal).filter(({ block }) => block.type === 'input' && block.optional !== true);
  return required.find((field) => empty(typed.get(keyOf(view, field)) ?? initialValue(field.element)))?.element.action_id;
}

/** The choices of a field that has some. */
export function optionsOf(element: FormElement): readonly Option[] {
  return 'options' in element ? element.options : [];
}

/** What can be filled in. */
export type FormElement = Exclude<
  Extract<Block, { type: 'actions' }>['elements'][number] | Extract<Block, { type: 'input' }>['element'],
  { type: 'button' }
>;
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
