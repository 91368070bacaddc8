import type { PostedMessage } from '../state.js';
import { Blocks } from './blocks.js';
import { clockTime } from './dates.js';
import { useForm } from './form.js';
import { Markup } from './markup.js';
import { useAround } from './place.js';

interface Props {
  readonly message: PostedMessage;
  readonly replies: number;
  readonly onThread: (() => void) | undefined;
}

/** One message with who wrote it and when. */
export function MessageShown({ message, replies, onThread }: Props) {
  const { snapshot, words, act } = useAround();
  const { app, people, shortcuts, me } = snapshot;
  const { channel, ts } = message;
  const form = useForm({ kind: 'message', channel, ts }, message.blocks, {});
  const isApp = message.from === app.userId;
  const author = isApp ? app.name : (people.find(({ id }) => id === message.from)?.name ?? message.from);
  const time = clockTime(ts, me.locale);
  return (
    <article className="message" aria-label={`${author}, ${time}`} data-ts={ts}>
      <span className={`avatar ${isApp ? 'app' : ''}`} aria-hidden="true">
        {isApp ? '📦' : author.slice(0, 1)}
      </span>
      <div className="said">
        {message.onlyFor === undefined ? null : <p className="quiet">👁 {words.onlyYou}</p>}
        <p className="author">
          <strong>{author}</strong> {isApp ? <span className="badge">APP</span> : null} <time>{time}</time>
          {message.edits > 0 ? <small> {words.edited}</small> : null}
        </p>
        {message.blocks.length > 0 ? <Blocks blocks={message.blocks} form={form} /> : <Markup text={message.text} />}
        {replies > 0 && onThread !== undefined ? (
          <button type="button" className="link" onClick={onThread}>
            {words.replies(replies)}
          </button>
        ) : null}
      </div>
      <div className="tools">
        {onThread === undefined || message.onlyFor !== undefined ? null : (
          <button type="button" className="icon" aria-label={words.reply} title={words.reply} onClick={onThread}>
            💬
          </button>
        )}
        {shortcuts
          .filter(({ type }) => type === 'message')
          .map(({ name, callbackId }) => (
            <button key={callbackId} type="button" onClick={() => void act({ do: 'message-shortcut', callbackId, channel, ts })}>
              {name}
            </button>
          ))}
      </div>
    </article>
  );
}
