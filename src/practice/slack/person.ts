import { z } from 'zod';
import { validateMessage } from './block-kit.js';
import type { MethodContext } from './methods.js';
import type { AppAnswer } from './sender.js';
import type { OpenView } from './state.js';
import { createWindow, type FormElement, optionsOf, type PersonParts, type Value } from './window.js';

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
  clickMessage(button: {
    readonly channelId: string;
    readonly ts: string;
    readonly actionId: string;
    readonly value?: string;
  }): Promise<AppAnswer>;
  submit(): Promise<AppAnswer>;
  /** Closes the modal. */
  close(): void;
}

const WAIT_MS = 10_000;
const said = z.object({ text: z.string().default(''), blocks: z.array(z.unknown()).default([]) });

export function createPerson(parts: PersonParts): Person {
  const { context, sender, userId } = parts;
  const { state, workspace } = context;
  const window = createWindow(parts);
  const mine = () => state.ephemerals.filter((one) => one.userId === userId);
  return {
    userId,
    view: window.open,
    viewText: window.text,
    ephemerals: mine,
    command: async (text, options = {}) => {
      const [command = '', ...rest] = text.split(' ');
      const place = { team_id: workspace.teamId, channel_id: options.channelId ?? 'C0ORDERS1', api_app_id: workspace.bot.appId };
      const form = {
        command,
        text: rest.join(' '),
        user_id: userId,
        trigger_id: window.trigger(),
        response_url: parts.responseUrl,
        ...place,
      };
      const answer = await sender.send({ what: 'command', body: new URLSearchParams(form).toString() });
      if (answer.status === 200 && answer.body !== '') keepEphemeral(state, userId, answer.body);
      return answer;
    },
    waitForView: async (wanted, withinMs = WAIT_MS) => {
      const look = (): OpenView | undefined => (wanted.test(window.text()) ? window.open() : undefined);
      return await state.until(look, { withinMs, describe: () => `Wanted ${String(wanted)}; ${userId} sees:\n${window.text()}` });
    },
    waitForEphemeral: async (wanted, withinMs = WAIT_MS) =>
      await state.until(() => mine().findLast((one) => wanted.test(JSON.stringify(one))), {
        withinMs,
        describe: () => JSON.stringify(mine()),
      }),
    type: (actionId, value) => window.enter(actionId, () => ({ value })),
    select: async (actionId, value) => {
      const chosen = (element: FormElement): Value => ({ selected_option: optionsOf(element).find((one) => one.value === value) ?? null });
      const { view, block, element } = window.enter(actionId, chosen);
      const option = optionsOf(element).find((one) => one.value === value);
      if (option === undefined) throw new Error(`No choice ${value} in ${actionId}`);
      const reports = block.type === 'actions' || (block.type === 'input' && block.dispatch_action === true);
      return reports ? await window.report(view, { action_id: actionId, type: element.type, selected_option: option }) : undefined;
    },
    check: (actionId, values) =>
      window.enter(actionId, (element) => ({ selected_options: optionsOf(element).filter((one) => values.includes(one.value)) })),
    click: async (actionId) => {
      const view = window.opened();
      const buttons = view.modal.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []));
      const button = buttons.find((one) => one.type === 'button' && one.action_id === actionId);
      if (button === undefined) throw new Error(`No button ${actionId} in:\n${window.text()}`);
      return await window.report(view, { action_id: actionId, type: 'button', value: 'value' in button ? button.value : undefined });
    },
    clickMessage: async ({ channelId, ts, actionId, value }) =>
      await window.send('block_actions', {
        response_url: parts.responseUrl,
        channel: { id: channelId, name: 'channel' },
        message: { type: 'message', ts },
        container: { type: 'message', channel_id: channelId, message_ts: ts },
        actions: [{ action_id: actionId, block_id: 'b', type: 'button', ...(value !== undefined && { value }) }],
      }),
    submit: window.submit,
    close: () => {
      const view = window.open();
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
