import { describe, expect, it } from 'vitest';
import { REQUEST_ENDS, REQUEST_POSTS, REQUEST_STATES, type RequestPostKind } from '../../../src/domain/buyer-request.js';
import { CASE_STATES, type MessageState } from '../../../src/domain/cancellation.js';
import { userIdSchema } from '../../../src/domain/ids.js';
import type { RequestFacts } from '../../../src/ports/announcer.js';
import { requestMessage } from '../../../src/slack/inbox/post-view.js';
import { answerView, inboxView, loadingInboxView } from '../../../src/slack/inbox/view.js';
import { en } from '../../../src/slack/text/en.js';
import type { Text } from '../../../src/slack/text/text.js';
import { zh } from '../../../src/slack/text/zh.js';
import { ANNA, NOON, ORDERS_CHANNEL } from '../../fixtures/cases.js';
import { messageFaults, modalFaults } from './block-kit.js';
import { read } from './rendered.js';
import * as requested from './request-samples.js';
import * as sample from './samples.js';

const BEN = userIdSchema.parse('U0AGENT02');
const MESSAGE_STATES: readonly MessageState[] = ['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent'];
const LINES = ['stop', 'ship', 'cancelled'] as const;
const TOLD = ['told', 'uncertain', 'not-told'] as const;

/** Requests in every state that there is. */
const EVERY_REQUEST = [
  ...REQUEST_STATES.map((state) => requested.request(state)),
  ...REQUEST_ENDS.map((endedAs) => requested.request('ended', { endedAs, message: requested.answer('none') })),
  ...MESSAGE_STATES.map((state) =>
    requested.request('answered', { message: requested.answer(state, { detail: 'Amazon InvalidInput: no' }) }),
  ),
];

const HOSTILE = ['<!channel> <https://evil.example|x>', '&<>'.repeat(1667), '*_~`'.repeat(1250), 'a\r\n\u2028b\u0000', '\u202Eab'];

describe.each([
  ['English', en],
  ['Chinese', zh],
])('what is shown of buyers’ requests in %s', (_name, text: Text) => {
  const shown = { text, practice: true, now: NOON, userId: ANNA };
  const post = (facts: Partial<RequestFacts>) =>
    requestMessage({ kind: 'inbox', request: requested.request('open'), order: sample.order(), warehouse: undefined, ...facts }, shown);

  it.each(REQUEST_POSTS)('keeps Slack’s limits in the post %s, whatever became of the request', (kind: RequestPostKind) => {
    for (const request of EVERY_REQUEST) {
      for (const order of [sample.order(), undefined]) expect(messageFaults(post({ kind, request, order }))).toEqual([]);
    }
    for (const line of LINES) for (const told of TOLD) expect(messageFaults(post({ kind, warehouse: { line, told } }))).toEqual([]);
  });

  it('keeps Slack’s limits in the list, empty, full and for every state', () => {
    const one = { order: sample.order(), caseState: undefined };
    const entries = [
      ...EVERY_REQUEST.map((request) => ({ ...one, request })),
      ...CASE_STATES.map((caseState) => ({ ...one, caseState, request: requested.request('claimed') })),
    ];
    const full = Array.from({ length: 30 }, () => ({ ...one, request: requested.request('claimed') }));
    for (const listed of [[], entries.slice(0, 15), entries.slice(15), full]) {
      for (const userId of [ANNA, BEN]) {
        const view = inboxView({ total: 400, entries: listed, channelId: ORDERS_CHANNEL, said: text.inbox.claimed }, { ...shown, userId });
        expect(modalFaults(view)).toEqual([]);
        expect(view.private_metadata).toBe(ORDERS_CHANNEL);
      }
    }
    expect(modalFaults(loadingInboxView(ORDERS_CHANNEL, shown))).toEqual([]);
  });

  it('keeps Slack’s limits in the answer, whatever became of it', () => {
    for (const request of EVERY_REQUEST) expect(modalFaults(answerView(request, shown))).toEqual([]);
  });

  it.each(HOSTILE)('lets hostile text %# do no harm', (hostile) => {
    const item = sample.item({ title: hostile, sku: hostile, buyerRequestedCancel: true, buyerCancelReason: hostile });
    const order = sample.order({ items: Array.from({ length: 100 }, () => item) });
    const request = requested.request('answered', { message: requested.answer('failed', { text: hostile, detail: hostile }) });
    const full = Array.from({ length: 30 }, () => ({ request, order, caseState: undefined }));
    for (const kind of REQUEST_POSTS) expect(messageFaults(post({ kind, request, order }))).toEqual([]);
    expect(modalFaults(inboxView({ total: 30, entries: full, channelId: ORDERS_CHANNEL }, shown))).toEqual([]);
    expect(modalFaults(answerView(request, shown))).toEqual([]);
  });

  it('says on every surface that it is practice, and only then', () => {
    const all = (practice: boolean) => [
      ...REQUEST_POSTS.map((kind) =>
        requestMessage({ kind, request: requested.request('open'), order: undefined, warehouse: undefined }, { text, practice }),
      ),
      inboxView({ total: 0, entries: [], channelId: ORDERS_CHANNEL }, { ...shown, practice }),
      loadingInboxView(ORDERS_CHANNEL, { text, practice }),
      answerView(requested.request('answered'), { text, practice }),
    ];
    for (const surface of all(true)) expect(read(surface)[0]).toBe(text.practice);
    for (const surface of all(false)) expect(read(surface)).not.toContain(text.practice);
  });
});

describe('the list of buyers that wait', () => {
  const listed = (request: ReturnType<typeof requested.request>, userId = ANNA) =>
    read(
      inboxView(
        { total: 1, entries: [{ request, order: sample.order(), caseState: undefined }], channelId: ORDERS_CHANNEL },
        { text: en, practice: false, now: NOON, userId },
      ),
    ).slice(1);

  it('shows both clocks and who sees to it', () => {
    expect(listed(requested.request('claimed'))).toEqual([
      '*111-2233445-6677889* · Amazon US · 1 × Blue kettle',
      `:hourglass_flowing_sand: waits for 3 h · Ship by ${sample.TOMORROW_AT_NOON} (24 h left)`,
      `:bust_in_silhouette: <@U0AGENT01> sees to it, since ${sample.AT_NOON}.`,
      '[Cancel as requested]',
      '[Already packed…]',
    ]);
  });

  it('lets somebody else only take it over', () => {
    expect(listed(requested.request('claimed'), BEN).filter((line) => line.startsWith('['))).toEqual(['[Take over…]']);
  });

  it('offers nothing but to claim and answer what is free', () => {
    expect(listed(requested.request('open')).filter((line) => line.startsWith('['))).toEqual([
      '[Claim]',
      '[Cancel as requested]',
      '[Already packed…]',
    ]);
  });
});
