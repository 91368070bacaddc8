import { z } from 'zod';

/** The small parts of Block Kit (docs.slack.dev/reference/block-kit/composition-objects), with their limits in characters. */
export const plainText = (max: number) =>
  z.strictObject({ type: z.literal('plain_text'), text: z.string().min(1).max(max), emoji: z.boolean().optional() });
const mrkdwn = (max: number) =>
  z.strictObject({ type: z.literal('mrkdwn'), text: z.string().min(1).max(max), verbatim: z.boolean().optional() });
export const anyText = (max: number) => z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);

export const blockId = z.string().min(1).max(255).optional();
export const style = z.enum(['primary', 'danger']).optional();
export const url = z.url().max(3000);

export const confirm = z.strictObject({
  title: plainText(100),
  text: anyText(300),
  confirm: plainText(30),
  deny: plainText(30),
  style,
});

const optionWith = <T extends z.ZodType>(text: T) =>
  z.strictObject({ text, value: z.string().min(1).max(150), description: text.optional(), url: url.optional() });
/** A choice of a select or an overflow menu: no markup. */
export const option = optionWith(plainText(75));
/** A box to tick or a button to pick, where markup is taken, too. */
export const markedOption = optionWith(anyText(75));
export type Option = z.output<typeof markedOption>;

export const optionGroup = z.strictObject({ label: plainText(75), options: z.array(option).min(1).max(100) });

/** Choices of a select: a list, or a list of groups, but one of them. */
export const choices = {
  options: z.array(option).min(1).max(100).optional(),
  option_groups: z.array(optionGroup).min(1).max(100).optional(),
};

/** All choices of a select, whether grouped or not. */
export function allOptions(of: {
  readonly options?: readonly Option[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly Option[] }[] | undefined;
}): readonly Option[] {
  return of.options ?? (of.option_groups ?? []).flatMap((group) => group.options);
}

/** Slack compares a choice as a whole: its value and its text. */
export function isAmong(one: Option, others: readonly Option[]): boolean {
  return others.some((other) => other.value === one.value && other.text.text === one.text.text);
}
