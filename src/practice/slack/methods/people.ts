import { tzOffset } from '@date-fns/tz';
import { z } from 'zod';
import { directChannel, membersOf, type Workspace } from '../workspace.js';
import { messageObject } from '../payloads.js';
import { failure, flag, method, type MethodAnswer, type MethodContext } from './method.js';

const nothing = z.object({});
const paged = { limit: z.coerce.number().int().min(1).max(1000).default(100), cursor: z.string().optional() };
const inChannel = z.object({ channel: z.string() });

/** docs.slack.dev/reference/methods: auth, users, user groups, conversations, connections. */
export const peopleMethods = {
  'auth.test': method({
    tier: 5,
    args: nothing,
    run: ({ workspace: { teamId, bot } }) => ({
      ok: true,
      url: 'https://practice.slack.com/',
      team: 'Practice',
      user: 'cancel_desk',
      team_id: teamId,
      user_id: bot.userId,
      bot_id: bot.botId,
      is_enterprise_install: false,
    }),
  }),
  'users.info': method({
    scope: 'users:read',
    tier: 4,
    args: z.object({ user: z.string(), include_locale: flag.default(false) }),
    run: (context, { user, include_locale: withLocale }) => userObject(context, user, withLocale),
  }),
  'usergroups.list': method({
    scope: 'usergroups:read',
    tier: 2,
    args: nothing,
    run: ({ workspace }) => ({
      ok: true,
      usergroups: [...workspace.userGroups].map(([id, { handle }]) => ({ id, team_id: workspace.teamId, handle, name: handle })),
    }),
  }),
  'usergroups.users.list': method({
    scope: 'usergroups:read',
    tier: 2,
    args: z.object({ usergroup: z.string() }),
    run: ({ workspace }, { usergroup }) => {
      const group = workspace.userGroups.get(usergroup);
      return group === undefined ? failure('no_such_subteam') : { ok: true, users: group.members };
    },
  }),
  'conversations.open': method({
    scope: 'im:write',
    tier: 3,
    args: z.object({ users: z.string() }),
    run: ({ workspace }, { users }) =>
      workspace.users.has(users) ? { ok: true, channel: { id: directChannel(users) } } : failure('user_not_found'),
  }),
  'conversations.info': method({
    scope: 'channels:read',
    tier: 3,
    args: inChannel,
    run: ({ workspace }, { channel }) => {
      const found = workspace.channels.get(channel);
      if (found === undefined) return failure('channel_not_found');
      return { ok: true, channel: { id: channel, name: found.name, is_archived: found.archived, is_member: found.botIsMember } };
    },
  }),
  'conversations.members': method({
    scope: 'channels:read',
    tier: 4,
    args: inChannel.extend(paged),
    run: ({ workspace }, { channel, limit }) => {
      const members = membersOf(workspace, channel);
      if (members.length === 0) return failure('channel_not_found');
      return { ok: true, members: members.slice(0, limit), response_metadata: { next_cursor: '' } };
    },
  }),
  'conversations.history': method({
    scope: 'channels:history',
    tier: 3,
    args: inChannel.extend({ ...paged, include_all_metadata: flag.default(false) }),
    run: (context, { channel, limit }) => historyOf(context, channel, limit),
  }),
  'apps.connections.open': method({
    tier: 2,
    appLevel: true,
    args: nothing,
    run: ({ socketUrl }) => ({ ok: true, url: socketUrl() }),
  }),
};

function userObject({ workspace, now }: MethodContext, id: string, withLocale: boolean): MethodAnswer {
  const user = workspace.users.get(id);
  if (user === undefined) return failure('user_not_found');
  return {
    ok: true,
    user: {
      id,
      team_id: workspace.teamId,
      name: user.name.toLowerCase(),
      real_name: user.name,
      is_bot: false,
      is_admin: user.isAdmin,
      is_restricted: false,
      deleted: false,
      tz: user.timeZone,
      tz_offset: tzOffset(user.timeZone, now()) * 60,
      ...(withLocale && { locale: user.locale }),
    },
  };
}

function historyOf(context: MethodContext, channel: string, limit: number): MethodAnswer {
  const { state, workspace } = context;
  if (!isPlace(workspace, channel)) return failure('channel_not_found');
  const newest = state.messages.filter((one) => one.channel === channel && one.onlyFor === undefined).reverse();
  return { ok: true, messages: newest.slice(0, limit).map((one) => messageObject(context, one)), has_more: newest.length > limit };
}

function isPlace(workspace: Workspace, channel: string): boolean {
  return membersOf(workspace, channel).length > 0;
}
