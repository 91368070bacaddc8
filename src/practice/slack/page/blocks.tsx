import { useId } from 'react';
import type { Block } from '../block-kit/blocks.js';
import { ElementShown } from './elements.js';
import { type Form, isInteractive } from './form.js';
import { Drawn } from './markup.js';
import { useAround } from './place.js';

interface Props {
  readonly blocks: readonly Block[];
  readonly form: Form;
  /** Said beside the inputs, by block id. */
  readonly errors?: Readonly<Record<string, string>>;
}

/** Blocks: what is only looked at is drawn in one piece, what can be used is ours. */
export function Blocks({ blocks, form, errors = {} }: Props) {
  return blocks.map((block) => {
    const key = block.block_id;
    if (!isInteractive(block)) return <Drawn key={key} blocks={[block]} />;
    if (block.type === 'input') return <InputBlock key={key} block={block} form={form} error={errors[block.block_id ?? '']} />;
    if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image') {
      const { accessory, ...rest } = block;
      return (
        <div key={key} className="with-accessory">
          <Drawn blocks={[rest]} />
          <ElementShown form={form} block={block} element={accessory} />
        </div>
      );
    }
    return (
      <div key={key} className="actions">
        {block.type === 'actions'
          ? block.elements.map((element) => <ElementShown key={element.action_id} form={form} block={block} element={element} />)
          : null}
      </div>
    );
  });
}

function InputBlock({
  block,
  form,
  error,
}: {
  readonly block: Extract<Block, { type: 'input' }>;
  readonly form: Form;
  readonly error: string | undefined;
}) {
  const { words } = useAround();
  const label = useId();
  const problem = useId();
  return (
    <div className={`input ${error === undefined ? '' : 'wrong'}`}>
      <span id={label} className="label">
        {block.label.text} {block.optional === true ? <small>{words.optional}</small> : null}
      </span>
      <ElementShown
        form={form}
        block={block}
        element={block.element}
        labelledBy={label}
        describedBy={error === undefined ? undefined : problem}
      />
      {error === undefined ? null : (
        <p id={problem} role="alert" className="error">
          {error}
        </p>
      )}
      {block.hint === undefined ? null : <p className="hint">{block.hint.text}</p>}
    </div>
  );
}
