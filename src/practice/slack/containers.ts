import { elementsOf, type Placed, type Value } from './block-kit/fields.js';
import type { Block } from './block-kit/blocks.js';
import type { MethodContext } from './methods/method.js';
import { homeObject, messageObject, valuesOf, viewObject } from './payloads.js';
import { giveAddress } from './responses.js';
import type { AppAnswer, Sender } from './sender.js';

/** Whose Slack it is, and how it reaches the app. */
export interface ClientParts {
  readonly context: MethodContext;
  readonly sender: Sender;
  readonly origin: () => string;
  readonly userId: string;
}

/** Where something stands that can be pressed: a message, a modal or the Home tab. */
export type Container =
  | { readonly kind: 'message'; readonly channel: string; readonly ts: string }
  | { readonly kind: 'view'; readonly viewId: string }
  | { readonly kind: 'home' };

/** A field or button, by its block and action id. */
export interface Address {
  readonly container: Container;
  /** Empty: whichever block has this action id. */
  readonly blockId: string;
  readonly actionId: string;
}

export interface Pressed extends Address {
  /** What was chosen; left out for a button, whose value is its own. */
  readonly chosen?: Value | undefined;
}

/** Sends an interaction in somebody's name. */
export async function sendInteraction(parts: ClientParts, type: string, payload: Readonly<Record<string, unknown>>): Promise<AppAnswer> {
  return await parts.sender.deliver({ kind: 'interactive', payload: { type, ...who(parts), ...payload } });
}

/** A trigger of this person's, good for one modal. */
export function newTrigger({ context: { state, now }, userId }: ClientParts): string {
  const id = `${state.next()}.${state.next()}.trigger`;
  state.triggers.set(id, { userId, at: now().getTime(), used: false });
  return id;
}

/** A new address at which the app may answer, and its id. */
export function newAddress(parts: ClientParts, channel: string, original?: string): { readonly id: string; readonly url: string } {
  const { context, userId } = parts;
  const id = giveAddress(context, { userId, channel, ...(original !== undefined && { original }) });
  return { id, url: `${parts.origin()}/response/${id}` };
}

/** The element at an address, if it is there. */
export function find(blocks: readonly Block[], { blockId, actionId }: Address): Placed | undefined {
  return elementsOf(blocks).find(({ block, element }) => element.action_id === actionId && (block.block_id === blockId || blockId === ''));
}

function who({ context: { workspace }, userId }: ClientParts): Readonly<Record<string, unknown>> {
  const name = workspace.users.get(userId)?.name.toLowerCase() ?? '';
  return {
    user: { id: userId, username: name, name, team_id: workspace.teamId },
    team: { id: workspace.teamId, domain: 'practice' },
    enterprise: null,
    is_enterprise_install: false,
    api_app_id: workspace.bot.appId,
  };
}

export interface Place {
  readonly id: string;
  readonly blocks: readonly Block[];
  /** Where answers go, for a message. */
  readonly channel?: string;
  readonly original?: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** A container with what Slack says about it in a payload. */
export function placeOf({ context, userId }: ClientParts, container: Container): Place {
  const { state, workspace } = context;
  if (container.kind === 'view') {
    const view = state.views.get(container.viewId);
    if (view === undefined) throw new Error(`No modal ${container.viewId} is open`);
    return {
      id: view.id,
      blocks: view.modal.blocks,
      payload: { container: { type: 'view', view_id: view.id }, view: viewObject(context, view) },
    };
  }
  if (container.kind === 'home') {
    const home = state.homes.get(userId);
    if (home === undefined) throw new Error('There is no Home yet');
    return {
      id: home.id,
      blocks: home.home.blocks,
      payload: { container: { type: 'view', view_id: home.id }, view: homeObject(context, home) },
    };
  }
  const { channel, ts } = container;
  const message = state.messages.find((one) => one.channel === channel && one.ts === ts);
  const id = `${userId} ${channel} ${ts}`;
  const blocks = message?.blocks ?? [];
  const payload = {
    container: { type: 'message', channel_id: channel, message_ts: ts, is_ephemeral: message?.onlyFor !== undefined },
    channel: { id: channel, name: workspace.channels.get(channel)?.name ?? 'directmessage' },
    message: message === undefined ? { type: 'message', ts } : messageObject(context, message),
    state: { values: valuesOf(state, id, blocks) },
  };
  return { id, blocks, channel, original: ts, payload };
}

/** An action as Slack sends it along. */
export function actionOf(placed: Placed | undefined, { actionId, blockId, chosen = {} }: Pressed): Readonly<Record<string, unknown>> {
  if (placed === undefined) return { type: 'button', action_id: actionId, block_id: blockId === '' ? 'b' : blockId, ...chosen };
  const { element, block } = placed;
  const own = element.type === 'button' ? { text: element.text, ...(element.value !== undefined && { value: element.value }) } : {};
  return { type: element.type, action_id: actionId, block_id: block.block_id, ...own, ...chosen };
}
