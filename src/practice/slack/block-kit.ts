import { z } from 'zod';

/** Block Kit as Slack accepts it: docs.slack.dev/reference/block-kit and its limits. What is not named here is refused. */
const plain = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });
const anyText = (max: number) => z.discriminatedUnion('type', [plain(max), mrkdwn(max)]);
const actionId = z.string().min(1).max(255);
const blockId = z.string().min(1).max(255).optional();
const style = z.enum(['primary', 'danger']).optional();

const confirm = z.strictObject({ title: plain(100), text: anyText(300), confirm: plain(30), deny: plain(30), style });
const option = z.strictObject({ text: anyText(75), value: z.string().min(1).max(150), description: plain(75).optional() });

const button = z.strictObject({
  type: z.literal('button'),
  action_id: actionId,
  text: plain(75),
  value: z.string().max(2000).optional(),
  url: z.url().max(3000).optional(),
  style,
  confirm: confirm.optional(),
  accessibility_label: z.string().max(75).optional(),
});

const staticSelect = z
  .strictObject({
    type: z.literal('static_select'),
    action_id: actionId,
    placeholder: plain(150).optional(),
    options: z.array(option).min(1).max(100),
    initial_option: option.optional(),
    confirm: confirm.optional(),
    focus_on_load: z.boolean().optional(),
  })
  .refine(
    ({ options, initial_option }) => initial_option === undefined || isAmong(initial_option, options),
    'initial_option must be one of the options',
  );

const checkboxes = z
  .strictObject({
    type: z.literal('checkboxes'),
    action_id: actionId,
    options: z.array(option).min(1).max(10),
    initial_options: z.array(option).min(1).optional(),
    confirm: confirm.optional(),
    focus_on_load: z.boolean().optional(),
  })
  .refine(
    ({ options, initial_options = [] }) => initial_options.every((one) => isAmong(one, options)),
    'initial_options must be among the options',
  );

const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: actionId,
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    initial_value: z.string().optional(),
    placeholder: plain(150).optional(),
    focus_on_load: z.boolean().optional(),
  })
  .refine(({ initial_value = '', max_length = 3000 }) => initial_value.length <= max_length, 'initial_value is longer than max_length');

const section = z
  .strictObject({
    type: z.literal('section'),
    block_id: blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: z.union([button, staticSelect]).optional(),
    expand: z.boolean().optional(),
  })
  .refine(({ text, fields }) => text !== undefined || fields !== undefined, 'text or fields is required');

const block = z.union([
  section,
  z.strictObject({ type: z.literal('context'), block_id: blockId, elements: z.array(anyText(2000)).min(1).max(10) }),
  z.strictObject({ type: z.literal('divider'), block_id: blockId }),
  z.strictObject({ type: z.literal('header'), block_id: blockId, text: plain(150) }),
  z.strictObject({
    type: z.literal('actions'),
    block_id: blockId,
    elements: z
      .array(z.union([button, staticSelect, checkboxes]))
      .min(1)
      .max(25),
  }),
]);

const input = z.strictObject({
  type: z.literal('input'),
  block_id: blockId,
  label: plain(2000),
  hint: plain(2000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  element: z.union([textInput, staticSelect, checkboxes]),
});

const modal = z.strictObject({
  type: z.literal('modal'),
  title: plain(24),
  submit: plain(24).optional(),
  close: plain(24).optional(),
  blocks: z
    .array(z.union([block, input]))
    .min(1)
    .max(100),
  private_metadata: z.string().max(3000).optional(),
  callback_id: z.string().max(255).optional(),
  notify_on_close: z.boolean().optional(),
  clear_on_close: z.boolean().optional(),
  external_id: z.string().max(255).optional(),
});

/** Views and messages may be this large, in bytes of JSON. */
const MAX_BYTES = 250_000;

export type Modal = z.output<typeof modal>;
export type Block = Modal['blocks'][number];

/** What Slack would say against a modal; empty when it would take it. */
export function validateView(view: unknown): string[] {
  const parsed = modal.safeParse(view);
  if (!parsed.success) return problems(parsed.error);
  if (JSON.stringify(view).length > MAX_BYTES) return ['view_too_large'];
  const { blocks, submit } = parsed.data;
  if (submit === undefined && blocks.some((one) => one.type === 'input')) return ['submit is required when there is an input block'];
  return duplicates(blocks);
}

/** A modal that was validated. Throws for one that was not. */
export function asModal(view: unknown): Modal {
  return modal.parse(view);
}

const messageSchema = z.object({ text: z.string().max(40_000).optional(), blocks: z.array(block).max(50).optional() });

/** What Slack would say against a message; empty when it would take it. */
export function validateMessage(message: unknown): string[] {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return problems(parsed.error);
  const { text, blocks } = parsed.data;
  if ((text ?? '') === '' && (blocks ?? []).length === 0) return ['no_text'];
  return duplicates(blocks ?? []);
}

function problems(error: z.ZodError): string[] {
  return error.issues.flatMap((issue): string[] =>
    issue.code === 'invalid_union' && issue.errors.length > 0 ? [nearest(issue)] : [`/${issue.path.join('/')}: ${issue.message}`],
  );
}

/** Of a union's failures the one that got furthest names the real fault. */
function nearest(issue: Extract<z.core.$ZodIssue, { code: 'invalid_union' }>): string {
  const deepest = issue.errors.flat().sort((a, b) => b.path.length - a.path.length)[0];
  return `/${[...issue.path, ...(deepest?.path ?? [])].join('/')}: ${deepest?.message ?? issue.message}`;
}

/** Block ids must be unique in a view or message, action ids in a block. */
function duplicates(blocks: readonly (Block | z.output<typeof block>)[]): string[] {
  const seen = new Set<string>();
  return blocks.flatMap((one) => {
    const repeated = one.block_id !== undefined && seen.has(one.block_id) ? [`block_id ${one.block_id} is used twice`] : [];
    if (one.block_id !== undefined) seen.add(one.block_id);
    const actions = one.type === 'actions' ? one.elements.map((element) => element.action_id) : [];
    return new Set(actions).size === actions.length ? repeated : [...repeated, 'an action_id is used twice in a block'];
  });
}

function isAmong(one: z.output<typeof option>, options: readonly z.output<typeof option>[]): boolean {
  return options.some((other) => other.value === one.value && other.text.text === one.text.text);
}
