/** Slack's limits, in characters or pieces (docs.slack.dev/reference/block-kit). */
export const LIMITS = {
  sectionText: 3000,
  contextText: 2000,
  headerText: 150,
  plainText: 3000,
  buttonText: 75,
  optionText: 75,
  viewTitle: 24,
  viewButton: 24,
  confirmTitle: 100,
  confirmText: 300,
  confirmButton: 30,
  inputLabel: 2000,
  inputHint: 2000,
  inputMax: 3000,
  messageText: 4000,
} as const;

/** Shortens a text to so many characters, with an ellipsis; never in the middle of a character pair. */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  const shorter = text.slice(0, max - 1);
  return `${/[\uD800-\uDBFF]$/.test(shorter) ? shorter.slice(0, -1) : shorter}…`;
}

/** Text from outside made harmless for Slack's markup: no mention or link comes of it (docs.slack.dev/messaging/formatting). */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (sign) => `\u200B${sign}`);
}

/** Line breaks and signs that turn the reading direction around: one title must not disturb the lines beside it. */
const DISTURBING = /[\p{Cc}\p{Bidi_Control}\u2028\u2029]+/gu;
const DISTURBING_BUT_BREAKS = /[^\P{Cc}\n]+|\p{Bidi_Control}+/gu;

/** Text from outside in one line of Slack's markup: harmless, and at most `max` characters once it is. */
export function inLine(text: string, max: number): string {
  return fitted(text.replace(DISTURBING, ' ').trim(), { max, harmless: escaped });
}

/** The same with its line breaks: what a colleague wrote. */
export function inLines(text: string, max: number): string {
  return fitted(text.replace(DISTURBING_BUT_BREAKS, ' ').trim(), { max, harmless: escaped });
}

/** A short code from outside between backticks, exact enough to be copied. */
export function inCode(text: string, max: number): string {
  const harmless = (code: string): string => code.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
  return `\`${fitted(text.replace(DISTURBING, ' ').replaceAll('`', "'"), { max, harmless })}\``;
}

function fitted(text: string, { max, harmless }: { readonly max: number; readonly harmless: (text: string) => string }): string {
  for (let length = max; ; ) {
    const fits = harmless(cut(text, length));
    if (fits.length <= max || length <= 1) return fits;
    // The longest replacement is five characters for one.
    length = Math.max(1, length - Math.ceil((fits.length - max) / 5));
  }
}
