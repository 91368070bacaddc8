import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { useAround } from './place.js';

interface Props {
  readonly channel: string;
  readonly placeName: string;
  readonly thread?: string;
  readonly draft: string;
  readonly setDraft: (text: string) => void;
}

/** Where somebody types: text, or a slash command that it helps to complete. */
export function Composer({ channel, placeName, thread, draft, setDraft }: Props) {
  const { snapshot, words, act, say } = useAround();
  const [picked, setPicked] = useState(0);
  const list = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const typedCommand = draft.split(' ', 1)[0] ?? '';
  const offered =
    draft.startsWith('/') && !draft.includes(' ') ? snapshot.commands.filter((one) => one.command.startsWith(typedCommand)) : [];
  const complete = (command: string): void => setDraft(`${command} `);
  const send = (): void => {
    const text = draft.trim();
    if (text === '') return;
    if (!text.startsWith('/')) void act({ do: 'say', text, channel, thread });
    else if (snapshot.commands.some(({ command }) => command === text.split(' ', 1)[0])) void act({ do: 'command', text, channel });
    else return say(words.notACommand(typedCommand));
    setDraft('');
    field.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const one = offered[Math.min(picked, offered.length - 1)];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (offered.length === 0) return;
      event.preventDefault();
      setPicked((picked + (event.key === 'ArrowDown' ? 1 : offered.length - 1)) % offered.length);
    } else if (event.key === 'Tab' && one !== undefined) {
      event.preventDefault();
      complete(one.command);
    } else if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      if (one !== undefined && one.command !== draft) complete(one.command);
      else send();
    }
  };
  return (
    <div className="composer">
      {offered.length === 0 ? null : (
        <ul id={list} role="listbox" aria-label={snapshot.app.name}>
          {offered.map(({ command, description, usageHint }, index) => (
            <li key={command} id={`${list}${index}`} role="option" aria-selected={index === picked} onMouseDown={() => complete(command)}>
              <strong>{command}</strong> <code>{usageHint}</code> <span>{description}</span>
            </li>
          ))}
        </ul>
      )}
      <textarea
        ref={field}
        rows={1}
        aria-label={words.message(placeName)}
        aria-controls={offered.length === 0 ? undefined : list}
        aria-activedescendant={offered.length === 0 ? undefined : `${list}${picked}`}
        placeholder={words.message(placeName)}
        value={draft}
        onChange={({ target }) => setDraft(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="composer-tools">
        {snapshot.shortcuts
          .filter(({ type }) => type === 'global')
          .map(({ name, callbackId }) => (
            <button key={callbackId} type="button" className="button" onClick={() => void act({ do: 'shortcut', callbackId })}>
              ⚡ {name}
            </button>
          ))}
        <button type="button" className="button primary" disabled={draft.trim() === ''} onClick={send}>
          {words.send}
        </button>
      </div>
    </div>
  );
}
