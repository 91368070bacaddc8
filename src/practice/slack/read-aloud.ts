import { z } from 'zod';

const text = z.object({ text: z.string() });
const anyBlock = z.object({
  type: z.string(),
  text: text.optional(),
  label: text.optional(),
  element: z.unknown().optional(),
  elements: z.array(z.unknown()).optional(),
  accessory: z.unknown().optional(),
});
const element = z.object({
  type: z.string(),
  text: z.union([z.string(), text]).optional(),
  initial_value: z.string().optional(),
  initial_option: z.object({ text }).optional(),
  initial_options: z.array(z.object({ text })).optional(),
  initial_users: z.array(z.string()).optional(),
  placeholder: text.optional(),
});

/** Blocks as a person would read them aloud, line by line. */
export function readAloud(blocks: readonly unknown[]): string {
  return blocks.map(blockText).filter(Boolean).join('\n');
}

/** A modal as a person would read it aloud. */
export function readModalAloud(
  modal: {
    readonly title: { readonly text: string };
    readonly submit?: { readonly text: string } | undefined;
    readonly blocks: readonly unknown[];
  },
  errors: Readonly<Record<string, string>> = {},
): string {
  const wrong = Object.values(errors).map((error) => `! ${error}`);
  return [
    `[ ${modal.title.text} ]`,
    readAloud(modal.blocks),
    ...wrong,
    ...(modal.submit === undefined ? [] : [`<${modal.submit.text}>`]),
  ].join('\n');
}

function blockText(block: unknown): string {
  const parsed = anyBlock.safeParse(block).data;
  if (parsed === undefined) return '';
  const label = parsed.label === undefined ? [] : [`${parsed.label.text}:`];
  const own = parsed.text === undefined ? [] : [parsed.text.text];
  const inner = [parsed.element, ...(parsed.elements ?? []), parsed.accessory].map(elementText);
  return dated([...label, ...own, ...inner].filter(Boolean).join(' '));
}

function elementText(one: unknown): string {
  const parsed = element.safeParse(one).data;
  if (parsed === undefined) return '';
  const shown = typeof parsed.text === 'string' ? parsed.text : (parsed.text?.text ?? '');
  if (parsed.type === 'button') return `[${shown}]`;
  const several = parsed.initial_options?.map((option) => `[x] ${option.text.text}`) ?? parsed.initial_users?.map((id) => `<@${id}>`);
  const chosen = parsed.initial_option?.text.text ?? several?.join(' ');
  return [shown, parsed.initial_value ?? '', chosen ?? (parsed.type === 'static_select' ? `(${parsed.placeholder?.text ?? '…'})` : '')]
    .filter(Boolean)
    .join(' ');
}

/** Slack's date markup as its fallback. */
function dated(said: string): string {
  return said.replaceAll('\u200B', '').replace(/<!date\^\d+\^[^|>]*\|([^>]*)>/g, '$1');
}
