import { fieldsOf, initialValue, type Value } from './block-kit/fields.js';
import type { Block } from './block-kit/blocks.js';
import type { MethodContext } from './methods/method.js';
import type { OpenHome, OpenView, PostedMessage, SlackState } from './state.js';

type Around = Pick<MethodContext, 'state' | 'workspace'>;

/** A modal as Slack gives it back and sends it along, with what is filled in. */
export function viewObject(around: Around, view: OpenView): Readonly<Record<string, unknown>> {
  const { state, workspace } = around;
  const stack = [...state.views.values()].filter((one) => one.rootId === view.rootId);
  return {
    private_metadata: '',
    callback_id: '',
    external_id: '',
    clear_on_close: false,
    notify_on_close: false,
    ...view.modal,
    id: view.id,
    team_id: workspace.teamId,
    hash: view.hash,
    root_view_id: view.rootId,
    previous_view_id: stack[stack.findIndex((one) => one.id === view.id) - 1]?.id ?? null,
    bot_id: workspace.bot.botId,
    app_id: workspace.bot.appId,
    state: { values: valuesOf(state, view.id, view.modal.blocks) },
  };
}

export function homeObject({ state, workspace }: Around, home: OpenHome): Readonly<Record<string, unknown>> {
  return {
    private_metadata: '',
    callback_id: '',
    ...home.home,
    id: home.id,
    team_id: workspace.teamId,
    hash: home.hash,
    bot_id: workspace.bot.botId,
    app_id: workspace.bot.appId,
    state: { values: valuesOf(state, home.id, home.home.blocks) },
  };
}

export function messageObject({ workspace }: Around, message: PostedMessage): Readonly<Record<string, unknown>> {
  const { bot } = workspace;
  return {
    type: 'message',
    ts: message.ts,
    user: message.from,
    text: message.text,
    ...(message.from === bot.userId && { bot_id: bot.botId, app_id: bot.appId }),
    ...(message.blocks.length > 0 && { blocks: message.blocks }),
    ...(message.thread !== undefined && { thread_ts: message.thread }),
    ...(message.metadata !== undefined && { metadata: message.metadata }),
  };
}

/** What stands in each field of a view or message. */
export function valuesOf(state: SlackState, container: string, blocks: readonly Block[]): Record<string, Record<string, Value>> {
  const values: Record<string, Record<string, Value>> = {};
  for (const { block, element } of fieldsOf(blocks)) {
    const blockId = block.block_id ?? '';
    const value = state.typed.get(typedKey(container, blockId, element.action_id)) ?? initialValue(element);
    values[blockId] = { ...values[blockId], [element.action_id]: { type: element.type, ...value } };
  }
  return values;
}

/** Under which key a typed value is kept: as sticky as Slack's own, which looks at block and action id alone. */
export function typedKey(container: string, blockId: string, actionId: string): string {
  return JSON.stringify([container, blockId, actionId]);
}
