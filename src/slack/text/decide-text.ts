/** What is said around an approval: the card, the review, the question. */
export interface DecideText {
  cardTitle(orderId: string): string;
  onceMore: string;
  decidedTitle(orderId: string): string;
  expires(when: string): string;
  readonly review: string;
  readonly title: string;
  readonly approve: string;
  readonly decline: string;
  readonly later: string;
  readonly sureApprove: string;
  readonly sureDecline: string;
  readonly declineNote: string;
  /** Where an approval wants one as well. */
  readonly decisionNote: string;
  readonly approveNoteMissing: string;
  readonly reason: string;
  readonly messageStays: string;
  readonly ask: string;
  readonly askTitle: string;
  readonly question: string;
  readonly askSend: string;
  readonly asked: string;
  readonly notAsked: string;
  asks(who: string, whom: string, question: string): string;
  reminder(orderId: string, when: string): string;
  readonly noteMissing: string;
  readonly ruledOut: string;
  readonly notAnApprover: string;
  readonly ownRequest: string;
  readonly already: string;
  readonly unknown: string;
  readonly approved: string;
  readonly declined: string;
  readonly because: string;
}
