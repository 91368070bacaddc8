import { expect, vi } from 'vitest';
import { z } from 'zod';
import { slackHeaders } from '../support/sign.js';
import { type EmulatedSlack, SIGNING_SECRET } from './slack.js';
import { type Control, controlsIn, textsIn, untouched, type View } from './view.js';

const submissionAnswer = z.object({ response_action: z.literal('update'), view: z.unknown() });
const TEAM = { id: 'T000000001', domain: 'emulate' };
const WAIT_MS = 10_000;

/** Where the app listens, and its time, by which signatures are made. */
interface Place {
  readonly slack: EmulatedSlack;
  readonly now: () => Date;
  readonly port: () => number;
}

export type Person = ReturnType<typeof personAt>;

/**
 * Somebody who uses the app. emulate sends neither commands nor clicks, so the payloads are made here, after
 * docs.slack.dev/interactivity; triggers and views are emulate's.
 */
export function personAt({ slack, now, port }: Place, userId: string) {
  const triggers = new Set<string>();
  const held = new Map<string, object>();

  const trigger = async (viewId?: string): Promise<string> => {
    const id = await slack.trigger(userId, viewId);
    triggers.add(id);
    return id;
  };
  const opened = (): View | undefined => {
    const open = slack.callsOf('views.open').findLast((call) => triggers.has(call.sent.get('trigger_id') ?? '') && call.answer.ok);
    return slack.views.get(open?.answer.view?.id ?? '');
  };
  const view = (): View => {
    const shown = opened();
    if (shown === undefined) throw new Error('No modal is open');
    return shown;
  };
  const key = (control: Control): string => `${view().id} ${control.blockId} ${control.element.action_id}`;
  const control = (actionId: string): Control => {
    const found = controlsIn(view().blocks).find(({ element }) => element.action_id === actionId);
    if (found === undefined) throw new Error(`No ${actionId} in:\n${textsIn(view())}`);
    return found;
  };
  const withState = (): object => {
    const values: Record<string, Record<string, object>> = {};
    for (const one of controlsIn(view().blocks).filter(({ element }) => element.type !== 'button')) {
      const { action_id: actionId = '' } = one.element;
      values[one.blockId] = { ...values[one.blockId], [actionId]: held.get(key(one)) ?? untouched(one) };
    }
    return { ...view(), team_id: TEAM.id, state: { values } };
  };

  const post = async (form: Readonly<Record<string, string>>): Promise<string> => {
    const body = new URLSearchParams(form).toString();
    const headers = slackHeaders(body, { secret: SIGNING_SECRET, at: now() });
    const response = await fetch(`http://127.0.0.1:${port()}/slack/events`, { method: 'POST', headers, body });
    const answer = await response.text();
    if (response.status !== 200) throw new Error(`The app answered ${response.status}: ${answer}`);
    return answer;
  };
  const interact = async (type: string, payload: object): Promise<string> => {
    const who = { user: { id: userId, team_id: TEAM.id }, team: TEAM, api_app_id: 'A0CANCEL01', is_enterprise_install: false };
    return await post({ payload: JSON.stringify({ type, ...who, ...payload }) });
  };
  const act = async (one: Control, chosen: object): Promise<string> => {
    const action = { action_id: one.element.action_id, block_id: one.blockId, action_ts: '1795532400.000100', ...chosen };
    const container = { type: 'view', view_id: view().id };
    const triggerId = await trigger(view().id);
    return await interact('block_actions', { container, view: withState(), actions: [action], trigger_id: triggerId });
  };

  return {
    userId,
    trigger,
    /** Everything that is written in the open modal, its title first. */
    text: (): string => textsIn([view().title, view().blocks]),
    sees: async (wanted: string): Promise<void> =>
      await vi.waitFor(
        () => {
          const seen = opened() === undefined ? '(no modal)' : textsIn([view().title, view().blocks]);
          if (!seen.includes(wanted)) throw new Error(`Wanted “${wanted}”; this is shown:\n${seen}`);
        },
        { timeout: WAIT_MS, interval: 20 },
      ),
    /** Types a slash command and gives what the app answered at once. */
    command: async (typed: string, at: { readonly channelId: string; readonly triggerId?: string }): Promise<string> => {
      const [command = '', ...rest] = typed.split(' ');
      const { channelId, triggerId = await trigger() } = at;
      const where = { team_id: TEAM.id, team_domain: TEAM.domain, channel_id: channelId, channel_name: 'orders' };
      const what = { command, text: rest.join(' '), trigger_id: triggerId, response_url: slack.responseUrl };
      return await post({ ...where, ...what, user_id: userId, user_name: 'somebody', api_app_id: 'A0CANCEL01' });
    },
    type: (actionId: string, value: string): void => {
      const one = control(actionId);
      held.set(key(one), { type: one.element.type, value });
    },
    /** Picks a choice and waits for what the app shows then: all choices here are reported at once. */
    pick: async (actionId: string, value: string): Promise<void> => {
      const one = control(actionId);
      const option = one.element.options?.find((candidate) => candidate.value === value);
      if (option === undefined) throw new Error(`No choice ${value} in ${actionId}`);
      const before = view().hash;
      held.set(key(one), { type: one.element.type, selected_option: option });
      await act(one, { type: one.element.type, selected_option: option });
      await vi.waitFor(() => expect(view().hash).not.toBe(before), { timeout: WAIT_MS, interval: 20 });
    },
    press: async (actionId: string): Promise<void> => {
      const button = control(actionId);
      await act(button, { type: 'button', value: button.element.value });
    },
    /** Presses the button of a message whose action id starts so; without a `ts` it is an ephemeral one. */
    pressOn: async (
      message: { readonly channelId: string; readonly ts?: string; readonly blocks: unknown },
      actionId: string,
    ): Promise<void> => {
      const { channelId, ts, blocks } = message;
      const button = controlsIn(blocks).find(({ element }) => element.action_id?.split(':')[0] === actionId);
      if (button === undefined) throw new Error(`No button ${actionId} on:\n${textsIn(blocks)}`);
      const { action_id: id, value } = button.element;
      await interact('block_actions', {
        container: { type: 'message', message_ts: ts ?? '1795532400.000200', channel_id: channelId, is_ephemeral: ts === undefined },
        channel: { id: channelId, name: 'orders' },
        // Of an ephemeral message Slack sends nothing but where it is.
        ...(ts !== undefined && { message: { type: 'message', ts, blocks } }),
        actions: [{ action_id: id, block_id: button.blockId, type: 'button', value, action_ts: '1795532400.000300' }],
        response_url: slack.responseUrl,
        trigger_id: await trigger(),
      });
    },
    submit: async (): Promise<void> => {
      const submitted = view();
      const answer = await interact('view_submission', { view: withState(), trigger_id: await trigger(submitted.id), response_urls: [] });
      await slack.showAnswer(submitted, submissionAnswer.parse(JSON.parse(answer)).view);
    },
  };
}
