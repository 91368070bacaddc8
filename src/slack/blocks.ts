import type {
  Button,
  ConfirmationDialog,
  ContextBlock,
  HomeView,
  InputBlock,
  KnownBlock,
  ModalView,
  PlainTextElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types';
import { VIEWS } from './ids.js';
import { cut, LIMITS } from './limits.js';

/** A posted message: blocks, and the text that notifications and screen readers get. */
export interface Message {
  readonly text: string;
  readonly blocks: KnownBlock[];
}

/** Plain text, cut to a limit. Emoji codes stay text: they may come from a title. */
export function plain(text: string, max: number): PlainTextElement {
  return { type: 'plain_text', text: cut(text, max), emoji: false };
}

/** A paragraph in Slack's markup. What comes from outside must be escaped before. */
export function section(text: string): SectionBlock {
  return { type: 'section', text: { type: 'mrkdwn', text: cut(text, LIMITS.sectionText), verbatim: true } };
}

/** Whole lines in as many paragraphs as it takes: no line is cut in the middle of a mention or a moment. */
export function sections(lines: readonly string[]): SectionBlock[] {
  const paragraphs: string[] = [];
  for (const line of lines) {
    const last = paragraphs.at(-1);
    const together = last === undefined ? line : `${last}\n${line}`;
    if (last !== undefined && together.length <= LIMITS.sectionText) paragraphs[paragraphs.length - 1] = together;
    else paragraphs.push(line);
  }
  return paragraphs.map(section);
}

/** A paragraph with a button at its side. */
export function sectionWith(text: string, accessory: Button): SectionBlock {
  return { ...section(text), accessory };
}

/** Small grey text. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [{ type: 'mrkdwn', text: cut(text, LIMITS.contextText), verbatim: true }] };
}

export interface ButtonOptions {
  readonly actionId: string;
  readonly text: string;
  readonly value?: string;
  readonly style?: 'primary' | 'danger';
  readonly url?: string;
  readonly confirm?: ConfirmationDialog;
}

export function button({ actionId, text, ...rest }: ButtonOptions): Button {
  return { type: 'button', action_id: actionId, text: plain(text, LIMITS.buttonText), ...rest };
}

/** Asks once more before something that cannot be taken back. */
export function dialog(texts: {
  readonly title: string;
  readonly text: string;
  readonly confirm: string;
  readonly deny: string;
}): ConfirmationDialog {
  return {
    title: plain(texts.title, LIMITS.confirmTitle),
    text: plain(texts.text, LIMITS.confirmText),
    confirm: plain(texts.confirm, LIMITS.confirmButton),
    deny: plain(texts.deny, LIMITS.confirmButton),
    style: 'danger',
  };
}

/** One choice of a select or a checkbox. */
export function option(value: string, text: string): PlainTextOption {
  return { value, text: plain(text, LIMITS.optionText) };
}

export interface TextFieldOptions {
  readonly actionId: string;
  readonly blockId: string;
  readonly label: string;
  readonly hint?: string;
  readonly value: string | undefined;
  readonly optional: boolean;
  readonly multiline: boolean;
  readonly maxLength: number;
}

/** A field to type into. */
export function textField(options: TextFieldOptions): InputBlock {
  const { value, hint } = options;
  return {
    type: 'input',
    block_id: options.blockId,
    optional: options.optional,
    label: plain(options.label, LIMITS.inputLabel),
    ...(hint !== undefined && { hint: plain(hint, LIMITS.inputHint) }),
    element: {
      type: 'plain_text_input',
      action_id: options.actionId,
      multiline: options.multiline,
      max_length: Math.min(options.maxLength, LIMITS.inputMax),
      ...(value !== undefined && value !== '' && { initial_value: cut(value, Math.min(options.maxLength, LIMITS.inputMax)) }),
    },
  };
}

export interface ModalOptions {
  readonly title: string;
  readonly close: string;
  readonly blocks: readonly (KnownBlock | undefined)[];
  /** The only thing that a view carries: the id of the draft or the case. */
  readonly carries?: string;
  readonly submit?: { readonly callbackId: string; readonly text: string };
}

/** A modal; blocks that are undefined are left out. */
export function modal(options: ModalOptions): ModalView {
  const { submit, carries } = options;
  return {
    type: 'modal',
    callback_id: submit?.callbackId ?? VIEWS.plain,
    title: plain(options.title, LIMITS.viewTitle),
    close: plain(options.close, LIMITS.viewButton),
    blocks: options.blocks.filter((block) => block !== undefined),
    ...(carries !== undefined && { private_metadata: carries }),
    ...(submit && { submit: plain(submit.text, LIMITS.viewButton) }),
  };
}

/** The Home tab of one person; blocks that are undefined are left out. */
export function home(blocks: readonly (KnownBlock | undefined)[]): HomeView {
  return { type: 'home', blocks: blocks.filter((block) => block !== undefined) };
}

/** A message of the blocks that are there. What is said in notifications starts with the label, if there is one. */
export function message(text: string, blocks: readonly (KnownBlock | undefined)[], label?: string): Message {
  return {
    text: cut(label === undefined ? text : `${label}: ${text}`, LIMITS.messageText),
    blocks: blocks.filter((block) => block !== undefined),
  };
}

/** A moment of today to the second, for what is counted down; the fallback is in UTC. */
export function toTheSecond(at: Date): string {
  return `<!date^${Math.floor(at.getTime() / 1000)}^{time_secs}|${at.toISOString().slice(11, 19)} UTC>`;
}

/** A moment as Slack shows it to each reader in the own zone; the fallback is in UTC. */
export function moment(at: Date): string {
  const fallback = `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
  return `<!date^${Math.floor(at.getTime() / 1000)}^{date_short_pretty} {time}|${fallback}>`;
}
