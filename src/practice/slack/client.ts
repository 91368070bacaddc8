import type { Value } from './block-kit/fields.js';
import {
  actionOf,
  type Address,
  type ClientParts,
  type Container,
  find,
  newAddress,
  newTrigger,
  placeOf,
  type Pressed,
  sendInteraction,
} from './containers.js';
import { homeObject, typedKey } from './payloads.js';
import { say } from './responses.js';
import type { AppAnswer } from './sender.js';
import { closeView, submit } from './submission.js';

/** What a person's Slack does when its reader does something. */
export interface Client {
  readonly userId: string;
  command(typed: string, channel: string): Promise<AppAnswer>;
  press(pressed: Pressed): Promise<AppAnswer>;
  /** Fills in a field without telling the app. */
  enter(field: Address, value: Value): void;
  /** Throws when Slack would not let anybody submit this. */
  submit(viewId: string): Promise<AppAnswer>;
  /** Closes the modal, or with `all` the stack that it is in. */
  close(viewId: string, all?: boolean): Promise<void>;
  /** The choices of a select whose choices the app names. */
  suggest(field: Address, typed: string): Promise<unknown>;
  shortcut(callbackId: string): Promise<AppAnswer>;
  messageShortcut(callbackId: string, message: Extract<Container, { kind: 'message' }>): Promise<AppAnswer>;
  openHome(): Promise<void>;
}

export function createClient(parts: ClientParts): Client {
  return {
    userId: parts.userId,
    command: async (typed, channel) => await command(parts, typed, channel),
    press: async (pressed) => await press(parts, pressed),
    enter: (field, value) => {
      parts.context.state.typed.set(typedKey(placeOf(parts, field.container).id, field.blockId, field.actionId), value);
    },
    submit: async (viewId) => await submit(parts, viewId),
    close: async (viewId, all = false) => await closeView(parts, viewId, all),
    suggest: async (field, typed) => {
      const { payload } = placeOf(parts, field.container);
      const asked = { ...payload, block_id: field.blockId, action_id: field.actionId, value: typed };
      const answer = await sendInteraction(parts, 'block_suggestion', asked);
      return answer.status === 200 && answer.body.startsWith('{') ? JSON.parse(answer.body) : { options: [] };
    },
    shortcut: async (callbackId) => await sendInteraction(parts, 'shortcut', { trigger_id: newTrigger(parts), callback_id: callbackId }),
    messageShortcut: async (callbackId, message) =>
      await sendInteraction(parts, 'message_action', {
        ...placeOf(parts, message).payload,
        trigger_id: newTrigger(parts),
        callback_id: callbackId,
        message_ts: message.ts,
        response_url: newAddress(parts, message.channel, message.ts).url,
      }),
    openHome: async () => await openHome(parts),
  };
}

/** Types a slash command. What the acknowledgement says is shown to the person alone. */
async function command(parts: ClientParts, typed: string, channel: string): Promise<AppAnswer> {
  const { context, sender, userId } = parts;
  const { state, workspace } = context;
  const [name = '', ...rest] = typed.split(' ');
  const answers = newAddress(parts, channel);
  const answer = await sender.deliver({
    kind: 'command',
    payload: {
      command: name,
      text: rest.join(' '),
      user_id: userId,
      user_name: workspace.users.get(userId)?.name.toLowerCase() ?? '',
      team_id: workspace.teamId,
      team_domain: 'practice',
      channel_id: channel,
      channel_name: workspace.channels.get(channel)?.name ?? 'directmessage',
      api_app_id: workspace.bot.appId,
      is_enterprise_install: 'false',
      response_url: answers.url,
      trigger_id: newTrigger(parts),
    },
  });
  if (answer.status !== 200 || answer.body === '') return answer;
  const said: unknown = answer.body.startsWith('{') ? JSON.parse(answer.body) : { text: answer.body };
  const taken = say(context, { body: said, address: state.responses.get(answers.id), counts: false });
  if (taken.status !== 200) throw new Error(`Slack would refuse this answer: ${taken.body}`);
  state.changed();
  return answer;
}

async function press(parts: ClientParts, pressed: Pressed): Promise<AppAnswer> {
  const { state, now } = parts.context;
  const { id, blocks } = placeOf(parts, pressed.container);
  const placed = find(blocks, pressed);
  if (placed !== undefined && pressed.chosen !== undefined)
    state.typed.set(typedKey(id, placed.block.block_id ?? '', pressed.actionId), pressed.chosen);
  // Read again: what was just chosen is sent along with all that is filled in.
  const { payload, channel, original } = placeOf(parts, pressed.container);
  return await sendInteraction(parts, 'block_actions', {
    trigger_id: newTrigger(parts),
    ...payload,
    ...(channel !== undefined && { response_url: newAddress(parts, channel, original).url }),
    actions: [{ action_ts: state.nextTs(now()), ...actionOf(placed, pressed) }],
  });
}

async function openHome({ context, sender, userId }: ClientParts): Promise<void> {
  const { state, workspace, manifest, now } = context;
  if (!manifest.events.includes('app_home_opened')) return;
  const home = state.homes.get(userId);
  await sender.deliverEvent({
    type: 'event_callback',
    team_id: workspace.teamId,
    api_app_id: workspace.bot.appId,
    event_id: `Ev${state.next()}`,
    event_time: Math.floor(now().getTime() / 1000),
    event: {
      type: 'app_home_opened',
      user: userId,
      channel: `D${userId.slice(1)}`,
      tab: 'home',
      event_ts: state.nextTs(now()),
      ...(home !== undefined && { view: homeObject(context, home) }),
    },
  });
}
