/** Somebody in the workspace. */
export interface Member {
  readonly name: string;
  /** What they do, for whoever has to choose between them. */
  readonly title: string;
  readonly locale: string;
  readonly timeZone: string;
  readonly isAdmin: boolean;
}

export interface Channel {
  readonly name: string;
  readonly botIsMember: boolean;
  readonly archived: boolean;
}

/** A pretended workspace's people and places. */
export interface Workspace {
  readonly teamId: string;
  readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string };
  readonly users: ReadonlyMap<string, Member>;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly userGroups: ReadonlyMap<string, { readonly handle: string; readonly members: readonly string[] }>;
}

const channel = (name: string, more: Partial<Channel> = {}): Channel => ({ name, botIsMember: true, archived: false, ...more });

/** The team of the practice shop. */
export const WORKSPACE: Workspace = {
  teamId: 'T0CANCEL1',
  bot: { userId: 'U0CANCELB', botId: 'B0CANCELB', appId: 'A0CANCELD' },
  users: new Map([
    ['U0AGENT01', { name: 'Anna', title: 'Agent', locale: 'en-US', timeZone: 'America/Los_Angeles', isAdmin: false }],
    ['U0AGENT02', { name: 'Ben', title: 'Agent', locale: 'en-GB', timeZone: 'Europe/London', isAdmin: false }],
    ['U0LEAD001', { name: 'Lena', title: 'Team lead', locale: 'en-US', timeZone: 'America/New_York', isAdmin: false }],
    ['U0ADMIN01', { name: 'Amy', title: 'Admin', locale: 'zh-CN', timeZone: 'Asia/Shanghai', isAdmin: true }],
  ]),
  channels: new Map([
    ['C0ORDERS1', channel('orders')],
    ['C0APPROV1', channel('approvals')],
    ['C0CANCEL1', channel('cancellations')],
    ['C0WAREHS1', channel('warehouse')],
    ['C0PRIVAT1', channel('private', { botIsMember: false })],
    ['C0OLD0001', channel('old', { archived: true })],
  ]),
  userGroups: new Map([['S0LEADS01', { handle: 'leads', members: ['U0LEAD001', 'U0ADMIN01'] }]]),
};

/** The same team, all of them with Slack in one language. */
export function teamReading(locale: string): Workspace {
  return { ...WORKSPACE, users: new Map([...WORKSPACE.users].map(([id, member]) => [id, { ...member, locale }])) };
}

/** The direct conversation of the app with a person. */
export function directChannel(userId: string): string {
  return `D${userId.slice(1)}`;
}

/** Everybody who is in a conversation with the app. */
export function membersOf({ users, channels }: Workspace, channelId: string): readonly string[] {
  return channels.has(channelId) ? [...users.keys()] : [...users.keys()].filter((userId) => directChannel(userId) === channelId);
}
