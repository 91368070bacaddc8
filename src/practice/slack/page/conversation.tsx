import { useEffect, useRef } from 'react';
import type { PostedMessage } from '../state.js';
import { Composer } from './composer.js';
import { MessageShown } from './message.js';
import { useAround } from './place.js';

interface Props {
  readonly channel: string;
  readonly name: string;
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  readonly onThread: (ts: string) => void;
}

/** A channel: its messages and where to type. */
export function Conversation({ channel, name, draft, setDraft, onThread }: Props) {
  const { snapshot, words } = useAround();
  const here = snapshot.messages.filter((message) => message.channel === channel);
  const shown = here.filter(({ thread }) => thread === undefined);
  const replies = (ts: string): number => here.filter(({ thread }) => thread === ts).length;
  return (
    <section className="conversation" aria-label={name}>
      <Scrolling count={shown.length}>
        {shown.length === 0 ? <p className="quiet">{words.nothingYet}</p> : null}
        {shown.map((message) => (
          <MessageShown key={message.ts} message={message} replies={replies(message.ts)} onThread={() => onThread(message.ts)} />
        ))}
      </Scrolling>
      <Composer channel={channel} placeName={name} draft={draft} setDraft={setDraft} />
    </section>
  );
}

interface ThreadProps {
  readonly root: PostedMessage;
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  readonly onClose: () => void;
}

/** A message and what was said under it. */
export function Thread({ root, draft, setDraft, onClose }: ThreadProps) {
  const { snapshot, words } = useAround();
  const replies = snapshot.messages.filter(({ channel, thread }) => channel === root.channel && thread === root.ts);
  return (
    <aside className="side" aria-label={words.thread}>
      <header>
        <h2>{words.thread}</h2>
        <button type="button" className="icon" aria-label={words.closeThread} onClick={onClose}>
          ✕
        </button>
      </header>
      <Scrolling count={replies.length}>
        {[root, ...replies].map((message) => (
          <MessageShown key={message.ts} message={message} replies={0} onThread={undefined} />
        ))}
      </Scrolling>
      <Composer channel={root.channel} placeName={words.thread} thread={root.ts} draft={draft} setDraft={setDraft} />
    </aside>
  );
}

/** Stays at its end when something is added. */
function Scrolling({ count, children }: { readonly count: number; readonly children: React.ReactNode }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // In braces: newer browsers give back a promise, and React would take it for the way to clean up.
    end.current?.scrollIntoView({ block: 'end' });
  }, [count]);
  return (
    <div className="messages" role="log" aria-live="polite">
      {children}
      <div ref={end} />
    </div>
  );
}
