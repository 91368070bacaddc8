import { useState } from 'react';
import type { Block } from '../block-kit/blocks.js';
import type { Element } from '../block-kit/elements.js';
import { Dialog } from './dialog.js';
import type { Form } from './form.js';
import { Markup } from './markup.js';
import { useAround } from './place.js';

interface Props<E> {
  readonly form: Form;
  readonly block: Block;
  readonly element: E;
}

type Confirm = NonNullable<Extract<Element, { type: 'button' }>['confirm']>;

/** A button, with Slack's question before it where it has one. */
export function Button({ form, block, element }: Props<Extract<Element, { type: 'button' }>>) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const press = async (): Promise<void> => {
    setAsking(false);
    setBusy(true);
    if (element.url !== undefined) window.open(element.url, '_blank', 'noreferrer');
    await form.press(block, element.action_id);
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        className={`button ${element.style ?? ''}`}
        aria-label={element.accessibility_label}
        aria-busy={busy}
        data-action={element.action_id}
        disabled={busy}
        onClick={() => (element.confirm === undefined ? void press() : setAsking(true))}
      >
        {element.text.text}
        {element.url === undefined ? '' : ' ↗'}
      </button>
      {asking && element.confirm !== undefined ? (
        <Question confirm={element.confirm} onYes={() => void press()} onNo={() => setAsking(false)} />
      ) : null}
    </>
  );
}

/** Slack's confirm dialog. */
function Question({ confirm, onYes, onNo }: { readonly confirm: Confirm; readonly onYes: () => void; readonly onNo: () => void }) {
  return (
    <Dialog title={confirm.title.text} onClose={onNo}>
      <div className="modal-body">
        <Markup text={confirm.text.text} />
      </div>
      <footer>
        <button type="button" className="button" onClick={onNo}>
          {confirm.deny.text}
        </button>
        <button type="button" className={`button ${confirm.style ?? 'primary'}`} onClick={onYes}>
          {confirm.confirm.text}
        </button>
      </footer>
    </Dialog>
  );
}

/** A menu of a few actions. */
export function Overflow({ form, block, element }: Props<Extract<Element, { type: 'overflow' }>>) {
  const { words } = useAround();
  return (
    <details className="menu">
      <summary aria-label={words.more}>⋯</summary>
      <ul>
        {element.options.map((option) => (
          <li key={option.value}>
            <button type="button" onClick={() => void form.press(block, element.action_id, { selected_option: option })}>
              {option.text.text}
            </button>
          </li>
        ))}
      </ul>
    </details>
  );
}
