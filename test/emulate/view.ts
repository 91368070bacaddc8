import { z } from 'zod';

const optionSchema = z.looseObject({ value: z.string() });
const elementSchema = z.looseObject({
  type: z.string(),
  action_id: z.string().optional(),
  value: z.string().optional(),
  options: z.array(optionSchema).optional(),
  initial_value: z.string().optional(),
  initial_option: optionSchema.optional(),
  initial_options: z.array(optionSchema).optional(),
});
const blockSchema = z.looseObject({
  type: z.string(),
  block_id: z.string().optional(),
  element: elementSchema.optional(),
  elements: z.array(elementSchema).optional(),
});

/** A view as Slack's answers and payloads have it. */
export const viewSchema = z.looseObject({
  id: z.string(),
  hash: z.string(),
  title: z.looseObject({ text: z.string() }),
  submit: z.looseObject({ text: z.string() }).nullable(),
  callback_id: z.string(),
  blocks: z.array(blockSchema),
});
export type View = z.infer<typeof viewSchema>;
type Element = z.infer<typeof elementSchema>;

/** Something with an action id. */
export interface Control {
  readonly blockId: string;
  readonly element: Element;
}

/** What can be touched in blocks. Slack gives every block an id when the app gives none; emulate does not, so they are counted here. */
export function controlsIn(blocks: unknown): readonly Control[] {
  return z
    .array(blockSchema)
    .parse(blocks)
    .flatMap((block, index) =>
      [...(block.element === undefined ? [] : [block.element]), ...(block.elements ?? [])]
        .filter((element) => element.action_id !== undefined)
        .map((element) => ({ blockId: block.block_id ?? `block-${index}`, element })),
    );
}

/** What a control holds before anybody has touched it, as docs.slack.dev/reference/views has `state.values`. */
export function untouched({ element }: Control): object {
  switch (element.type) {
    case 'plain_text_input':
      return { type: element.type, value: element.initial_value ?? null };
    case 'static_select':
      return { type: element.type, selected_option: element.initial_option ?? null };
    case 'checkboxes':
      return { type: element.type, selected_options: element.initial_options ?? [] };
    default:
      throw new Error(`No such control is used here: ${element.type}`);
  }
}

/** Every text in blocks or a view, in order, each on a line of its own. */
export function textsIn(shown: unknown): string {
  return texts(shown).join('\n');
}

function texts(shown: unknown): readonly string[] {
  if (Array.isArray(shown)) return shown.flatMap(texts);
  if (typeof shown !== 'object' || shown === null) return [];
  return Object.entries(shown).flatMap(([key, value]) =>
    typeof value === 'string' ? (key === 'text' || key === 'initial_value' ? [value] : []) : texts(value),
  );
}
