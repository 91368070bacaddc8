/** The page's own words. What the app says is the app's. */
export interface Words {
  readonly channels: string;
  readonly directMessages: string;
  readonly apps: string;
  readonly you: string;
  readonly switchTo: string;
  readonly message: (place: string) => string;
  readonly send: string;
  readonly shortcuts: string;
  readonly more: string;
  readonly reply: string;
  readonly replies: (count: number) => string;
  readonly thread: string;
  readonly closeThread: string;
  readonly onlyYou: string;
  readonly edited: string;
  readonly home: string;
  readonly messages: string;
  readonly noHome: string;
  readonly close: string;
  readonly back: string;
  readonly required: string;
  readonly optional: string;
  readonly choose: string;
  readonly search: string;
  readonly noMatches: string;
  readonly notACommand: (command: string) => string;
  readonly nothingYet: string;
  readonly connecting: string;
  readonly unread: string;
}

const en: Words = {
  channels: 'Channels',
  directMessages: 'Direct messages',
  apps: 'Apps',
  you: 'you',
  switchTo: 'You are',
  message: (place) => `Message ${place}`,
  send: 'Send',
  shortcuts: 'Shortcuts',
  more: 'More actions',
  reply: 'Reply in thread',
  replies: (count) => `${count} ${count === 1 ? 'reply' : 'replies'}`,
  thread: 'Thread',
  closeThread: 'Close thread',
  onlyYou: 'Only visible to you',
  edited: '(edited)',
  home: 'Home',
  messages: 'Messages',
  noHome: 'This app has no Home yet. Type / in a channel to see what it can do.',
  close: 'Close',
  back: 'Back',
  required: 'Please complete this required field.',
  optional: '(optional)',
  choose: 'Choose…',
  search: 'Type to search',
  noMatches: 'No matches',
  notACommand: (command) => `${command} is not a valid command. Type / to see the commands there are.`,
  nothingYet: 'Nothing here yet.',
  connecting: 'Connecting…',
  unread: 'unread',
};

const zh: Words = {
  channels: '频道',
  directMessages: '私信',
  apps: '应用',
  you: '你',
  switchTo: '当前身份',
  message: (place) => `发消息到 ${place}`,
  send: '发送',
  shortcuts: '快捷方式',
  more: '更多操作',
  reply: '在消息列中回复',
  replies: (count) => `${count} 条回复`,
  thread: '消息列',
  closeThread: '关闭消息列',
  onlyYou: '仅对你可见',
  edited: '（已编辑）',
  home: '主页',
  messages: '消息',
  noHome: '此应用还没有主页。在频道中输入 / 查看可用命令。',
  close: '关闭',
  back: '返回',
  required: '请填写此必填字段。',
  optional: '（选填）',
  choose: '请选择…',
  search: '输入以搜索',
  noMatches: '无匹配项',
  notACommand: (command) => `${command} 不是有效命令。输入 / 查看可用命令。`,
  nothingYet: '这里还没有内容。',
  connecting: '正在连接…',
  unread: '未读',
};

/** The words for a locale such as `zh-CN`. */
export function wordsFor(locale: string): Words {
  return locale.startsWith('zh') ? zh : en;
}
