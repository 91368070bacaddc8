import { z } from 'zod';
import { homeBlock, messageBlock, modalBlock } from './blocks.js';
import type { Block } from './blocks.js';
import { plainText } from './objects.js';

const id = z.string().max(255).optional();
const viewParts = { private_metadata: z.string().max(3000).optional(), callback_id: id, external_id: id };

const modal = z
  .strictObject({
    type: z.literal('modal'),
    title: plainText(24),
    submit: plainText(24).optional(),
    close: plainText(24).optional(),
    blocks: z.array(modalBlock).min(1).max(100),
    notify_on_close: z.boolean().optional(),
    clear_on_close: z.boolean().optional(),
    submit_disabled: z.boolean().optional(),
    ...viewParts,
  })
  .refine(({ submit, blocks }) => submit !== undefined || blocks.every((one) => one.type !== 'input'), {
    path: ['submit'],
    message: 'is required when there is an input block',
  });

const home = z.strictObject({ type: z.literal('home'), blocks: z.array(homeBlock).max(100), ...viewParts });

const message = z
  .object({ text: z.string().max(40_000).optional(), blocks: z.array(messageBlock).max(50).optional() })
  .refine(({ blocks = [] }) => blocks.filter((one) => one.type === 'data_visualization').length <= 2, {
    path: ['blocks'],
    message: 'must have no more than 2 data_visualization blocks',
  })
  .refine(({ blocks = [] }) => blocks.filter((one) => one.type === 'table').length <= 1, {
    path: ['blocks'],
    message: 'only_one_table_allowed',
  });

/** Views and messages may be this large, in bytes of JSON. */
const MAX_BYTES = 250_000;

export type Modal = z.output<typeof modal>;
export type Home = z.output<typeof home>;

/** What Slack would say against a modal; empty when it would take it. */
export function validateView(view: unknown): string[] {
  return tooLarge(view) ?? faultsOf(modal, view, '/view');
}

/** The same for the Home tab. */
export function validateHome(view: unknown): string[] {
  return tooLarge(view) ?? faultsOf(home, view, '/view');
}

/** What Slack would say against a message; empty when it would take it. */
export function validateMessage(said: unknown): string[] {
  const faults = faultsOf(message, said, '');
  if (faults.length > 0) return faults;
  const { text = '', blocks = [] } = message.parse(said);
  return text === '' && blocks.length === 0 ? ['no_text'] : [];
}

/** A modal that was validated; blocks without an id get one, as Slack gives them. Throws for one that was not. */
export function asModal(view: unknown, nextId: () => string): Modal {
  const parsed = modal.parse(view);
  return { ...parsed, blocks: named(parsed.blocks, nextId) };
}

/** The same for the Home tab. */
export function asHome(view: unknown, nextId: () => string): Home {
  const parsed = home.parse(view);
  return { ...parsed, blocks: named(parsed.blocks, nextId) };
}

/** The same for a message's blocks. */
export function asBlocks(blocks: unknown, nextId: () => string): Block[] {
  return named(z.array(messageBlock).parse(blocks), nextId);
}

function named<B extends Block>(blocks: readonly B[], nextId: () => string): B[] {
  return blocks.map((block) => ({ ...block, block_id: block.block_id ?? nextId() }));
}

function tooLarge(view: unknown): string[] | undefined {
  return Buffer.byteLength(JSON.stringify(view) ?? '') > MAX_BYTES ? ['view_too_large'] : undefined;
}

/** In Slack's manner: what is wrong, and a JSON pointer to where. */
function faultsOf(schema: typeof modal | typeof home | typeof message, said: unknown, root: string): string[] {
  const parsed = schema.safeParse(said);
  const at = (path: readonly PropertyKey[]): string => `[json-pointer:${root}/${path.map(String).join('/')}]`;
  if (!parsed.success) return parsed.error.issues.map((issue) => `${worded(issue)} ${at(issue.path)}`);
  const { blocks = [] } = parsed.data;
  return [...repeatedIds(blocks), ...focusedTwice(blocks)].map(({ what, path }) => `${what} ${at(path)}`);
}

function worded(issue: z.core.$ZodIssue): string {
  if (issue.code === 'too_big') return `must be less than ${Number(issue.maximum) + 1} ${unit(issue.origin)}`;
  if (issue.code === 'too_small') return `must be more than ${Math.max(0, Number(issue.minimum) - 1)} ${unit(issue.origin)}`;
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_union' && issue.errors.length === 0) return 'unsupported type';
  return issue.message;
}

function unit(origin: string): string {
  if (origin === 'string') return 'characters';
  return origin === 'array' ? 'items' : '';
}

interface Fault {
  readonly what: string;
  readonly path: readonly (string | number)[];
}

/** Block ids must be unique in a view or message, action ids in a block. */
function repeatedIds(blocks: readonly Block[]): Fault[] {
  const seen = new Set<string>();
  return blocks.flatMap((block, index): Fault[] => {
    const path = ['blocks', index];
    const { block_id: blockId } = block;
    const repeated = blockId !== undefined && seen.has(blockId) ? [{ what: `\`block_id\` ${blockId} already exists`, path }] : [];
    if (blockId !== undefined) seen.add(blockId);
    const actions = block.type === 'actions' ? block.elements.map((element) => element.action_id) : [];
    const twice = actions.find((one, place) => actions.indexOf(one) !== place);
    return twice === undefined ? repeated : [...repeated, { what: `\`action_id\` ${twice} already exists`, path }];
  });
}

/** One element at most may ask for the cursor. */
function focusedTwice(blocks: readonly Block[]): Fault[] {
  const focused = blocks.flatMap((block, index) => (/"focus_on_load":true/.test(JSON.stringify(block)) ? [index] : []));
  const second = focused[1];
  return second === undefined ? [] : [{ what: 'only one element may have `focus_on_load`', path: ['blocks', second] }];
}
