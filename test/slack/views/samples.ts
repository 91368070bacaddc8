import type { Account } from '../../../src/domain/account.js';
import { PROGRAMS } from '../../../src/domain/approval-policy.js';
import type { CancellationCase, CaseMessage, CaseState, MessageState, RateSnapshot } from '../../../src/domain/cancellation.js';
import type { Digest } from '../../../src/domain/digest.js';
import type { FraudSignal } from '../../../src/domain/fraud.js';
import {
  accountIdSchema,
  buyerRequestIdSchema,
  caseIdSchema,
  connectionIdSchema,
  draftIdSchema,
  feedRowIdSchema,
  marketplaceIdSchema,
  teamReasonKeySchema,
} from '../../../src/domain/ids.js';
import { lintMessage } from '../../../src/domain/message-lint.js';
import type { Order, OrderCopy, OrderItem } from '../../../src/domain/order.js';
import { EVERY_ORDER } from '../../../src/domain/order-list.js';
import { DEFAULT_TARGET } from '../../../src/domain/rate.js';
import { pickReason, REASON_KEYS } from '../../../src/domain/reason.js';
import { ADDED_AT_MOST, DEFAULT_REASONS, offeredReasons, reasonBook } from '../../../src/domain/reason-book.js';
import type { SavedOrder } from '../../../src/domain/saved-order.js';
import { newStock, type StockChange, type StockState } from '../../../src/domain/stock.js';
import { STUCK_KINDS } from '../../../src/domain/stuck.js';
import { CURRENCIES } from '../../../src/domain/value-limits.js';
import { verdict } from '../../../src/domain/verdict.js';
import type { ListedOrder, OrderList } from '../../../src/use-cases/look-up/list-orders.js';
import { MARKETPLACES } from '../../../src/domain/marketplaces.js';
import type { AuditEntry } from '../../../src/ports/case-lists.js';
import type { Connection } from '../../../src/ports/connections.js';
import type { StuckItem } from '../../../src/ports/stuck.js';
import type { CaseShown } from '../../../src/use-cases/home/show-case.js';
import type { HomeShown } from '../../../src/use-cases/home/show-home.js';
import type { ReasonsShown } from '../../../src/use-cases/settings/change-reasons.js';
import type { RulesShown } from '../../../src/use-cases/settings/change-rules.js';
import type { ListedAccount, SettingsShown } from '../../../src/use-cases/settings/show-settings.js';
import type { ReasonStep } from '../../../src/use-cases/request/draft.js';
import type { ConfirmStep } from '../../../src/use-cases/request/preview.js';
import type { MessageStep } from '../../../src/use-cases/request/write-message.js';
import { ACCOUNT, ANNA, LENA, newCase, NOON, ORDER, ORDERS_CHANNEL, US } from '../../fixtures/cases.js';

export const JAPAN = marketplaceIdSchema.parse('A1VC38T7YXB528');
export const GERMANY = marketplaceIdSchema.parse('A1PA6795UKMFR9');
export const CASE_ID = caseIdSchema.parse('11111111-1111-4111-8111-111111111111');
/** The one account that the samples are of. */
export const ACCOUNTS: readonly Account[] = [{ id: ACCOUNT, name: 'Northern Shop', region: 'na', marketplaceIds: [US, JAPAN] }];
export const TWO_ACCOUNTS: readonly Account[] = [
  ...ACCOUNTS,
  { id: accountIdSchema.parse('A2OTHEREXAMPLE'), name: 'Second Shop', region: 'eu', marketplaceIds: [GERMANY] },
];
/** The reasons as long as nobody changes them. */
export const OFFERED = offeredReasons(DEFAULT_REASONS);
export const DRAFT_ID = draftIdSchema.parse('22222222-2222-4222-8222-222222222222');

/** 4 of 212 before, 5 after: 1.89 % and 2.36 %, under 2.5 %, no room left. */
export const RATE: RateSnapshot = {
  source: 'amazon',
  asOf: NOON,
  before: { orders: 212, counted: 4 },
  after: { orders: 212, counted: 5 },
  target: DEFAULT_TARGET,
};

export function item(changes: Partial<OrderItem> = {}): OrderItem {
  return {
    orderItemId: '12345678901234',
    sku: 'KETTLE_BLUE',
    asin: 'B000000001',
    title: 'Blue kettle',
    quantityOrdered: 1,
    quantityFulfilled: 0,
    unitPrice: { currency: 'USD', minorUnits: 3999 },
    buyerRequestedCancel: false,
    buyerCancelReason: undefined,
    cancelledBy: undefined,
    ...changes,
  };
}

