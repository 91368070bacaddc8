import { type Block as ShownBlock, Message } from 'slack-blocks-to-jsx';
import type { Block } from '../block-kit/blocks.js';
import { slackDate } from './dates.js';
import { useAround } from './place.js';

/** Blocks that are only looked at, drawn by slack-blocks-to-jsx. */
export function Drawn({ blocks }: { readonly blocks: readonly Block[] }) {
  const { snapshot, dark } = useAround();
  const data = {
    users: snapshot.people.map(({ id, name }) => ({ id, name })),
    channels: snapshot.channels.map(({ id, name }) => ({ id, name })),
    user_groups: snapshot.userGroups.map(({ id, name }) => ({ id, name })),
  };
  return (
    <div className="drawn">
      <Message
        blocks={blocks.map(tamed).filter(isDrawable)}
        data={data}
        hooks={{ date: (moment) => slackDate(moment, { locale: snapshot.me.locale, now: snapshot.now }) }}
        logo="data:,"
        name=""
        theme={dark ? 'dark' : 'light'}
        withoutWrapper
      />
    </div>
  );
}

/** Text with Slack's markup. */
export function Markup({ text }: { readonly text: string }) {
  return <Drawn blocks={[{ type: 'section', text: { type: 'mrkdwn', text } }]} />;
}

/**
 * Faults of the library that are worked around: it throws for a number in a table's cell, and takes `verbatim` for "no
 * markup at all", where Slack only leaves names and links alone.
 */
function tamed(block: Block): unknown {
  return JSON.parse(JSON.stringify(block), (_key, value: unknown) => {
    if (typeof value !== 'object' || value === null || !('type' in value)) return value;
    if (value.type === 'raw_number' && 'number' in value) return { type: 'raw_text', text: String(value.number) };
    if (!('verbatim' in value)) return value;
    const { verbatim: _verbatim, ...text } = value;
    return text;
  });
}

/** The library has types of blocks of its own; the server has let only Slack's through. */
function isDrawable(block: unknown): block is ShownBlock {
  return typeof block === 'object' && block !== null && 'type' in block;
}
