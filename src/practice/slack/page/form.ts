import { useState } from 'react';
import { elementsOf, fieldsOf, initialValue, type Value } from '../block-kit/fields.js';
import type { Block } from '../block-kit/blocks.js';
import type { FormElement } from '../block-kit/elements.js';
import type { Container } from '../containers.js';
import type { Entry, Values } from './model.js';
import { useAround } from './place.js';

/** Blocks that are shown somewhere, what is filled into them, and what is done with them. */
export interface Form {
  readonly container: Container;
  readonly valueOf: (block: Block, element: FormElement) => Value;
  /** Fills in; tells the app, too, where the block reports at once. */
  readonly change: (block: Block, element: FormElement, value: Value) => void;
  readonly press: (block: Block, actionId: string, chosen?: Value) => Promise<void>;
  readonly entries: () => readonly Entry[];
}

/** A form keeps what was typed while block and action id stay the same, as Slack does. */
export function useForm(container: Container, blocks: readonly Block[], values: Values): Form {
  const { act } = useAround();
  const [typed, setTyped] = useState<Readonly<Record<string, Value>>>({});
  const keyOf = (blockId: string, actionId: string): string => JSON.stringify([container, blockId, actionId]);
  const valueOf = (block: Block, element: FormElement): Value => {
    const { block_id: blockId = '' } = block;
    return typed[keyOf(blockId, element.action_id)] ?? values[blockId]?.[element.action_id] ?? initialValue(element);
  };
  const entries = (): Entry[] =>
    fieldsOf(blocks).flatMap(({ block: { block_id: blockId = '' }, element: { action_id: actionId } }) => {
      const value = typed[keyOf(blockId, actionId)];
      return value === undefined ? [] : [{ blockId, actionId, value }];
    });
  const press = async (block: Block, actionId: string, chosen?: Value): Promise<void> => {
    const { block_id: blockId = '' } = block;
    const others = entries().filter((entry) => entry.actionId !== actionId || entry.blockId !== blockId);
    await act({ do: 'press', container, blockId, actionId, chosen, entries: others });
  };
  return {
    container,
    valueOf,
    entries,
    press,
    change: (block, element, value) => {
      setTyped((before) => ({ ...before, [keyOf(block.block_id ?? '', element.action_id)]: value }));
      const isText = element.type === 'plain_text_input' || element.type === 'number_input';
      if (reportsAtOnce(block) && !isText) void press(block, element.action_id, value);
    },
  };
}

/** Outside of an input block everything reports; in one only what asks for it. */
export function reportsAtOnce(block: Block): boolean {
  return block.type !== 'input' || block.dispatch_action === true;
}

/** True when there is something in these blocks that can be pressed or filled in. */
export function isInteractive(block: Block): boolean {
  return elementsOf([block]).length > 0;
}
