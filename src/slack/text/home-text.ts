/** What is said on the Home tab and on the page of a case. */
export interface HomeText {
  /** What to do to leave practice mode, line by line. */
  readonly steps: readonly string[];
  readonly start: string;
  readonly settings: string;
  readonly settingsForAdmins: string;
  readonly rates: string;
  readonly mine: string;
  readonly noneMine: string;
  readonly waiting: string;
  readonly noneWaiting: string;
  readonly recent: string;
  readonly noneRecent: string;
  readonly details: string;
  readonly caseTitle: string;
  readonly timeline: string;
  readonly byApp: string;
  readonly byAmazon: string;
  askedFor(reason: string): string;
  readonly askedAgain: string;
  readonly hurried: string;
  readonly questionAsked: string;
  readonly clickRefused: string;
  readonly noSuchCase: string;
}
