/** A pretended workspace's people and places. */
export interface Workspace {
  readonly teamId: string;
  readonly bot: { readonly userId: string; readonly botId: string; readonly appId: string };
  readonly users: ReadonlyMap<string, { readonly name: string; readonly locale: string }>;
  readonly channels: ReadonlyMap<string, { readonly name: string; readonly botIsMember: boolean; readonly archived: boolean }>;
}

/** The team of the practice shop. */
export const WORKSPACE: Workspace = {
  teamId: 'T0CANCEL1',
  bot: { userId: 'U0CANCELB', botId: 'B0CANCELB', appId: 'A0CANCELD' },
  users: new Map([
    ['U0AGENT01', { name: 'Anna', locale: 'en-US' }],
    ['U0AGENT02', { name: 'Ben', locale: 'en-GB' }],
    ['U0LEAD001', { name: 'Lena', locale: 'en-US' }],
    ['U0ADMIN01', { name: 'Amy', locale: 'zh-CN' }],
  ]),
  channels: new Map([
    ['C0ORDERS1', { name: 'orders', botIsMember: true, archived: false }],
    ['C0APPROV1', { name: 'approvals', botIsMember: true, archived: false }],
    ['C0CANCEL1', { name: 'cancellations', botIsMember: true, archived: false }],
    ['C0PRIVAT1', { name: 'private', botIsMember: false, archived: false }],
    ['C0OLD0001', { name: 'old', botIsMember: true, archived: true }],
  ]),
};

/** The direct conversation of the app with a person. */
export function directChannel(userId: string): string {
  return `D${userId.slice(1)}`;
}
