import type { HomeView, ModalView } from '@slack/types';
import { validateHome, validateMessage, validateView } from '../../../src/practice/slack/block-kit/validate.js';
import type { Message } from '../../../src/slack/blocks.js';

/** What Slack would refuse in a modal, or what in it is not ours. Empty: nothing. */
export function modalFaults(view: ModalView): string[] {
  const inputs = view.blocks.some((block) => block.type === 'input');
  return [
    ...validateView(view),
    ...markupFaults(view.blocks),
    // docs.slack.dev/reference/views: submit is required when there is an input block.
    ...(inputs && view.submit === undefined ? ['an input and no submit'] : []),
  ];
}

/** The same for the Home tab. */
export function homeFaults(view: HomeView): string[] {
  return [...validateHome(view), ...markupFaults(view.blocks)];
}

/** The same for a message. */
export function messageFaults(message: Message): string[] {
  return [...validateMessage(message), ...markupFaults(message.blocks), ...(message.text === '' ? ['no text for notifications'] : [])];
}

/** Every `<…>` in markup must be one of ours: a person's mention, a channel or a moment. */
function markupFaults(part: unknown): string[] {
  if (typeof part !== 'object' || part === null) return [];
  const entries = Object.entries(part);
  const { type, text } = { type: undefined, text: undefined, ...Object.fromEntries(entries) };
  if (type !== 'mrkdwn') return entries.flatMap(([, value]) => markupFaults(value));
  const rest = String(text).replace(/<@U[A-Z0-9]+>|<#C[A-Z0-9]+>|<!date\^\d+\^[^|<>]+\|[^<>]+>/g, '');
  return /[<>]/.test(rest) ? [`markup: ${rest}`] : [];
}
