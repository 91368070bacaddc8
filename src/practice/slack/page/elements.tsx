import { useId, useState } from 'react';
import { optionsOf } from '../block-kit/fields.js';
import type { Block } from '../block-kit/blocks.js';
import type { Element, FormElement } from '../block-kit/elements.js';
import type { Option } from '../block-kit/objects.js';
import { Button, Overflow } from './buttons.js';
import { ExternalSelect } from './external-select.js';
import { type Form, reportsAtOnce } from './form.js';
import { useAround } from './place.js';

interface ElementProps {
  readonly form: Form;
  readonly block: Block;
  readonly element: Element;
  /** Names it for who cannot see it. */
  readonly labelledBy?: string | undefined;
  readonly describedBy?: string | undefined;
}

/** Anything that can be pressed or filled in. */
export function ElementShown(props: ElementProps) {
  const { element } = props;
  if (element.type === 'button') return <Button {...props} element={element} />;
  if (element.type === 'overflow') return <Overflow {...props} element={element} />;
  return <Field {...props} element={element} />;
}

type FieldProps = Omit<ElementProps, 'element'> & { readonly element: FormElement };

function Field(props: FieldProps) {
  const { element } = props;
  switch (element.type) {
    case 'plain_text_input':
    case 'number_input':
      return <TextInput {...props} />;
    case 'external_select':
      return <ExternalSelect {...props} element={element} />;
    case 'checkboxes':
    case 'radio_buttons':
      return <Boxes {...props} />;
    case 'datepicker':
      return <Picker {...props} kind="date" valueKey="selected_date" />;
    case 'timepicker':
      return <Picker {...props} kind="time" valueKey="selected_time" />;
    case 'multi_static_select':
    case 'multi_users_select':
      return <MultiSelect {...props} />;
    case 'static_select':
    case 'users_select':
    case 'channels_select':
    case 'conversations_select':
      return <Select {...props} />;
  }
}

function aria({ labelledBy, describedBy, element }: FieldProps) {
  const placeholder = 'placeholder' in element ? element.placeholder?.text : undefined;
  return {
    ...(labelledBy === undefined ? { 'aria-label': placeholder ?? element.action_id } : { 'aria-labelledby': labelledBy }),
    ...(describedBy !== undefined && { 'aria-describedby': describedBy, 'aria-invalid': true }),
    'data-action': element.action_id,
  };
}

function TextInput(props: FieldProps) {
  const { form, block, element } = props;
  const { value } = form.valueOf(block, element);
  const shared = {
    ...aria(props),
    value: typeof value === 'string' ? value : '',
    placeholder: 'placeholder' in element ? element.placeholder?.text : undefined,
    onChange: ({ target }: { readonly target: { readonly value: string } }) =>
      form.change(block, element, { value: target.value === '' ? null : target.value }),
  };
  if (element.type === 'plain_text_input' && element.multiline === true)
    return <textarea {...shared} rows={3} maxLength={element.max_length ?? 3000} />;
  const onKeyDown = (event: React.KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Enter' && reportsAtOnce(block)) {
      event.preventDefault();
      void form.press(block, element.action_id, form.valueOf(block, element));
    }
  };
  const max = element.type === 'plain_text_input' ? { maxLength: element.max_length ?? 3000 } : {};
  return <input type={element.type === 'number_input' ? 'number' : 'text'} {...shared} {...max} onKeyDown={onKeyDown} />;
}

/** The choices of a select, and under which name Slack keeps what is chosen. */
function useChoices(element: FormElement): { readonly options: readonly Option[]; readonly key: string; readonly isId: boolean } {
  const { snapshot } = useAround();
  const ofIds = (some: readonly { readonly id: string; readonly name: string }[], key: string) => ({
    options: some.map(({ id, name }): Option => ({ text: { type: 'plain_text', text: name }, value: id })),
    key,
    isId: true,
  });
  if (element.type === 'users_select') return ofIds(snapshot.people, 'selected_user');
  if (element.type === 'multi_users_select') return ofIds(snapshot.people, 'selected_users');
  if (element.type === 'channels_select') return ofIds(snapshot.channels, 'selected_channel');
  if (element.type === 'conversations_select') return ofIds(snapshot.channels, 'selected_conversation');
  const key = element.type === 'multi_static_select' ? 'selected_options' : 'selected_option';
  return { options: optionsOf(element), key, isId: false };
}

