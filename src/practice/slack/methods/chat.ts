import { z } from 'zod';
import { asBlocks, validateMessage } from '../block-kit/validate.js';
import { messageObject } from '../payloads.js';
import type { PostedMessage } from '../state.js';
import { directChannel, membersOf, type Workspace } from '../workspace.js';
import { failure, method, type MethodAnswer, type MethodContext, withMessages } from './method.js';

const said = { text: z.string().optional(), blocks: z.array(z.unknown()).optional() };
const placed = z.object({ channel: z.string().min(1), ...said, thread_ts: z.string().optional(), metadata: z.unknown().optional() });
const addressed = z.object({ channel: z.string().min(1), ts: z.string().min(1) });

/** docs.slack.dev/reference/methods/chat.* */
export const chatMethods = {
  'chat.postMessage': method({
    scope: 'chat:write',
    tier: 'message',
    args: placed,
    run: (context, args) => post(context, args, undefined),
  }),
  'chat.postEphemeral': method({
    scope: 'chat:write',
    tier: 4,
    args: placed.extend({ user: z.string() }),
    run: (context, args) => {
      if (!membersOf(context.workspace, args.channel).includes(args.user)) return failure('user_not_in_channel');
      const answer = post(context, args, args.user);
      return answer.ok ? { ok: true, message_ts: answer['ts'] } : answer;
    },
  }),
  'chat.update': method({
    scope: 'chat:write',
    tier: 3,
    args: addressed.extend(said),
    run: (context, { channel, ts, text, blocks }) => {
      const message = ownMessage(context, channel, ts);
      if ('error' in message) return failure(message.error);
      const content = contentOf(context, { text, blocks: blocks ?? [] });
      if ('ok' in content) return content;
      context.state.replaceMessage(channel, ts, (before) => ({ ...before, ...content, edits: before.edits + 1 }));
      return { ok: true, channel, ts, text: content.text };
    },
  }),
  'chat.delete': method({
    scope: 'chat:write',
    tier: 3,
    args: addressed,
    run: (context, { channel, ts }) => {
      const message = ownMessage(context, channel, ts);
      if ('error' in message) return failure(message.error);
      context.state.replaceMessage(channel, ts, () => undefined);
      return { ok: true, channel, ts };
    },
  }),
  'chat.getPermalink': method({
    tier: 4,
    args: z.object({ channel: z.string(), message_ts: z.string() }),
    run: ({ state }, { channel, message_ts: ts }) =>
      state.messages.some((one) => one.channel === channel && one.ts === ts)
        ? { ok: true, channel, permalink: `https://practice.slack.com/archives/${channel}/p${ts.replace('.', '')}` }
        : failure('message_not_found'),
  }),
};

function post(context: MethodContext, args: z.output<typeof placed>, onlyFor: string | undefined): MethodAnswer {
  const { state, workspace } = context;
  const place = placeOf(workspace, args.channel);
  if ('error' in place) return failure(place.error);
  const content = contentOf(context, args);
  if ('ok' in content) return content;
  const message: PostedMessage = {
    channel: place.channel,
    ts: state.nextTs(context.now()),
    from: workspace.bot.userId,
    ...content,
    edits: 0,
    ...(args.thread_ts !== undefined && { thread: args.thread_ts }),
    ...(args.metadata !== undefined && { metadata: args.metadata }),
    ...(onlyFor !== undefined && { onlyFor }),
  };
  state.messages.push(message);
  return { ok: true, channel: place.channel, ts: message.ts, message: messageObject(context, message) };
}

/** What a message says, or Slack's refusal of it. */
export function contentOf(
  { state }: Pick<MethodContext, 'state'>,
  wanted: { readonly text?: string | undefined; readonly blocks?: readonly unknown[] | undefined },
): Pick<PostedMessage, 'text' | 'blocks'> | MethodAnswer {
  const { text = '', blocks = [] } = wanted;
  const problems = validateMessage({ text, blocks });
  if (problems[0] === 'no_text') return failure('no_text');
  if (problems.length > 0) return withMessages('invalid_blocks', problems);
  return { text, blocks: asBlocks(blocks, () => `b${state.next().toString(36)}`) };
}

function ownMessage({ state, workspace }: MethodContext, channel: string, ts: string): PostedMessage | { readonly error: string } {
  const message = state.messages.find((one) => one.channel === channel && one.ts === ts && one.onlyFor === undefined);
  if (message === undefined) return { error: 'message_not_found' };
  return message.from === workspace.bot.userId ? message : { error: 'cant_update_message' };
}

/** Where a message goes: a channel, or a person's direct conversation with the app. */
function placeOf({ users, channels }: Workspace, channel: string): { readonly channel: string } | { readonly error: string } {
  if (users.has(channel)) return { channel: directChannel(channel) };
  if ([...users.keys()].some((userId) => directChannel(userId) === channel)) return { channel };
  const found = channels.get(channel);
  if (found === undefined) return { error: 'channel_not_found' };
  if (found.archived) return { error: 'is_archived' };
  return found.botIsMember ? { channel } : { error: 'not_in_channel' };
}
