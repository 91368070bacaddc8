import { describe, expect, it } from 'vitest';
import { CASE_STATES, type CancellationCase, type MessageState } from '../../../src/domain/cancellation.js';
import { FRAUD_SIGNALS } from '../../../src/domain/fraud.js';
import { orderIdSchema, teamReasonKeySchema } from '../../../src/domain/ids.js';
import { MARKETPLACES } from '../../../src/domain/marketplaces.js';
import type { FulfillmentStatus, Order } from '../../../src/domain/order.js';
import { placeOf } from '../../../src/domain/order-list.js';
import { REASONS } from '../../../src/domain/reason.js';
import { STOCK_STATES } from '../../../src/domain/stock.js';
import { verdict } from '../../../src/domain/verdict.js';
import { batchMessage } from '../../../src/slack/carry-out/batch-view.js';
import { messageTextView, restockMessage, statusMessage } from '../../../src/slack/carry-out/view.js';
import { batchCard, batchReminder, batchReviewView } from '../../../src/slack/decide/batch-view.js';
import { approvalCard, reviewView } from '../../../src/slack/decide/view.js';
import { digestMessage } from '../../../src/slack/digest/view.js';
import { caseView } from '../../../src/slack/home/case-view.js';
import { homeView } from '../../../src/slack/home/view.js';
import { listView, loadingListView } from '../../../src/slack/look-up/list-view.js';
import { pickView } from '../../../src/slack/look-up/pick-view.js';
import { lookingUpView, orderCard, orderView } from '../../../src/slack/look-up/view.js';
import { batchConfirmView, batchRequestedView } from '../../../src/slack/request/batch-confirm-view.js';
import { batchView, loadingBatchView, workingBatchView } from '../../../src/slack/request/batch-view.js';
import { confirmView, heldByView, requestedView } from '../../../src/slack/request/confirm-view.js';
import { messageView } from '../../../src/slack/request/message-view.js';
import { savedView } from '../../../src/slack/request/ship-late-view.js';
import { askOrderView, loadingView, mayNotView, reasonView, workingView } from '../../../src/slack/request/view.js';
import { sayView } from '../../../src/slack/say.js';
import { addAccountView, marketplacesView } from '../../../src/slack/settings/account-view.js';
import { addReasonView, renameReasonView } from '../../../src/slack/settings/reason-form-view.js';
import { reasonsView } from '../../../src/slack/settings/reasons-view.js';
import { rulesView } from '../../../src/slack/settings/rules-view.js';
import { settingsView } from '../../../src/slack/settings/view.js';
import { en } from '../../../src/slack/text/en.js';
import type { Text } from '../../../src/slack/text/text.js';
import { zh } from '../../../src/slack/text/zh.js';
import { inLine } from '../../../src/slack/limits.js';
import { ACCOUNT, LENA, NOON, ORDER, ORDERS_CHANNEL, US } from '../../fixtures/cases.js';
import { homeFaults, messageFaults, modalFaults } from './block-kit.js';
import { controls, read } from './rendered.js';
import * as several from './batch-samples.js';
import * as sample from './samples.js';

const LANGUAGES: readonly (readonly [string, Text])[] = [
  ['English', en],
  ['Chinese', zh],
];
const MESSAGE_STATES: readonly MessageState[] = ['none', 'waiting', 'sending', 'sent', 'not_offered', 'uncertain', 'failed', 'not_sent'];
const STATUSES: readonly FulfillmentStatus[] = [
  'PENDING_AVAILABILITY',
  'PENDING',
  'UNSHIPPED',
  'PARTIALLY_SHIPPED',
  'SHIPPED',
  'CANCELLED',
  'UNFULFILLABLE',
];

/** Each would break something if it got through as it is. */
const HOSTILE: readonly (readonly [string, string])[] = [
  ['a mention of everybody', '<!channel> <@U0LEAD001> <https://evil.example|Amazon>'],
  ['a formula', '=HYPERLINK("https://evil.example","x")'],
  ['5 000 characters', 'x'.repeat(5000)],
  ['5 000 characters that grow', '&<>'.repeat(1667)],
  ['markup signs only', '*_~`'.repeat(1250)],
  ['XML', '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "b">]><a>&a;</a>'],
  ['emoji', '👩‍👩‍👧‍👦'.repeat(400)],
  ['right to left', '\u202Eقلاية زرقاء\u202C '.repeat(100)],
  ['line breaks', 'a\r\n\n\u2028b\u0000c'],
  ['nothing to see', '\u200B'],
];

