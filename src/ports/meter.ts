/** Counts what happens while the app works, for whoever watches it. */
export interface Meter {
  /** A request of Slack's got its answer. */
  answered(request: { readonly status: number; readonly durationMs: number }): void;
  /** A call to Amazon came to its end: `ok`, or the kind of its failure. */
  calledAmazon(call: { readonly operation: string; readonly outcome: string; readonly durationMs: number }): void;
  /** Slack does not take the bot token any more, or does again. */
  slackToken(is: 'taken' | 'refused'): void;
  worked(job: { readonly kind: string; readonly outcome: 'done' | 'failed'; readonly durationMs: number }): void;
}