/** An order that may be cancelled, to be shipped tomorrow at noon. */
export function order(changes: Partial<Order> = {}): Order {
  return {
    orderId: ORDER,
    marketplaceId: US,
    createdAt: NOON,
    lastUpdatedAt: NOON,
    status: 'UNSHIPPED',
    fulfilledBy: 'MERCHANT',
    programs: [],
    shipBy: new Date('2026-11-25T12:00:00Z'),
    items: [item()],
    total: { currency: 'USD', minorUnits: 3999 },
    ...changes,
  };
}

export function copyOf(one: Order): OrderCopy {
  return { accountId: ACCOUNT, order: one, readAt: NOON };
}

type CaseChanges = Partial<Omit<CancellationCase, 'message'>> & { readonly message?: Partial<CaseMessage> };

/** A case of Anna's in a state, with everything that a case has by then. */
export function caseIn(state: CaseState, { message, ...changes }: CaseChanges = {}): CancellationCase {
  const fresh = newCase();
  return {
    ...fresh,
    id: CASE_ID,
    state,
    version: 1,
    rate: RATE,
    approvalRules: [],
    decidedBy: undefined,
    decidedAt: undefined,
    decisionNote: undefined,
    sendAfter: state === 'queued' ? NOON : undefined,
    feedRowId: undefined,
    amazonFeedId: undefined,
    cancelledAt: state === 'cancelled' ? NOON : undefined,
    detail: undefined,
    attempts: 0,
    nextAttemptAt: undefined,
    ...changes,
    message: { ...fresh.message, ...message },
  };
}

/** The same after Lena was asked: open, or decided by her. */
export function decidedCase(state: CaseState, changes: CaseChanges = {}): CancellationCase {
  const open = state === 'awaiting_approval' || state === 'expired';
  return caseIn(state, {
    approvalRules: ['rate_above_share'],
    approvalExpiresAt: new Date('2026-11-25T10:00:00Z'),
    decidedBy: open ? undefined : LENA,
    decidedAt: open ? undefined : NOON,
    ...changes,
  });
}

export function cancelledWith(state: MessageState, changes: Partial<CaseMessage> = {}): CancellationCase {
  return caseIn('cancelled', { message: { state, ...changes } });
}

/** A cancelled case whose SKU is set from 18 to 0. */
export function stockedCase(state: StockState, detail?: string): CancellationCase {
  const stock = { ...newStock({ kind: 'zero', sku: 'KETTLE_BLUE' }), state, before: 18, target: 0, detail };
  return { ...cancelledWith('sent'), stock };
}

interface StepChanges {
  readonly order?: Order;
  readonly reason?: string | undefined;
  readonly subReason?: string | undefined;
  readonly rate?: RateSnapshot | undefined;
  readonly holding?: CancellationCase;
  readonly written?: string;
  readonly stock?: StockChange | undefined;
  readonly fraudSignals?: readonly FraudSignal[];
}

/** The first step with *Out of stock*, the count was wrong. */
export function reasonStep(changes: StepChanges = {}): ReasonStep {
  const facts = { order: order(), reason: 'out_of_stock', subReason: 'count_wrong', rate: RATE, ...changes };
  const buyerRequested = facts.order.items.some((one) => one.buyerRequestedCancel);
  const { reason, subReason } = facts;
  return {
    draft: {
      id: DRAFT_ID,
      userId: ANNA,
      teamId: 'T0CANCEL1',
      channelId: ORDERS_CHANNEL,
      accountId: ACCOUNT,
      orderId: facts.order.orderId,
      reason,
      subReason,
      note: facts.written,
      memo: facts.written,
      stock: facts.stock,
      fraudSignals: facts.fraudSignals ?? [],
      purpose: undefined,
      language: undefined,
      buyerLocale: undefined,
      messageOffered: undefined,
      messageText: undefined,
      sendMessage: true,
      rate: undefined,
      approvalRules: [],
      caseId: undefined,
    },
    copy: copyOf(facts.order),
    reasons: OFFERED,
    verdict: verdict(facts.order, { now: NOON, holding: facts.holding }),
    picked: reason === undefined ? undefined : pickReason({ reason, subReason }, buyerRequested, OFFERED),
    rate: facts.rate,
    approvalRules: [],
    strike: undefined,
  };
}

/** The second step with a text that Amazon takes. */
export function messageStep(changes: Partial<MessageStep> & { readonly buyerLocale?: string } = {}): MessageStep {
  const { draft, copy, reasons } = reasonStep();
  const { buyerLocale, ...rest } = changes;
  const text = changes.text ?? `Dear customer, we have cancelled order ${ORDER}.`;
  return {
    draft: { ...draft, buyerLocale },
    copy,
    reasons,
    purposes: ['out-of-stock', 'other', 'seed'],
    languages: ['en', 'zh', 'de', 'ja'],
    purpose: 'out-of-stock',
    language: 'en',
    elsewhere: [{ language: 'zh', text: `尊敬的顾客：我们已取消订单 ${ORDER}。` }],
    offered: true,
    send: true,
    findings: lintMessage(text, { orderId: ORDER }),
    ...rest,
    text,
  };
}

