import type { MethodContext } from './methods/method.js';
import type { ShownPerson, Snapshot } from './page/model.js';
import { valuesOf } from './payloads.js';
import { directChannel, membersOf } from './workspace.js';

/** As many as anybody scrolls through. */
const MESSAGES_AT_MOST = 300;

/** Everything that a person sees. Throws for somebody unknown. */
export function snapshotFor({ state, workspace, manifest, now }: MethodContext, userId: string): Snapshot {
  const people = [...workspace.users].map(([id, { name, title, locale }]): ShownPerson => ({ id, name, title, locale }));
  const me = people.find(({ id }) => id === userId);
  if (me === undefined) throw new Error(`There is nobody ${userId}`);
  const home = state.homes.get(userId);
  return {
    now: now().getTime(),
    app: { name: manifest.name, userId: workspace.bot.userId },
    me,
    people,
    channels: [...workspace.channels].flatMap(([id, { name, botIsMember, archived }]) => (botIsMember && !archived ? [{ id, name }] : [])),
    direct: { id: directChannel(userId), name: manifest.name },
    userGroups: [...workspace.userGroups].map(([id, { handle }]) => ({ id, name: handle })),
    commands: manifest.commands,
    shortcuts: manifest.shortcuts,
    hasHome: manifest.hasHome,
    messages: state.messages
      .filter(({ channel, onlyFor }) => (onlyFor ?? userId) === userId && membersOf(workspace, channel).includes(userId))
      .slice(-MESSAGES_AT_MOST),
    views: [...state.views.values()]
      .filter((view) => view.userId === userId)
      .map(({ id, modal, errors = {} }) => ({ id, modal, errors, values: valuesOf(state, id, modal.blocks) })),
    home: home && { id: home.id, blocks: home.home.blocks, values: valuesOf(state, home.id, home.home.blocks) },
  };
}
