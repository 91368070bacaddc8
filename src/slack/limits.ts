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

/** Text from outside made harmless for Slack's markup: no mention, link or formatting comes of it (docs.slack.dev/messaging/formatting). */
export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replace(/[*_~`]/g, (sign) => `\u200B${sign}`);
}