/** The last step. */
export function confirmStep(changes: Partial<ConfirmStep> = {}): ConfirmStep {
  const picked = pickReason({ reason: 'out_of_stock', subReason: 'count_wrong' }, false, OFFERED);
  if (picked === undefined) throw new Error('out_of_stock is offered');
  return { ...messageStep(), picked, rate: RATE, approvalRules: [], strike: undefined, ...changes };
}

/** Everything is copied that changed up to noon. */
export const REACH: OrderList['reach'] = { filling: false, from: new Date('2026-10-15T12:00:00Z'), to: NOON, copied: undefined };

/** A page of the list with one order, from the top. */
export function orderList(changes: Partial<OrderList> = {}): OrderList {
  return { filter: EVERY_ORDER, orders: [listed(order())], previous: undefined, next: undefined, reach: REACH, ...changes };
}

export function listed(one: Order, holding?: CancellationCase): ListedOrder {
  return { copy: copyOf(one), verdict: verdict(one, { now: NOON, holding }) };
}

/** A day with two cancellations, one of which counts. */
export function digest(changes: Partial<Digest> = {}): Digest {
  return {
    from: '2026-11-23',
    to: '2026-11-23',
    marketplaces: [
      { marketplaceId: US, rate: { count: RATE.after, target: RATE.target, roomLeft: 0, source: 'amazon', asOf: NOON } },
      { marketplaceId: JAPAN, rate: undefined },
    ],
    total: 2,
    counted: 1,
    byReason: [
      { reason: 'buyer_asked', total: 1, counted: 0 },
      { reason: 'out_of_stock', total: 1, counted: 1 },
    ],
    value: [
      { currency: 'USD', minorUnits: 3999 },
      { currency: 'JPY', minorUnits: 1200 },
    ],
    attention: [
      { kind: 'stuck', orderIds: [ORDER] },
      { kind: 'amazon-cancels-soon', orderIds: [ORDER] },
    ],
    elsewhere: [
      { by: 'MERCHANT', total: 3, counted: 1 },
      { by: undefined, total: 1, counted: 0 },
    ],
    elsewhereValue: [{ currency: 'USD', minorUnits: 10_050 }],
    saved: 2,
    awaitingApproval: 1,
    ...changes,
  };
}

/** How Slack is told a moment of these samples. */
export const AT_NOON = '<!date^1795521600^{date_short_pretty} {time}|2026-11-24 12:00 UTC>';
export const TOMORROW_AT_TEN = '<!date^1795600800^{date_short_pretty} {time}|2026-11-25 10:00 UTC>';
export const TOMORROW_AT_NOON = '<!date^1795608000^{date_short_pretty} {time}|2026-11-25 12:00 UTC>';

const EVERYWHERE = MARKETPLACES.map(({ id }) => id);

/** An order that Anna ships late instead. */
export const SAVED: SavedOrder = {
  draftId: DRAFT_ID,
  accountId: ACCOUNT,
  orderId: ORDER,
  marketplaceId: US,
  reason: 'out_of_stock',
  savedBy: ANNA,
  savedAt: NOON,
};

export const EMPTY_HOME: HomeShown = {
  marketplaces: [],
  mine: [],
  waiting: [],
  recent: [],
  stuck: { total: 0, from: 0, items: [] },
  mayDecide: false,
  mayChangeSettings: false,
};

/** A Home as full as it gets, of a lead who is an admin, with the same case in every place. */
export function home(one: CancellationCase, accountName = 'Outlet'): HomeShown {
  const rate = { count: RATE.before, target: RATE.target, roomLeft: 1, source: 'amazon', asOf: NOON } as const;
  const cases = Array.from({ length: 10 }, () => one);
  return {
    marketplaces: EVERYWHERE.flatMap((marketplaceId) => [
      { marketplaceId, accountName, rate },
      { marketplaceId, accountName, rate: undefined },
    ]),
    mine: cases.slice(0, 5),
    waiting: cases,
    recent: cases,
    stuck: { total: 1234, from: 610, items: stuckItems(accountName) },
    mayDecide: true,
    mayChangeSettings: true,
  };
}

/** One of every kind, saying the same. */
function stuckItems(detail: string | undefined): readonly StuckItem[] {
  const ofOrder = { since: NOON, detail, orderId: ORDER, marketplaceId: US };
  const requestId = buyerRequestIdSchema.parse('44444444-4444-4444-8444-444444444444');
  const feedRowId = feedRowIdSchema.parse('55555555-5555-4555-8555-555555555555');
  return STUCK_KINDS.map((kind): StuckItem => {
    if (kind === 'digest') return { kind, since: NOON, detail: undefined, channelId: ORDERS_CHANNEL, localDate: '2026-11-24' };
    if (kind === 'feed' || kind === 'feed-waits')
      return { kind, since: NOON, detail, marketplaceId: US, feedRowId, amazonFeedId: detail, orders: 2 };
    if (kind === 'answer-uncertain' || kind === 'answer-failed') return { kind, ...ofOrder, requestId };
    return { kind, ...ofOrder, caseId: CASE_ID, nextTryAt: NOON, retriable: true };
  });
}

