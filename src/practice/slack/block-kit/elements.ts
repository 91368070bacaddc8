import { z } from 'zod';
import { allOptions, choices, confirm, isAmong, markedOption, option, plainText, style, url } from './objects.js';

/** Block elements (docs.slack.dev/reference/block-kit/block-elements). */
const base = { action_id: z.string().min(1).max(255), confirm: confirm.optional(), focus_on_load: z.boolean().optional() };
const placeholder = plainText(150).optional();

const button = z.strictObject({
  type: z.literal('button'),
  action_id: base.action_id,
  text: plainText(75),
  value: z.string().max(2000).optional(),
  url: url.optional(),
  style,
  confirm: base.confirm,
  accessibility_label: z.string().max(75).optional(),
});

const oneKindOfChoices = (select: z.input<z.ZodObject<typeof choices>>): boolean =>
  (select.options === undefined) !== (select.option_groups === undefined);
const ONE_KIND = 'must have options or option_groups, and not both';
const INITIAL = 'initial choices must be among the options';

const staticSelect = z
  .strictObject({ type: z.literal('static_select'), ...base, ...choices, placeholder, initial_option: option.optional() })
  .refine(oneKindOfChoices, ONE_KIND)
  .refine((one) => one.initial_option === undefined || isAmong(one.initial_option, allOptions(one)), INITIAL);

const multiStaticSelect = z
  .strictObject({
    type: z.literal('multi_static_select'),
    ...base,
    ...choices,
    placeholder,
    initial_options: z.array(option).min(1).max(100).optional(),
    max_selected_items: z.int().min(1).optional(),
  })
  .refine(oneKindOfChoices, ONE_KIND)
  .refine((one) => (one.initial_options ?? []).every((initial) => isAmong(initial, allOptions(one))), INITIAL);

const externalSelect = z.strictObject({
  type: z.literal('external_select'),
  ...base,
  placeholder,
  initial_option: option.optional(),
  min_query_length: z.int().min(0).optional(),
});

const usersSelect = z.strictObject({ type: z.literal('users_select'), ...base, placeholder, initial_user: z.string().optional() });
const multiUsersSelect = z.strictObject({
  type: z.literal('multi_users_select'),
  ...base,
  placeholder,
  initial_users: z.array(z.string()).optional(),
  max_selected_items: z.int().min(1).optional(),
});
const conversationsSelect = z.strictObject({
  type: z.literal('conversations_select'),
  ...base,
  placeholder,
  initial_conversation: z.string().optional(),
  default_to_current_conversation: z.boolean().optional(),
  response_url_enabled: z.boolean().optional(),
});
const channelsSelect = z.strictObject({ type: z.literal('channels_select'), ...base, placeholder, initial_channel: z.string().optional() });

const upToTen = z.array(markedOption).min(1).max(10);
const checkboxes = z
  .strictObject({ type: z.literal('checkboxes'), ...base, options: upToTen, initial_options: upToTen.optional() })
  .refine((one) => (one.initial_options ?? []).every((initial) => isAmong(initial, one.options)), INITIAL);
const radioButtons = z
  .strictObject({ type: z.literal('radio_buttons'), ...base, options: upToTen, initial_option: markedOption.optional() })
  .refine((one) => one.initial_option === undefined || isAmong(one.initial_option, one.options), INITIAL);

const overflow = z.strictObject({
  type: z.literal('overflow'),
  action_id: base.action_id,
  confirm: base.confirm,
  options: z.array(option).min(1).max(5),
});

const day = /^\d{4}-\d{2}-\d{2}$/;
const datePicker = z.strictObject({ type: z.literal('datepicker'), ...base, placeholder, initial_date: z.string().regex(day).optional() });
const timePicker = z.strictObject({
  type: z.literal('timepicker'),
  ...base,
  placeholder,
  initial_time: z
    .string()
    .regex(/^\d{2}:\d{2}$/)
    .optional(),
  timezone: z.string().optional(),
});

const textInput = z
  .strictObject({
    type: z.literal('plain_text_input'),
    action_id: base.action_id,
    focus_on_load: base.focus_on_load,
    placeholder,
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3000).optional(),
    max_length: z.int().min(1).max(3000).optional(),
    initial_value: z.string().max(3000).optional(),
    dispatch_action_config: z
      .strictObject({ trigger_actions_on: z.array(z.enum(['on_enter_pressed', 'on_character_entered'])).min(1) })
      .optional(),
  })
  .refine(({ initial_value = '', max_length = 3000 }) => initial_value.length <= max_length, 'initial_value is longer than max_length');

const numberInput = z.strictObject({
  type: z.literal('number_input'),
  action_id: base.action_id,
  focus_on_load: base.focus_on_load,
  placeholder,
  is_decimal_allowed: z.boolean(),
  initial_value: z.string().optional(),
  min_value: z.string().optional(),
  max_value: z.string().optional(),
});

export const image = z.strictObject({ type: z.literal('image'), image_url: url, alt_text: z.string().min(1).max(2000) });

/** Whatever may be acted on in an actions block or beside a section. */
const ACTIONABLE = [
  button,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  usersSelect,
  multiUsersSelect,
  conversationsSelect,
  channelsSelect,
  checkboxes,
  radioButtons,
  overflow,
  datePicker,
  timePicker,
] as const;

export const actionsElement = z.discriminatedUnion('type', ACTIONABLE);
export const accessory = z.discriminatedUnion('type', [...ACTIONABLE, image]);

/** Whatever may be filled in. */
export const inputElement = z.discriminatedUnion('type', [
  textInput,
  numberInput,
  staticSelect,
  multiStaticSelect,
  externalSelect,
  usersSelect,
  multiUsersSelect,
  conversationsSelect,
  channelsSelect,
  checkboxes,
  radioButtons,
  datePicker,
  timePicker,
]);

export type Element = z.output<typeof actionsElement> | z.output<typeof inputElement>;
/** An element with a value of its own, sent along with every request of its view. */
export type FormElement = Exclude<Element, { type: 'button' | 'overflow' }>;