function Select(props: FieldProps) {
  const { form, block, element } = props;
  const { words } = useAround();
  const { options, key, isId } = useChoices(element);
  const chosen = form.valueOf(block, element)[key];
  const current = isId ? chosen : valueIn(chosen);
  const change = (value: string): void => {
    const option = options.find((one) => one.value === value) ?? null;
    form.change(block, element, { [key]: isId ? (option?.value ?? null) : option });
  };
  const groups = 'option_groups' in element ? element.option_groups : undefined;
  const shown = (option: Option) => (
    <option key={option.value} value={option.value}>
      {option.text.text}
    </option>
  );
  return (
    <select {...aria(props)} value={typeof current === 'string' ? current : ''} onChange={({ target }) => change(target.value)}>
      <option value="" disabled>
        {'placeholder' in element ? (element.placeholder?.text ?? words.choose) : words.choose}
      </option>
      {groups === undefined
        ? options.map(shown)
        : groups.map((group) => (
            <optgroup key={group.label.text} label={group.label.text}>
              {group.options.map(shown)}
            </optgroup>
          ))}
    </select>
  );
}

function MultiSelect(props: FieldProps) {
  const { form, block, element } = props;
  const { options, key, isId } = useChoices(element);
  const chosen = form.valueOf(block, element)[key];
  const values = Array.isArray(chosen) ? chosen.map((one: unknown) => (isId ? String(one) : valueIn(one))) : [];
  const change = (target: HTMLSelectElement): void => {
    const wanted = new Set([...target.selectedOptions].map((one) => one.value));
    const picked = options.filter(({ value }) => wanted.has(value));
    form.change(block, element, { [key]: isId ? picked.map(({ value }) => value) : picked });
  };
  return (
    <select {...aria(props)} multiple value={values} onChange={({ target }) => change(target)}>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.text.text}
        </option>
      ))}
    </select>
  );
}

function Boxes(props: FieldProps) {
  const { form, block, element } = props;
  const name = useId();
  const options = optionsOf(element);
  const many = element.type === 'checkboxes';
  const value = form.valueOf(block, element);
  const chosen: unknown = many ? value['selected_options'] : [value['selected_option']];
  const ticked = new Set(Array.isArray(chosen) ? chosen.map(valueIn) : []);
  const change = (option: Option, on: boolean): void =>
    form.change(
      block,
      element,
      many ? { selected_options: options.filter((one) => (one === option ? on : ticked.has(one.value))) } : { selected_option: option },
    );
  return (
    <div className="boxes" role={many ? 'group' : 'radiogroup'} {...aria(props)}>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type={many ? 'checkbox' : 'radio'}
            name={name}
            checked={ticked.has(option.value)}
            onChange={({ target }) => change(option, target.checked)}
          />
          <span>
            {option.text.text}
            {option.description === undefined ? null : <small>{option.description.text}</small>}
          </span>
        </label>
      ))}
    </div>
  );
}

function Picker({ kind, valueKey, ...props }: FieldProps & { readonly kind: 'date' | 'time'; readonly valueKey: string }) {
  const { form, block, element } = props;
  const value = form.valueOf(block, element)[valueKey];
  const [typed, setTyped] = useState(typeof value === 'string' ? value : '');
  const change = (wanted: string): void => {
    setTyped(wanted);
    form.change(block, element, { [valueKey]: wanted === '' ? null : wanted });
  };
  return <input {...aria(props)} type={kind} value={typed} onChange={({ target }) => change(target.value)} />;
}

function valueIn(option: unknown): string {
  return typeof option === 'object' && option !== null && 'value' in option && typeof option.value === 'string' ? option.value : '';
}
