import type { Value } from '../block-kit/fields.js';
import type { Block } from '../block-kit/blocks.js';
import type { Modal } from '../block-kit/validate.js';
import type { Container } from '../containers.js';
import type { Manifest } from '../manifest.js';
import type { PostedMessage } from '../state.js';

/** What the page and its server say to each other: the server sends snapshots, the page sends deeds. */

export interface ShownPerson {
  readonly id: string;
  readonly name: string;
  readonly title: string;
  readonly locale: string;
}

export interface ShownChannel {
  readonly id: string;
  readonly name: string;
}

/** Values of fields, by block and action id. */
export type Values = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export interface ShownView {
  readonly id: string;
  readonly modal: Modal;
  readonly errors: Readonly<Record<string, string>>;
  readonly values: Values;
}

/** Everything that one person sees, as it is now. */
export interface Snapshot {
  /** When this was so, in milliseconds. */
  readonly now: number;
  readonly app: { readonly name: string; readonly userId: string };
  readonly me: ShownPerson;
  readonly people: readonly ShownPerson[];
  readonly channels: readonly ShownChannel[];
  /** The conversation with the app. */
  readonly direct: ShownChannel;
  readonly userGroups: readonly { readonly id: string; readonly name: string }[];
  readonly commands: Manifest['commands'];
  readonly shortcuts: Manifest['shortcuts'];
  readonly hasHome: boolean;
  readonly messages: readonly PostedMessage[];
  /** The stack of modals; the last is on top. */
  readonly views: readonly ShownView[];
  readonly home: { readonly id: string; readonly blocks: readonly Block[]; readonly values: Values } | undefined;
}

/** A field's value on its way to the server. */
export interface Entry {
  readonly blockId: string;
  readonly actionId: string;
  readonly value: Value;
}

/** What a person does on the page. */
export type Deed =
  | { readonly do: 'command'; readonly text: string; readonly channel: string }
  | { readonly do: 'say'; readonly text: string; readonly channel: string; readonly thread?: string | undefined }
  | {
      readonly do: 'press';
      readonly container: Container;
      readonly blockId: string;
      readonly actionId: string;
      readonly chosen?: Value | undefined;
      readonly entries: readonly Entry[];
    }
  | { readonly do: 'submit'; readonly viewId: string; readonly entries: readonly Entry[] }
  | { readonly do: 'close'; readonly viewId: string; readonly all: boolean }
  | { readonly do: 'suggest'; readonly container: Container; readonly blockId: string; readonly actionId: string; readonly typed: string }
  | { readonly do: 'shortcut'; readonly callbackId: string }
  | { readonly do: 'message-shortcut'; readonly callbackId: string; readonly channel: string; readonly ts: string }
  | { readonly do: 'open-home' };

/** What came of it; `trouble` is what Slack shows when the app does not answer as it must. */
export type Outcome = { readonly ok: true; readonly result?: unknown } | { readonly ok: false; readonly trouble: string };