/** A case's page with every kind of step, and many of them. */
export function casePage(one: CancellationCase, said = 'feed FATAL'): CaseShown {
  const events: AuditEntry['event'][] = [
    { kind: 'requested', state: 'awaiting_approval', reason: said, code: said },
    { kind: 'moved', from: 'awaiting_approval', to: 'queued' },
    { kind: 'hurried' },
    { kind: 'question-asked' },
    { kind: 'moved', from: 'sent', to: 'refused', detail: said },
    { kind: 'message-moved', from: 'waiting', to: 'failed', detail: said },
    { kind: 'click-refused', why: said },
    { kind: 'asked-again' },
  ];
  const actors: AuditEntry['actor'][] = [{ kind: 'user', userId: ANNA }, { kind: 'app' }, { kind: 'amazon' }];
  const timeline = Array.from({ length: 20 }, () => actors.flatMap((actor) => events.map((event) => ({ at: NOON, actor, event })))).flat();
  return { case: one, order: undefined, timeline };
}

/** An account that was checked, with every marketplace that there is. */
export function connection(name = 'Outlet'): Connection {
  return {
    id: connectionIdSchema.parse('33333333-3333-4333-8333-333333333333'),
    accountId: ACCOUNT,
    sellerId: ACCOUNT,
    name,
    region: 'eu',
    marketplaceIds: EVERYWHERE,
    sealed: { client: { id: 'amzn1.application-oa2-client.sealed', secret: 'sealed-secret' }, refreshToken: 'sealed-token' },
    addedBy: LENA,
    addedAt: NOON,
  };
}

/** Settings with the environment's account and as many others as wanted, one of which cannot be opened. */
export function settings(name = 'Outlet', others = 2): SettingsShown {
  const account = { id: ACCOUNT, name, region: 'eu', marketplaceIds: EVERYWHERE } as const;
  const added = Array.from(
    { length: others },
    (_, index): ListedAccount => ({ account, added: { by: LENA, at: NOON }, usable: index > 0 }),
  );
  return {
    kind: 'settings',
    accounts: [{ account, added: undefined, usable: true }, ...added],
    settings: {
      outboxWindowSeconds: 60,
      admins: [ANNA],
      approvalsChannel: ORDERS_CHANNEL,
      digestChannel: undefined,
      inboxChannel: undefined,
      warehouseChannel: undefined,
      digestTime: { hour: 8, minute: 5 },
      timeZone: 'Europe/Berlin',
      senderName: 'Customer Service',
      mirrorRetentionMonths: 18,
    },
    approvers: Array.from({ length: 60 }, () => LENA),
    canStoreSecrets: true,
    rules: rules(),
    reasons: reasons(),
  };
}

/** As many reasons as there can be, the added ones under the same name, used and hidden. */
export function reasons(name = 'x'.repeat(50)): ReasonsShown {
  const added = Array.from({ length: ADDED_AT_MOST }, (_, index) => ({
    key: teamReasonKeySchema.parse(`team_00000000-0000-4000-8000-${String(index).padStart(12, '0')}`),
    name,
    code: 'GeneralAdjustment' as const,
    causedBy: 'seller' as const,
    noteRequired: true,
    alwaysApproved: true,
    template: 'other' as const,
  }));
  const renamed = REASON_KEYS.map((key) => ({ key, name }));
  const book = reasonBook({ renamed, hidden: added.slice(0, 9).map(({ key }) => key), added });
  const shown = book.map((reason, index) => ({ ...reason, cases: index % 2, drafts: index % 3 }));
  return { reasons: shown, changed: { by: LENA, at: NOON } };
}

/** Rules as full as they get: of every marketplace, with a limit in every currency, every program and many people. */
export function rules(): RulesShown {
  const valueLimits = CURRENCIES.map((currency) => ({ currency, minorUnits: 99_999_999_999_999 }));
  const policy = { aloneUpToPercent: 80, valueLimits, programs: PROGRAMS, agents: Array.from({ length: 200 }, () => ANNA) };
  const byMarketplace = EVERYWHERE.map((marketplaceId) => ({ marketplaceId, policy }));
  const value = { everywhere: policy, byMarketplace };
  return { inForce: { value, version: 7, changed: { by: LENA, at: NOON } }, marketplaceIds: EVERYWHERE };
}
