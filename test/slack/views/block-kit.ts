import type { ModalView } from '@slack/types';
import type { Message } from '../../../src/slack/blocks.js';

/** Longest text of each place, by the path's end (docs.slack.dev/reference/block-kit). Anything else: 3 000. */
const TEXT_LIMITS: readonly (readonly [path: RegExp, max: number])[] = [
  [/^(?:title|submit|close)$/, 24],
  [/confirm\.title$/, 100],
  [/confirm\.text$/, 300],
  [/confirm\.(?:confirm|deny)$/, 30],
  [/element\.options\.\d+\.text$|element\.initial_options?(?:\.\d+)?\.text$/, 75],
  [/elements\.\d+\.(?:options\.\d+|initial_option)\.text$/, 75],
  [/placeholder$/, 150],
  [/label$|hint$/, 2000],
  [/elements\.\d+\.text$/, 75],
];
const ID_KEYS: ReadonlySet<string> = new Set(['action_id', 'block_id', 'callback_id']);

/** What Slack would refuse in a modal. Empty: nothing. */
export function modalFaults(view: ModalView): string[] {
  const needsSubmit = view.blocks.some((block) => block.type === 'input') && view.submit === undefined;
  const buttonsInstead = view.blocks.some((block) => block.type === 'actions');
  return [
    ...blockFaults(view.blocks, 100),
    ...faultsIn(view, []),
    ...((view.private_metadata ?? '').length > 3000 ? ['private_metadata too long'] : []),
    // Slack lets a modal without a submit button have inputs only when its own buttons read them.
    ...(needsSubmit && !buttonsInstead ? ['inputs without a button'] : []),
  ];
}

/** What Slack would refuse in a message. */
export function messageFaults(message: Message): string[] {
  return [...blockFaults(message.blocks, 50), ...faultsIn(message.blocks, []), ...(message.text.length === 0 ? ['no text'] : [])];
}

function blockFaults(blocks: readonly { readonly type: string; readonly block_id?: string }[], max: number): string[] {
  const ids = blocks.flatMap((block) => block.block_id ?? []);
  return [
    ...(blocks.length === 0 || blocks.length > max ? [`${blocks.length} blocks`] : []),
    ...(new Set(ids).size === ids.length ? [] : ['a block_id twice']),
  ];
}

function faultsIn(part: unknown, path: readonly string[]): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const entries = Object.entries(part);
  return [
    ...textFaults(new Map(entries), path.join('.')),
    ...entries.flatMap(([key, value]) => (ID_KEYS.has(key) ? idFaults(value, key) : faultsIn(value, [...path, key]))),
    ...entries.flatMap(([key, value]) => listFaults(key, value)),
  ];
}

function textFaults(part: ReadonlyMap<string, unknown>, path: string): string[] {
  const text = part.get('text');
  const type = part.get('type');
  if ((type !== 'plain_text' && type !== 'mrkdwn') || typeof text !== 'string') return [];
  const limit = type === 'mrkdwn' && path.includes('elements') ? 2000 : (TEXT_LIMITS.find(([end]) => end.test(path))?.[1] ?? 3000);
  return [
    ...(text.length === 0 || text.length > limit ? [`${path}: ${text.length} of ${limit}`] : []),
    ...(type === 'mrkdwn' ? markupFaults(text) : []),
  ];
}

/** Every `<…>` must be one of ours: a person, a moment. */
function markupFaults(text: string): string[] {
  const rest = text.replace(/<@U[A-Z0-9]+>|<!date\^\d+\^[^|<>]+\|[^<>]+>/g, '');
  return /[<>]/.test(rest) ? [`markup: ${rest}`] : [];
}

function idFaults(value: unknown, key: string): string[] {
  return typeof value === 'string' && value.length > 0 && value.length <= 255 ? [] : [`${key}: ${String(value)}`];
}

function listFaults(key: string, value: unknown): string[] {
  if (!Array.isArray(value)) return [];
  const limits: Readonly<Record<string, number>> = { elements: 25, options: 100 };
  const max = limits[key];
  return max !== undefined && (value.length === 0 || value.length > max) ? [`${key}: ${value.length}`] : [];
}
