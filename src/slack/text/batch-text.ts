import type { CountText, WindowText } from './text.js';

/** What is said where several orders are cancelled together. */
export interface BatchText {
  readonly title: string;
  readonly loading: string;
  leftOff(taken: number, rest: number): string;
  readonly orders: string;
  readonly moreOrders: string;
  readonly noneMay: string;
  readonly noOther: string;
  /** `value` is empty where Amazon gives no amount. */
  ticked(count: number, value: string): string;
  counting(count: number, of: number): string;
  countsThough(count: number): string;
  rate(facts: WindowText & { readonly before: CountText; readonly after: CountText; readonly more: number }): string;
  /** Of requests that are under way and in the count already. */
  rateWith(facts: CountText & WindowText): string;
  sameSku(sku: string): string;
  approval(why: string): string;
  readonly noneTicked: string;
  messageRefused(orderIds: string): string;
  readonly send: string;
  inLanguages(languages: string): string;
  languageCount(language: string, count: number): string;
  sample(orderId: string): string;
  confirm(count: number): string;
  readonly sure: string;
  happens(seconds: number): string;
  queued(count: number, seconds: number): string;
  awaiting(count: number): string;
  readonly noneRequested: string;
  readonly leftOut: string;
  headTitle(count: number): string;
  readonly inThread: string;
  readonly undoAll: string;
  readonly sureUndoAll: string;
  undoneAll(count: number, tooLate: number): string;
  cardTitle(count: number): string;
  decidedTitle(count: number): string;
  readonly sureApprove: string;
  readonly sureDecline: string;
  approved(count: number): string;
  ruledOut(orderIds: string): string;
  declined(count: number): string;
  reminder(count: number, when: string): string;
  readonly cancelSeveral: string;
  readonly otherOrders: string;
}
