import type { Block } from './blocks.js';
import type { Element, FormElement } from './elements.js';
import { allOptions, type Option } from './objects.js';

/** An element in its block. */
export interface Placed<E extends Element = Element> {
  readonly block: Block;
  readonly element: E;
}
export type Field = Placed<FormElement>;

/** What is filled into a field, in the words of Slack's payloads. Null: nothing. */
export type Value = Readonly<Record<string, unknown>>;

/** Every element that can be acted on or filled in. */
export function elementsOf(blocks: readonly Block[]): Placed[] {
  return blocks.flatMap((block): Placed[] => {
    if (block.type === 'input') return [{ block, element: block.element }];
    if (block.type === 'actions') return block.elements.map((element) => ({ block, element }));
    if (block.type === 'section' && block.accessory !== undefined && block.accessory.type !== 'image')
      return [{ block, element: block.accessory }];
    return [];
  });
}

/** The elements whose values Slack sends along. */
export function fieldsOf(blocks: readonly Block[]): Field[] {
  return elementsOf(blocks).flatMap(({ block, element }): Field[] =>
    element.type === 'button' || element.type === 'overflow' ? [] : [{ block, element }],
  );
}

/** The choices of a field that has some. */
export function optionsOf(element: Element): readonly Option[] {
  return 'options' in element || 'option_groups' in element ? allOptions(element) : [];
}

/** What stands in a field before anybody touched it. */
export function initialValue(element: FormElement): Value {
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return { value: element.initial_value ?? null };
    case 'static_select':
    case 'external_select':
    case 'radio_buttons':
      return { selected_option: element.initial_option ?? null };
    case 'multi_static_select':
    case 'checkboxes':
      return { selected_options: element.initial_options ?? [] };
    case 'users_select':
      return { selected_user: element.initial_user ?? null };
    case 'multi_users_select':
      return { selected_users: element.initial_users ?? [] };
    case 'conversations_select':
      return { selected_conversation: element.initial_conversation ?? null };
    case 'channels_select':
      return { selected_channel: element.initial_channel ?? null };
    case 'datepicker':
      return { selected_date: element.initial_date ?? null };
    case 'timepicker':
      return { selected_time: element.initial_time ?? null };
  }
}

/** True when there is nothing in it. */
export function isEmpty(value: Value): boolean {
  return Object.values(value).every((one) => one === null || one === '' || (Array.isArray(one) && one.length === 0));
}
