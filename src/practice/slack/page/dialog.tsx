import { type ReactNode, useId, useLayoutEffect, useRef } from 'react';
import { useAround } from './place.js';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly onBack?: (() => void) | undefined;
  readonly children: ReactNode;
}

/** A window above the page; the browser's own keeps the keyboard inside, closes at Escape and gives the keyboard back. */
export function Dialog({ title, onClose, onBack, children }: Props) {
  const { words } = useAround();
  const own = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const { current: dialog } = own;
    dialog?.showModal();
    return () => dialog?.close();
  }, []);
  return (
    <dialog
      ref={own}
      aria-labelledby={heading}
      onCancel={(event) => {
        event.preventDefault();
        // Of a window above this one, Escape closes that one alone.
        if (event.target === event.currentTarget) onClose();
      }}
    >
      <header>
        {onBack === undefined ? null : (
          <button type="button" className="icon" aria-label={words.back} onClick={onBack}>
            ←
          </button>
        )}
        <h2 id={heading}>{title}</h2>
        <button type="button" className="icon" aria-label={words.close} onClick={onClose}>
          ✕
        </button>
      </header>
      {children}
    </dialog>
  );
}