/** An order and a case with the same text in every place where a text can stand. */
function saying(text: string): { readonly order: Order; readonly case: CancellationCase } {
  const item = sample.item({ title: text, sku: text, asin: text, buyerRequestedCancel: true, buyerCancelReason: text });
  return {
    order: sample.order({ items: Array.from({ length: 100 }, () => item), programs: Array.from({ length: 20 }, () => text) }),
    case: sample.decidedCase('awaiting_approval', {
      items: Array.from({ length: 100 }, () => ({ orderItemId: text, sku: text, quantity: 1 })),
      note: text,
      memo: text,
      detail: text,
      decisionNote: text,
      amazonFeedId: text,
      reason: 'other',
      subReason: 'fraud',
      fraudSignals: FRAUD_SIGNALS,
      approvalRules: ['rate_above_share', 'rate_at_or_above_target', 'rate_unknown', 'reason_always'],
      message: { state: 'uncertain', text, detail: text },
    }),
  };
}

describe.each(LANGUAGES)('every view in %s', (_name, text) => {
  const shown = { text, practice: true, now: NOON, outboxSeconds: 60, accounts: sample.TWO_ACCOUNTS };
  const carries = { channelId: ORDERS_CHANNEL };

  it.each(CASE_STATES)('keeps Slack’s limits while a case is %s', (state) => {
    for (const one of [sample.caseIn(state), sample.decidedCase(state, { decisionNote: 'no', detail: 'Amazon 8541: no' })]) {
      for (const order of [sample.order(), undefined]) {
        expect(messageFaults(statusMessage({ case: one, order }, shown))).toEqual([]);
        expect(messageFaults(approvalCard({ case: one, order }, shown))).toEqual([]);
      }
      expect(modalFaults(heldByView(one, shown))).toEqual([]);
      expect(modalFaults(requestedView(one, shown))).toEqual([]);
    }
  });

  it.each(MESSAGE_STATES)('keeps Slack’s limits while the message to the buyer is %s', (state) => {
    const one = sample.cancelledWith(state, { detail: 'Amazon InvalidInput: no' });
    expect(messageFaults(statusMessage({ case: one, order: undefined }, shown))).toEqual([]);
    expect(modalFaults(messageTextView(one, shown))).toEqual([]);
  });

  it.each(STOCK_STATES)('keeps Slack’s limits while the stock is %s', (state) => {
    const one = sample.stockedCase(state, 'stock-not-seen');
    expect(messageFaults(statusMessage({ case: one, order: undefined }, shown))).toEqual([]);
    expect(messageFaults(restockMessage(one, { ...shown, late: true }))).toEqual([]);
    expect(
      messageFaults(approvalCard({ case: { ...sample.decidedCase('awaiting_approval'), stock: one.stock }, order: undefined }, shown)),
    ).toEqual([]);
  });

  it.each(STATUSES)('keeps Slack’s limits for an order that is %s', (status) => {
    const step = sample.reasonStep({ order: sample.order({ status }) });
    const found = {
      kind: 'found',
      copy: step.copy,
      verdict: step.verdict,
      cases: [],
      saved: [],
      rate: undefined,
      staleBecause: undefined,
    } as const;
    expect(modalFaults(reasonView(step, shown))).toEqual([]);
    expect(modalFaults(mayNotView({ copy: step.copy, verdict: step.verdict, holding: sample.caseIn('sent') }, shown))).toEqual([]);
    expect(messageFaults(orderCard(found, shown))).toEqual([]);
    expect(modalFaults(orderView(found, { ...shown, carries }))).toEqual([]);
    expect(modalFaults(listView(sample.orderList({ orders: [sample.listed(sample.order({ status }))] }), { ...shown, carries }))).toEqual(
      [],
    );
  });

  it('keeps Slack’s limits for a list without orders, and for every way to filter it', () => {
    for (const requested of [true, false]) {
      for (const late of [true, false]) {
        const filter = { requested, late, marketplaceId: sample.GERMANY, sku: 'x'.repeat(100) };
        expect(modalFaults(listView(sample.orderList({ filter, orders: [] }), { ...shown, carries }))).toEqual([]);
        expect(modalFaults(loadingListView({ ...carries, filter }, shown))).toEqual([]);
      }
    }
    const everywhere = sample.ACCOUNTS.map((account) => ({ ...account, marketplaceIds: MARKETPLACES.map((one) => one.id) }));
    expect(modalFaults(listView(sample.orderList(), { ...shown, carries, accounts: everywhere }))).toEqual([]);
  });

  it.each([2, 5, 99, 100])('keeps Slack’s limits for %i order ids to pick from', (count) => {
    const ids = Array.from({ length: count }, (_one, index) => orderIdSchema.parse(`111-2233445-${String(index).padStart(7, '0')}`));
    const view = pickView(ids, { ...shown, carries });
    expect(modalFaults(view)).toEqual([]);
    // And one for all of them.
    expect(controls(view)).toHaveLength(count + 1);
  });

  it('keeps Slack’s limits for every reason and sub-reason', () => {
    for (const { key, subReasons } of REASONS) {
      for (const subReason of [undefined, ...subReasons.map((sub) => sub.key)]) {
        expect(modalFaults(reasonView(sample.reasonStep({ reason: key, subReason }), { ...shown, problem: 'note-missing' }))).toEqual([]);
        expect(text.subReason).toMatchObject(subReason === undefined ? {} : { [subReason]: expect.stringMatching(/./) });
      }
    }
  });

  it.each(CASE_STATES)('keeps Slack’s limits while several cases are %s', (state) => {
    for (const count of [1, 2, 20]) {
      const cases = several.batchCases(sample.decidedCase(state, { decisionNote: 'no', detail: 'Amazon 8541: no' }), count);
      expect(messageFaults(batchMessage(cases, { ...shown, inThread: true }))).toEqual([]);
      expect(messageFaults(batchCard(cases, shown))).toEqual([]);
      expect(messageFaults(batchReminder(cases, { ...shown, mention: [LENA] }))).toEqual([]);
      expect(modalFaults(batchRequestedView({ batch: several.batch(cases[0], count), heldBy: cases }, shown))).toEqual([]);
    }
  });

  it.each(sample.OFFERED.map(({ key }) => key))('keeps Slack’s limits for several orders cancelled because of %s', (reason) => {
    for (const count of [1, 10, 11, 20]) {
      const step = several.batchStep({ reason, count });
      for (const problem of ['none-ticked', 'note-missing', 'reason-missing'] as const)
        expect(modalFaults(batchView(step, { ...shown, changed: true, problem: { kind: problem } }))).toEqual([]);
      expect(modalFaults(batchConfirmView(several.batchConfirmStep({ reason, count }), shown))).toEqual([]);
    }
  });

  it.each(STATUSES)('keeps Slack’s limits for several orders that are %s', (status) => {
    expect(modalFaults(batchView(several.batchStep({ order: sample.order({ status }) }), shown))).toEqual([]);
    expect(modalFaults(batchReviewView(several.batchReview(sample.order({ status })), shown))).toEqual([]);
  });

  it('keeps Slack’s limits for what says little', () => {
    for (const view of [
      loadingView(sample.DRAFT_ID, shown),
      workingView(sample.DRAFT_ID, shown),
      askOrderView(sample.DRAFT_ID, shown),
      sayView(text.request.gone, shown),
      savedView({ saved: sample.SAVED, order: sample.order() }, shown),
      savedView({ saved: sample.SAVED, order: undefined }, shown),
      sayView(text.lookUp.noIdInMessage, { ...shown, title: text.order.title }),
      lookingUpView(ORDER, { ...shown, carries }),
      loadingListView(carries, shown),
      loadingBatchView(several.BATCH_ID, shown),
      workingBatchView(several.BATCH_ID, shown, 'taken'),
      sayView(text.batch.noOther, { ...shown, title: text.batch.title }),
      batchRequestedView({ batch: several.batch(undefined, 0), heldBy: [] }, shown),
    ]) {
      expect(modalFaults(view)).toEqual([]);
    }
    expect(messageFaults(digestMessage(sample.digest(), shown))).toEqual([]);
  });

  it.each(HOSTILE)('lets %s do no harm', (_what, hostile) => {
    const { order, case: one } = saying(hostile);
    const checked = verdict(order, { now: NOON, holding: undefined });
    const step = sample.reasonStep({ order, reason: 'other', subReason: 'fraud', fraudSignals: FRAUD_SIGNALS, written: hostile });
    const elsewhere = ['en', 'zh'].map((language) => ({ language, text: hostile }));
    const message = sample.messageStep({ text: hostile, buyerLocale: hostile, language: 'de', elsewhere });
    const copy = sample.copyOf(order);
    const cases = Array.from({ length: 10 }, () => one);
    const found = {
      kind: 'found',
      copy,
      verdict: checked,
      cases,
      saved: [sample.SAVED, sample.SAVED, sample.SAVED],
      rate: sample.RATE,
      staleBecause: { kind: 'throttled', retryAfterMs: 1 },
    } as const;
    const accounts = sample.TWO_ACCOUNTS.map((account) => ({ ...account, name: hostile }));
    const list = sample.orderList({
      filter: { sku: hostile.slice(0, 100), requested: true, late: true, marketplaceId: US },
      orders: Array.from({ length: 10 }, () => ({ copy, verdict: checked })),
      previous: placeOf(order),
      next: placeOf(order),
      reach: { filling: true, from: NOON, to: NOON, copied: 1_000_000_000 },
    });
    const nobodys = { kind: 'failed', orderId: ORDER, failure: { kind: 'not-found' } } as const;
    const modals = [
      orderView(found, { ...shown, accounts, carries }),
      orderView(nobodys, { ...shown, accounts, carries }),
      listView(list, { ...shown, accounts, carries }),
      reasonView(step, shown),
      mayNotView({ copy, verdict: checked, holding: one }, shown),
      messageView(message, shown),
      confirmView(sample.confirmStep({ ...message, copy }), { ...shown, changed: true }),
      reviewView(
        { kind: 'review', case: one, copy, verdict: checked, rate: sample.RATE, strike: undefined, reasons: sample.OFFERED },
        { ...shown, noteMissing: 'decline' },
      ),
      messageTextView(one, shown),
      batchView(several.batchStep({ order, written: hostile }), {
        ...shown,
        accounts,
        problem: { kind: 'message-refused', messages: several.batchConfirmStep({ order, written: hostile }).messages },
      }),
      batchConfirmView(several.batchConfirmStep({ order, written: hostile }), { ...shown, accounts }),
      batchReviewView(several.batchReview(order, one), { ...shown, noteMissing: 'approve' }),
    ];
    const messages = [
      batchMessage(several.batchCases(one), { ...shown, inThread: true }),
      batchMessage(several.batchCases({ ...one, state: 'not_sent' }), { ...shown, inThread: false }),
      batchCard(several.batchCases(one), shown),
      batchCard(several.batchCases({ ...one, state: 'declined' }), shown),
      orderCard(found, { ...shown, accounts }),
      orderCard(nobodys, { ...shown, accounts }),
      ...CASE_STATES.flatMap((state) => [
        statusMessage({ case: { ...one, state }, order }, shown),
        statusMessage({ case: { ...one, state }, order: undefined }, shown),
        approvalCard({ case: { ...one, state }, order }, shown),
      ]),
    ];
    const team = sample.reasons(hostile);
    const teamReason = { key: teamReasonKeySchema.parse('team_00000000-0000-4000-8000-000000000001'), name: hostile };
    const entry = {
      name: hostile,
      code: 'BuyerCanceled',
      causedBy: 'buyer',
      noteRequired: true,
      alwaysApproved: true,
      template: 'other',
    } as const;
    const named = { ...one, reason: teamReason.key, reasonName: hostile };
    messages.push(statusMessage({ case: named, order }, shown), approvalCard({ case: named, order }, shown));
    messages.push(
      digestMessage(sample.digest({ byReason: [{ reason: teamReason.key, reasonName: hostile, total: 1, counted: 1 }] }), shown),
    );
    modals.push(
      reasonsView(team, { ...shown, notice: [inLine(hostile, 100)] }),
      renameReasonView(teamReason, { ...shown, refused: text.reasons.refusal['name-taken'] }),
      addReasonView({ ...shown, kept: entry, refused: text.reasons.refusal['name-taken'] }),
      reasonView({ ...step, reasons: team.reasons }, shown),
      reviewView(
        { kind: 'review', case: named, copy, verdict: checked, rate: sample.RATE, strike: undefined, reasons: team.reasons },
        shown,
      ),
      caseView(sample.casePage(named, hostile), shown),
    );
    const kept = { name: hostile.slice(0, 60), region: 'eu', sellerId: ACCOUNT, clientId: hostile } as const;
    modals.push(
      caseView(sample.casePage(one, hostile), shown),
      settingsView(sample.settings(hostile, 60), { ...shown, notice: [inLine(hostile, 100)] }),
      addAccountView({ ...shown, kept, refused: [inLine(hostile, 400), text.settings.nothingStored] }),
      marketplacesView(sample.connection(hostile), shown),
    );
    expect(homeFaults(homeView(sample.home(one, hostile), shown))).toEqual([]);
    expect(modals.flatMap(modalFaults)).toEqual([]);
    expect(messages.flatMap(messageFaults)).toEqual([]);
  });

  it('keeps Slack’s limits for a Home and settings that are full, and for such that are empty', () => {
    const full = sample.home(sample.decidedCase('awaiting_approval'));
    expect(homeFaults(homeView(full, shown))).toEqual([]);
    expect(homeFaults(homeView(full, { ...shown, said: text.stuck.saidNotSent }))).toEqual([]);
    expect(homeFaults(homeView({ ...sample.EMPTY_HOME, mayChangeSettings: true }, shown))).toEqual([]);
    expect(homeFaults(homeView({ ...full, mayDecide: false, mayChangeSettings: false }, shown))).toEqual([]);
    expect(modalFaults(settingsView(sample.settings(), shown))).toEqual([]);
    expect(modalFaults(settingsView({ ...sample.settings(), canStoreSecrets: false }, shown))).toEqual([]);
    expect(modalFaults(settingsView(sample.settings('Shop', 200), { ...shown, notice: [text.settings.gone] }))).toEqual([]);
    expect(modalFaults(addAccountView(shown))).toEqual([]);
    expect(modalFaults(marketplacesView(sample.connection(), shown))).toEqual([]);
    expect(modalFaults(caseView(sample.casePage(sample.caseIn('queued')), shown))).toEqual([]);
    expect(modalFaults(reasonsView(sample.reasons(), { ...shown, notice: [text.reasons.done.hide] }))).toEqual([]);
    expect(modalFaults(addReasonView(shown))).toEqual([]);
    for (const place of ['everywhere', US] as const) {
      const notice = text.rules.changedMeanwhile('<@U0LEAD001>', sample.AT_NOON);
      expect(modalFaults(rulesView(sample.rules(), { ...shown, place, notice }))).toEqual([]);
    }
  });

  it('shows no secret, and none of what is sealed, in the settings', () => {
    const views = [settingsView(sample.settings(), shown), marketplacesView(sample.connection(), shown)];
    for (const view of views) expect(JSON.stringify(view)).not.toContain('sealed');
  });

  it('keeps Slack’s limits for a digest of every marketplace and many troubles', () => {
    const rate = { count: { orders: 10, counted: 9 }, target: sample.RATE.target, roomLeft: 0, source: 'estimate', asOf: NOON } as const;
    const orderIds = Array.from({ length: 5000 }, () => ORDER);
    const many = sample.digest({
      from: '2026-10-25',
      marketplaces: Array.from({ length: 23 }, () => ({ marketplaceId: US, rate })),
      byReason: REASONS.map(({ key }) => ({ reason: key, total: 5000, counted: 5000 })),
      attention: [
        { kind: 'refused', orderIds },
        { kind: 'stuck', orderIds },
        { kind: 'buyer-not-told', orderIds },
        { kind: 'amazon-cancels-soon', orderIds },
      ],
    });
    expect(messageFaults(digestMessage(many, shown))).toEqual([]);
  });

  it('says on every surface that it is practice, and only then', () => {
    const all = (practice: boolean) => {
      const to = { ...shown, practice };
      const { copy, verdict: checked, rate } = { ...sample.reasonStep() };
      const one = sample.decidedCase('awaiting_approval');
      return [
        loadingView(sample.DRAFT_ID, to),
        workingView(sample.DRAFT_ID, to),
        workingView(sample.DRAFT_ID, to, 'taken'),
        workingView(sample.DRAFT_ID, to, 'look-again'),
        askOrderView(sample.DRAFT_ID, to),
        reasonView(sample.reasonStep(), to),
        mayNotView({ copy, verdict: checked, holding: undefined }, to),
        messageView(sample.messageStep(), to),
        confirmView(sample.confirmStep(), to),
        requestedView(one, to),
        heldByView(one, to),
        savedView({ saved: sample.SAVED, order: sample.order() }, to),
        sayView(text.request.gone, to),
        messageTextView(one, to),
        loadingBatchView(several.BATCH_ID, to),
        workingBatchView(several.BATCH_ID, to, 'nothing-done'),
        batchView(several.batchStep(), to),
        batchConfirmView(several.batchConfirmStep(), to),
        batchRequestedView({ batch: several.batch(), heldBy: [one] }, to),
        batchReviewView(several.batchReview(sample.order()), to),
        batchMessage(several.batchCases(), { ...to, inThread: true }),
        batchCard(several.batchCases(), to),
        reviewView({ kind: 'review', case: one, copy, verdict: checked, rate, strike: undefined, reasons: sample.OFFERED }, to),
        statusMessage({ case: one, order: undefined }, to),
        restockMessage(sample.stockedCase('done'), { ...to, late: true }),
        approvalCard({ case: one, order: undefined }, to),
        orderCard({ kind: 'found', copy, verdict: checked, cases: [], saved: [], rate, staleBecause: undefined }, to),
        orderCard({ kind: 'failed', orderId: ORDER, failure: { kind: 'not-found' } }, to),
        orderView({ kind: 'failed', orderId: ORDER, failure: { kind: 'not-found' } }, { ...to, carries }),
        lookingUpView(ORDER, { ...to, carries }),
        loadingListView(carries, to),
        listView(sample.orderList(), { ...to, carries }),
        pickView([ORDER], { ...to, carries }),
        digestMessage(sample.digest(), to),
        homeView(sample.home(one), to),
        caseView(sample.casePage(one), to),
        settingsView(sample.settings(), to),
        addAccountView(to),
        marketplacesView(sample.connection(), to),
        rulesView(sample.rules(), { ...to, place: 'everywhere' }),
        reasonsView(sample.reasons(), to),
        addReasonView(to),
        renameReasonView({ key: 'other', name: undefined }, to),
      ];
    };
    for (const surface of all(true)) expect(read(surface)[0]).toBe(text.practice);
    for (const surface of all(false)) expect(read(surface)).not.toContain(text.practice);
  });

  it('carries nothing in a modal but the id of the draft or the case, where one looks, or what is changed', () => {
    const one = sample.decidedCase('awaiting_approval');
    const { copy, verdict: checked, rate } = sample.reasonStep();
    expect(reasonView(sample.reasonStep(), shown).private_metadata).toBe(sample.DRAFT_ID);
    expect(messageView(sample.messageStep(), shown).private_metadata).toBe(sample.DRAFT_ID);
    expect(confirmView(sample.confirmStep(), shown).private_metadata).toBe(sample.DRAFT_ID);
    const opened = { kind: 'review', case: one, copy, verdict: checked, rate, strike: undefined, reasons: sample.OFFERED } as const;
    expect(reviewView(opened, shown).private_metadata).toBe(sample.CASE_ID);
    expect(batchView(several.batchStep(), shown).private_metadata).toBe(several.BATCH_ID);
    expect(batchConfirmView(several.batchConfirmStep(), shown).private_metadata).toBe(several.BATCH_ID);
    expect(batchReviewView(several.batchReview(sample.order()), shown).private_metadata).toBe(sample.CASE_ID);
    expect(pickView([ORDER], { ...shown, carries }).private_metadata).toBe('{"channelId":"C0ORDERS1"}');
    expect(listView(sample.orderList(), { ...shown, carries }).private_metadata).toBe(
      '{"channelId":"C0ORDERS1","requested":false,"late":false}',
    );
    expect(marketplacesView(sample.connection(), shown).private_metadata).toBe(sample.connection().id);
    expect(addAccountView(shown).private_metadata).toBeUndefined();
    expect(rulesView(sample.rules(), { ...shown, place: US }).private_metadata).toBe('{"place":"ATVPDKIKX0DER","version":7}');
  });
});
