import { z } from 'zod';
import { readManifest, type Manifest } from '../../src/practice/slack/manifest.js';
import { type PracticeSlack, startPracticeSlack } from '../../src/practice/slack/server.js';
import { type FrozenClock, frozenClock } from '../support/frozen-clock.js';

const answerSchema = z.looseObject({
  ok: z.boolean(),
  error: z.string().optional(),
  response_metadata: z.looseObject({ messages: z.array(z.string()).optional() }).optional(),
});
export type Answer = z.output<typeof answerSchema>;

/** What the app itself does not have: a Home, and events. */
const MANIFEST: Manifest = { ...readManifest(), hasHome: true, events: ['app_home_opened'] };

/** A pretended Slack that is called over its own HTTP door, as any client would. */
export interface Called {
  readonly slack: PracticeSlack;
  readonly clock: FrozenClock;
  /** A method of the Web API by its name. */
  call(method: string, args: object): Promise<Answer>;
  /** The same with the whole answer, and with another token if given. */
  raw(method: string, args: object, token?: string): Promise<Response>;
  /** A trigger as it comes with whatever Anna does. */
  trigger(): Promise<string>;
  /** An address for answers to a command of Anna's. */
  responseUrl(): Promise<string>;
  close(): Promise<void>;
}

const BOT_TOKEN = 'xoxb-practice-token';
export const ANNA = 'U0AGENT01';
export const ORDERS = 'C0ORDERS1';

export async function callSlack(manifest: Partial<Manifest> = {}, retryAfterMs: readonly number[] = []): Promise<Called> {
  const clock = frozenClock('2026-11-24T15:00:00Z');
  const now = (): Date => clock.now();
  const slack = await startPracticeSlack({
    signingSecret: 's',
    botToken: BOT_TOKEN,
    now,
    manifest: { ...MANIFEST, ...manifest },
    retryAfterMs,
  });
  const raw = async (method: string, args: object, token = BOT_TOKEN): Promise<Response> =>
    await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
      body: JSON.stringify(args),
    });
  const lastSent = async (field: string): Promise<string> => {
    // Nobody listens there: what counts is what Slack sends along.
    slack.setAppUrl('http://127.0.0.1:9/');
    await slack.person(ANNA).command('/find-order');
    const sent = slack.ledger.findLast(({ what }) => what === 'command')?.sent;
    return new URLSearchParams(String(sent)).get(field) ?? '';
  };
  return {
    slack,
    clock,
    raw,
    call: async (method, args) => answerSchema.parse(await (await raw(method, args)).json()),
    trigger: async () => await lastSent('trigger_id'),
    responseUrl: async () => await lastSent('response_url'),
    close: async () => await slack.close(),
  };
}

/** A modal that Slack takes, with something in it changed. */
export function modal(changed: object = {}): object {
  return { type: 'modal', title: plain('Title'), blocks: [section('Text')], ...changed };
}

export function plain(text: string): object {
  return { type: 'plain_text', text };
}

export function section(text: string): object {
  return { type: 'section', text: { type: 'mrkdwn', text } };
}

export function button(actionId: string): object {
  return { type: 'button', action_id: actionId, text: plain('Press') };
}

/** An input with one choice of this value. */
export function select(value: string): object {
  const option = { text: plain('One'), value };
  return {
    type: 'input',
    block_id: 'pick',
    label: plain('Pick'),
    element: { type: 'static_select', action_id: 'pick', options: [option] },
  };
}
