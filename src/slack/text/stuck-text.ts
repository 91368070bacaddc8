import type { StuckKind } from '../../domain/stuck.js';

/** What is said of what needs a person, and of what they make of it. */
export interface StuckText {
  readonly title: string;
  /** All of them, and which are shown, counted from 1. */
  total(total: number, from: number, to: number): string;
  since(when: string): string;
  feed(feedId: string | undefined, orders: number): string;
  digest(date: string, channel: string): string;
  readonly what: Readonly<Record<StuckKind, string>>;
  readonly next: Readonly<Record<StuckKind, string>>;
  readonly wasSent: string;
  readonly wasNotSent: string;
  /** Asked once more, since nobody can look again. */
  readonly sureSent: string;
  readonly sureNotSent: string;
  readonly retry: string;
  readonly seenTo: string;
  readonly saidSent: string;
  readonly saidNotSent: string;
  readonly nothingToSettle: string;
  readonly triesNow: string;
  readonly nothingToTry: string;
  readonly stock: { readonly 'tries-again': string; readonly 'by-hand': string };
  readonly checkingFeed: string;
  readonly noFeedToCheck: string;
  readonly digestIsThere: string;
  readonly postDigest: string;
  readonly surePosted: string;
  readonly surePost: string;
  readonly saidPosted: string;
  readonly postsDigest: string;
  readonly digestNotYours: string;
}
