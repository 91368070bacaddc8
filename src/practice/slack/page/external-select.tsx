import { useEffect, useId, useState } from 'react';
import { z } from 'zod';
import type { Block } from '../block-kit/blocks.js';
import type { FormElement } from '../block-kit/elements.js';
import { option, type Option, optionGroup } from '../block-kit/objects.js';
import { act } from './live.js';
import type { Form } from './form.js';
import { useAround } from './place.js';

const suggested = z.object({ options: z.array(option).optional(), option_groups: z.array(optionGroup).optional() });
const PAUSE_MS = 200;

interface Props {
  readonly form: Form;
  readonly block: Block;
  readonly element: Extract<FormElement, { type: 'external_select' }>;
  readonly labelledBy?: string | undefined;
}

/** A select whose choices the app names while somebody types (docs.slack.dev, `external_select`). */
export function ExternalSelect({ form, block, element, labelledBy }: Props) {
  const { snapshot, words } = useAround();
  const list = useId();
  const [typed, setTyped] = useState<string>();
  const [options, setOptions] = useState<readonly Option[]>([]);
  const { selected_option: chosen } = form.valueOf(block, element);
  const shown = option.safeParse(chosen).data?.text.text ?? '';
  const { action_id: actionId, min_query_length: minLength = 3 } = element;
  const { block_id: blockId = '' } = block;
  useEffect(() => {
    if (typed === undefined || typed.length < minLength) return;
    const soon = setTimeout(() => {
      const field = { container: form.container, blockId, actionId };
      void act(snapshot.me.id, { do: 'suggest', ...field, typed }).then((outcome) => {
        const answer = suggested.safeParse(outcome.ok ? outcome.result : {}).data;
        setOptions(answer?.options ?? (answer?.option_groups ?? []).flatMap((group) => group.options));
      });
    }, PAUSE_MS);
    return () => clearTimeout(soon);
    // The container is the same for as long as this is shown.
  }, [typed]);
  const pick = (picked: Option): void => {
    setTyped(undefined);
    form.change(block, element, { selected_option: picked });
  };
  return (
    <div className="combobox">
      <input
        role="combobox"
        aria-expanded={typed !== undefined}
        aria-controls={list}
        {...(labelledBy === undefined ? { 'aria-label': element.placeholder?.text ?? actionId } : { 'aria-labelledby': labelledBy })}
        data-action={actionId}
        placeholder={element.placeholder?.text ?? words.search}
        value={typed ?? shown}
        onFocus={() => setTyped('')}
        onChange={({ target }) => setTyped(target.value)}
        onKeyDown={({ key }) => key === 'Escape' && setTyped(undefined)}
      />
      {typed === undefined ? null : (
        <ul id={list} role="listbox">
          {options.length === 0 ? <li className="quiet">{words.noMatches}</li> : null}
          {options.map((one) => (
            <li key={one.value}>
              <button type="button" role="option" aria-selected={false} onClick={() => pick(one)}>
                {one.text.text}
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
