import type { KnownBlock, ModalView } from '@slack/types';

/** A view or a message, as far as people read it. */
interface Rendered {
  readonly blocks: readonly (KnownBlock | { readonly type: string })[];
}

/** Everything that a person reads, line by line: paragraphs, labels, choices and buttons. */
export function read(rendered: Rendered): string[] {
  return rendered.blocks.flatMap((block) => textsIn(block)).flatMap((text) => text.split('\n'));
}

/** Title, lines and buttons of a modal. */
export function readModal(view: ModalView): string[] {
  const submit = view.submit === undefined ? [] : [`[${view.submit.text}]`];
  return [`# ${view.title.text}`, ...read(view), ...submit];
}

function textsIn(part: unknown): string[] {
  if (Array.isArray(part)) return part.flatMap(textsIn);
  if (typeof part !== 'object' || part === null) return [];
  const entries = new Map(Object.entries(part));
  const text = entries.get('text');
  const type = entries.get('type');
  if ((type === 'plain_text' || type === 'mrkdwn') && typeof text === 'string') return [text];
  if (type === 'button') return textsIn(text).map((label) => `[${label}]`);
  if (type === 'static_select') return [`<${textsIn(entries.get('initial_option')).join('') || '…'}>`];
  return ['text', 'label', 'hint', 'element', 'elements', 'options', 'fields'].flatMap((key) => textsIn(entries.get(key)));
}

/** What can be pressed or chosen in its own row. */
export function controls(rendered: Rendered): unknown[] {
  return rendered.blocks.flatMap((block): unknown[] => {
    const elements = block.type === 'actions' && 'elements' in block ? block.elements : [];
    return Array.isArray(elements) ? elements : [];
  });
}
