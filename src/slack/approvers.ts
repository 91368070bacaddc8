import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { type UserId, userIdSchema } from '../domain/ids.js';
import type { Approvers } from '../ports/approvers.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';

interface ApproverParts {
  readonly client: WebClient;
  readonly clock: Clock;
  readonly log: Log;
  /** Named one by one. */
  readonly listed: readonly UserId[];
  /** A user group whose members may as well; needs the scope usergroups:read. */
  readonly group: string | undefined;
}

/** What was looked up is good for this long: whoever leaves the team or the group is an approver no longer than that. */
const GOOD_FOR_MS = 5 * 60_000;

const membersSchema = z.object({ users: z.array(userIdSchema) });
const teamSchema = z.object({ team_id: z.string() });
const userSchema = z.object({
  user: z.object({
    team_id: z.string().optional(),
    deleted: z.boolean().default(false),
    is_bot: z.boolean().default(false),
    is_restricted: z.boolean().default(false),
    is_ultra_restricted: z.boolean().default(false),
    is_stranger: z.boolean().default(false),
  }),
});

/**
 * Approvers by name and by user group. Whoever is a guest, a bot, gone or of another team is none, whatever a list says.
 * An answer that Slack does not give counts as no.
 */
export function createApprovers({ client, clock, log, listed, group }: ApproverParts): Approvers {
  const remember = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
    let known: { readonly value: T; readonly at: number } | undefined;
    return async () => {
      const now = clock.now().getTime();
      if (known === undefined || now - known.at > GOOD_FOR_MS) known = { value: await ask(), at: now };
      return known.value;
    };
  };
  const members = remember(async () =>
    group === undefined ? [] : membersSchema.parse(await client.usergroups.users.list({ usergroup: group })).users,
  );
  const ownTeam = remember(async () => teamSchema.parse(await client.auth.test()).team_id);
  const standings = new Map<UserId, () => Promise<boolean>>();
  const isColleague = async (userId: UserId): Promise<boolean> => {
    const ask = standings.get(userId) ?? remember(async () => await isFullMember(userId));
    standings.set(userId, ask);
    return await ask();
  };
  const isFullMember = async (userId: UserId): Promise<boolean> => {
    const [{ user }, team] = await Promise.all([client.users.info({ user: userId }).then((answer) => userSchema.parse(answer)), ownTeam()]);
    const { deleted, is_bot, is_restricted, is_ultra_restricted, is_stranger } = user;
    const fromHere = user.team_id === undefined || user.team_id === team;
    return fromHere && !deleted && !is_bot && !is_restricted && !is_ultra_restricted && !is_stranger;
  };
  return {
    includes: async (userId) => {
      try {
        const named = listed.includes(userId) || (await members()).includes(userId);
        return named && (await isColleague(userId));
      } catch (error) {
        log.error('approver not looked up', error, { userId });
        return false;
      }
    },
    all: async () => {
      try {
        return [...new Set([...listed, ...(await members())])];
      } catch (error) {
        log.error('approvers not looked up', error);
        return listed;
      }
    },
  };
}
