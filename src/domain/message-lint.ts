/** What is wrong with a text to a buyer. What people read stands in the surface's text, by kind. */
export type LintKind =
  | 'empty'
  | 'too-long'
  | 'html'
  | 'e-mail'
  | 'phone'
  | 'link'
  | 'review'
  | 'marketing'
  | 'emoji'
  | 'asks-to-cancel'
  | 'template-leftover'
  | 'slack-markup'
  | 'fixed-refund-time'
  | 'order-id-missing';

/** `refuse`: Amazon forbids it or would not take it. `warn`: the agent decides. */
export interface LintFinding {
  readonly kind: LintKind;
  readonly severity: 'refuse' | 'warn';
  /** The piece of text that it is about, shortened. */
  readonly found: string | undefined;
}

/** Longest text of Amazon's createUnexpectedProblem (Messaging API v1: text, 1 to 2000 characters). */
const MESSAGE_MAX_LENGTH = 2000;

interface Rule {
  readonly kind: LintKind;
  readonly severity: LintFinding['severity'];
  /** Each looks at a bounded number of characters from any place: linear in the text's length. */
  readonly pattern: RegExp;
}

/** Amazon's rules for messages to buyers: Seller Central GG7L9XKA5SJ4VFLX (communication guidelines) and the Messaging API's field texts. */
const RULES: readonly Rule[] = [
  { kind: 'template-leftover', severity: 'refuse', pattern: /\{\{|\}\}/ },
  { kind: 'slack-markup', severity: 'refuse', pattern: /<[!@#][^>\s]{1,80}>/ },
  { kind: 'html', severity: 'refuse', pattern: /<\/?[a-z][a-z0-9]{0,15}[\s/>]/i },
  { kind: 'e-mail', severity: 'refuse', pattern: /[\w.+-]{1,64}@[\w-]{1,63}\.[a-z]{2,}/i },
  {
    kind: 'link',
    severity: 'refuse',
    pattern: /https?:\/\/\S{1,80}|\bwww\.\S{1,80}|\b[a-z0-9-]{1,63}\.(?:com|net|org|shop|store|io|de|jp|cn)\b/i,
  },
  {
    kind: 'phone',
    severity: 'refuse',
    pattern: /(?:\+|\b00)\d[\d ()/.-]{6,20}\d|\b0\d{2,4}[ /-]\d{3,4}[ -]?\d{3,5}\b|\(\d{3}\) ?\d{3}-\d{4}/,
  },
  {
    kind: 'review',
    severity: 'refuse',
    pattern:
      /\b(?:leave|write|give|post|share|submit) (?:\S{1,20} ){0,4}(?:review|feedback|rating)|\b(?:product|positive|good|negative|5[- ]star|five[- ]star) (?:review|feedback|rating)|\bbewertung|rezension|レビュー|評価を|好评|评价|评论/i,
  },
  {
    kind: 'marketing',
    severity: 'refuse',
    pattern: /\b(?:coupon|discount|promo(?:tion)? code|voucher|special offer)\b|gutschein|rabatt|sonderangebot|クーポン|割引|优惠|折扣/i,
  },
  {
    kind: 'asks-to-cancel',
    severity: 'refuse',
    pattern:
      /\b(?:please|kindly|you (?:must|should|need to|can)) (?:cancel|request (?:a |the )?cancellation)|stornieren sie (?:bitte|die|ihre)|キャンセルしてください|(?<!申)请(?:您)?(?:自行)?(?:取消|申请取消)/i,
  },
  { kind: 'emoji', severity: 'warn', pattern: /\p{Extended_Pictographic}/u },
  {
    kind: 'fixed-refund-time',
    severity: 'warn',
    pattern: /\b\d{1,3} (?:hours?|days?|business days)\b|\b\d{1,3} (?:stunden|tagen?)\b|\d{1,3} ?(?:時間|日以内|小时|天内|个工作日)/i,
  },
];

/** Longer than this is refused for its length alone; nothing more is looked for in it. */
const READ_AT_MOST = 20_000;

/** Checks a text that is to go to a buyer. Empty: nothing to say. Never throws. */
export function lintMessage(text: string, facts: { readonly orderId: string }): readonly LintFinding[] {
  if (text.trim() === '') return [{ kind: 'empty', severity: 'refuse', found: undefined }];
  const findings: LintFinding[] = [];
  if (text.length > MESSAGE_MAX_LENGTH) findings.push({ kind: 'too-long', severity: 'refuse', found: String(text.length) });
  const read = text.slice(0, READ_AT_MOST).replaceAll(facts.orderId, ' ');
  for (const { kind, severity, pattern } of RULES) {
    const found = isAmazonLink(kind, read) ? undefined : pattern.exec(read)?.[0];
    if (found !== undefined) findings.push({ kind, severity, found: found.slice(0, 60) });
  }
  if (!text.includes(facts.orderId)) findings.push({ kind: 'order-id-missing', severity: 'warn', found: undefined });
  return findings;
}

/** Links to Amazon itself are allowed when they help to complete the order. */
function isAmazonLink(kind: LintKind, text: string): boolean {
  if (kind !== 'link') return false;
  const links = text.match(/(?:https?:\/\/|www\.)\S{1,200}/gi) ?? [];
  return (
    links.length > 0 &&
    links.every((link) => /^(?:https?:\/\/)?(?:www\.)?amazon\.(?:com|de|co\.jp|co\.uk|fr|it|es|ca|com\.mx|in)(?:\/|$)/i.test(link))
  );
}
