import { z } from 'zod';
import { asModal, validateMessage, validateView } from './block-kit.js';
import type { OpenView, PostedMessage, SlackState } from './state.js';
import { directChannel, type Workspace } from './workspace.js';

/** What a method needs to answer. */
export interface MethodContext {
  readonly state: SlackState;
  readonly workspace: Workspace;
  readonly scopes: readonly string[];
  readonly now: () => Date;
}

/** Slack's answer: `ok` and what belongs to it, or the name of an error. */
export type MethodAnswer = Readonly<Record<string, unknown>> & { readonly ok: boolean };

export interface Method {
  /** Undefined: none is needed. */
  readonly scope: string | undefined;
  readonly run: (context: MethodContext, args: Readonly<Record<string, unknown>>) => MethodAnswer;
}

/** A trigger can be exchanged for this long (docs.slack.dev/interactivity/handling-user-interaction). */
const TRIGGER_LASTS_MS = 3_000;

function failure(error: string, more: Readonly<Record<string, unknown>> = {}): MethodAnswer {
  return { ok: false, error, ...more };
}

function withMessages(error: string, messages: readonly string[]): MethodAnswer {
  return failure(error, { response_metadata: { messages: messages.map((message) => `[ERROR] ${message}`) } });
}

/** The methods that the app uses, with Slack's own errors (docs.slack.dev/reference/methods). */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>([
  ['auth.test', { scope: undefined, run: authTest }],
  ['users.info', { scope: 'users:read', run: usersInfo }],
  ['views.open', { scope: undefined, run: viewsOpen }],
  ['views.update', { scope: undefined, run: viewsUpdate }],
  ['chat.postMessage', { scope: 'chat:write', run: postMessage }],
  ['chat.update', { scope: 'chat:write', run: updateMessage }],
]);

function authTest({ workspace }: MethodContext): MethodAnswer {
  const { userId, botId } = workspace.bot;
  return {
    ok: true,
    url: 'https://practice.slack.com/',
    team: 'Practice',
    user: 'cancel_desk',
    team_id: workspace.teamId,
    user_id: userId,
    bot_id: botId,
    is_enterprise_install: false,
  };
}

function usersInfo({ workspace }: MethodContext, args: Readonly<Record<string, unknown>>): MethodAnswer {
  const { user: id, include_locale: withLocale } = args;
  const user = typeof id === 'string' ? workspace.users.get(id) : undefined;
  if (user === undefined) return failure('user_not_found');
  const locale = withLocale === true || withLocale === 'true' ? { locale: user.locale } : {};
  return {
    ok: true,
    user: { id, team_id: workspace.teamId, name: user.name.toLowerCase(), real_name: user.name, is_bot: false, ...locale },
  };
}

const viewsOpenArgs = z.object({ trigger_id: z.string(), view: z.unknown() });

function viewsOpen({ state, now, workspace }: MethodContext, args: Readonly<Record<string, unknown>>): MethodAnswer {
  const parsed = viewsOpenArgs.safeParse(args);
  if (!parsed.success || parsed.data.view === undefined) return failure('invalid_arguments');
  const trigger = state.triggers.get(parsed.data.trigger_id);
  if (trigger === undefined) return failure('invalid_trigger_id');
  state.triggers.delete(parsed.data.trigger_id);
  if (now().getTime() - trigger.at > TRIGGER_LASTS_MS) return failure('expired_trigger_id');
  const problems = validateView(parsed.data.view);
  if (problems.length > 0) return withMessages('invalid_arguments', problems);
  const number = state.next();
  const view: OpenView = {
    id: `V${String(number).padStart(8, '0')}`,
    hash: `${number}.hash`,
    userId: trigger.userId,
    modal: asModal(parsed.data.view),
  };
  state.views.set(view.id, view);
  return { ok: true, view: viewObject(view, workspace) };
}

const viewsUpdateArgs = z.object({ view_id: z.string(), hash: z.string().optional(), view: z.unknown() });

function viewsUpdate({ state, workspace }: MethodContext, args: Readonly<Record<string, unknown>>): MethodAnswer {
  const parsed = viewsUpdateArgs.safeParse(args);
  if (!parsed.success || parsed.data.view === undefined) return failure('invalid_arguments');
  const open = state.views.get(parsed.data.view_id);
  if (open === undefined) return failure('not_found');
  if (parsed.data.hash !== undefined && parsed.data.hash !== open.hash) return failure('hash_conflict');
  const problems = validateView(parsed.data.view);
  if (problems.length > 0) return withMessages('invalid_arguments', problems);
  const view: OpenView = { ...open, hash: `${state.next()}.hash`, modal: asModal(parsed.data.view) };
  state.views.set(view.id, view);
  return { ok: true, view: viewObject(view, workspace) };
}

/** A view as Slack gives it back. */
export function viewObject(view: OpenView, workspace: Workspace): Readonly<Record<string, unknown>> {
  return {
    private_metadata: '',
    callback_id: '',
    ...view.modal,
    id: view.id,
    team_id: workspace.teamId,
    hash: view.hash,
    bot_id: workspace.bot.botId,
    app_id: workspace.bot.appId,
  };
}

const messageArgs = z.object({ channel: z.string().min(1), text: z.string().optional(), blocks: z.array(z.unknown()).optional() });

function postMessage(context: MethodContext, args: Readonly<Record<string, unknown>>): MethodAnswer {
  const parsed = messageArgs.safeParse(args);
  if (!parsed.success) return failure('invalid_arguments');
  const { channel, text = '', blocks = [] } = parsed.data;
  const place = placeOf(context.workspace, channel);
  if ('error' in place) return failure(place.error);
  const problems = validateMessage({ text, blocks });
  if (problems.length > 0) return problems[0] === 'no_text' ? failure('no_text') : withMessages('invalid_blocks', problems);
  const ts = `${Math.floor(context.now().getTime() / 1000)}.${String(context.state.next()).padStart(6, '0')}`;
  const message: PostedMessage = { channel: place.channel, ts, text, blocks, edits: 0 };
  context.state.messages.push(message);
  return { ok: true, channel: place.channel, ts, message: { type: 'message', ts, text, bot_id: context.workspace.bot.botId } };
}

const updateArgs = messageArgs.extend({ ts: z.string() });

function updateMessage({ state }: MethodContext, args: Readonly<Record<string, unknown>>): MethodAnswer {
  const parsed = updateArgs.safeParse(args);
  if (!parsed.success) return failure('invalid_arguments');
  const { channel, ts, text = '', blocks = [] } = parsed.data;
  const index = state.messages.findIndex((one) => one.channel === channel && one.ts === ts);
  const before = state.messages[index];
  if (before === undefined) return failure('message_not_found');
  const problems = validateMessage({ text, blocks });
  if (problems.length > 0) return withMessages('invalid_blocks', problems);
  state.messages[index] = { ...before, text, blocks, edits: before.edits + 1 };
  return { ok: true, channel, ts, text };
}

/** Where a message goes: a channel, or a person's direct conversation with the app. */
function placeOf(workspace: Workspace, channel: string): { readonly channel: string } | { readonly error: string } {
  if (workspace.users.has(channel)) return { channel: directChannel(channel) };
  if (channel.startsWith('D')) return { channel };
  const found = workspace.channels.get(channel);
  if (found === undefined) return { error: 'channel_not_found' };
  if (found.archived) return { error: 'is_archived' };
  return found.botIsMember ? { channel } : { error: 'not_in_channel' };
}
