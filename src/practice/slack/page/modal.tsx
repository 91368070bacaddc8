import { type FormEvent, useState } from 'react';
import { fieldsOf, isEmpty } from '../block-kit/fields.js';
import { Blocks } from './blocks.js';
import { Dialog } from './dialog.js';
import { useForm } from './form.js';
import type { ShownView } from './model.js';
import { useAround } from './place.js';

/** The modal on top of the stack. */
export function Modal({ view, isPushed }: { readonly view: ShownView; readonly isPushed: boolean }) {
  const { act, words } = useAround();
  const [busy, setBusy] = useState(false);
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({});
  const { modal, id: viewId } = view;
  const form = useForm({ kind: 'view', viewId }, modal.blocks, view.values);
  const close = (all: boolean): void => void act({ do: 'close', viewId, all });
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const empty = fieldsOf(modal.blocks).filter(
      ({ block, element }) => block.type === 'input' && block.optional !== true && isEmpty(form.valueOf(block, element)),
    );
    setMissing(Object.fromEntries(empty.map(({ block }) => [block.block_id ?? '', words.required])));
    if (empty.length > 0) return;
    setBusy(true);
    await act({ do: 'submit', viewId, entries: form.entries() });
    setBusy(false);
  };
  return (
    <Dialog title={modal.title.text} onClose={() => close(true)} onBack={isPushed ? () => close(false) : undefined}>
      <form noValidate onSubmit={(event) => void submit(event)}>
        <div className="modal-body">
          <Blocks blocks={modal.blocks} form={form} errors={{ ...view.errors, ...missing }} />
        </div>
        <footer>
          <button type="button" className="button" onClick={() => close(false)}>
            {modal.close?.text ?? words.close}
          </button>
          {modal.submit === undefined ? null : (
            <button type="submit" className="button primary" disabled={busy} aria-busy={busy}>
              {modal.submit.text}
            </button>
          )}
        </footer>
      </form>
    </Dialog>
  );
}
