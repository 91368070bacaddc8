import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LintKind, lintMessage } from '../../src/domain/message-lint.js';

const ORDER_ID = '111-2233445-6677889';
const FACTS = { orderId: ORDER_ID };

/** A text with nothing to say against it, and `piece` in its middle. */
function withPiece(piece: string): string {
  return `Dear customer, about order ${ORDER_ID}: ${piece} Your shop`;
}

describe('a message to a buyer', () => {
  it.each([
    'we are sorry, the item is out of stock and we cancelled the order.',
    'your refund is on its way to the card that you paid with.',
    'the order of 24 November 2026 over 39.99 EUR is cancelled.',
    'wir haben die Bestellung storniert, die Erstattung ist unterwegs.',
    'ご注文はキャンセルされました。返金は自動で行われます。',
    '订单已取消，款项将自动退回。',
    '您已在亚马逊申请取消，我们已照办。',
    'the price was 3 < 5 and 7 > 2, & so on; a {single} brace is fine.',
    'details are at https://www.amazon.com/gp/help and https://amazon.de/hilfe',
    'details are at www.amazon.co.jp/help',
  ])('is fine with: %s', (piece) => {
    expect(lintMessage(withPiece(piece), FACTS)).toEqual([]);
  });

  it.each(['', ' ', ' \n\t\u3000'])('is refused as empty when it is %j, with nothing more to say', (text) => {
    expect(lintMessage(text, FACTS)).toEqual([{ kind: 'empty', severity: 'refuse', found: undefined }]);
  });

  it('is refused above 2 000 characters, not at it', () => {
    const filled = (length: number): string => ORDER_ID.padEnd(length, ' word');
    expect(lintMessage(filled(2000), FACTS)).toEqual([]);
    expect(lintMessage(filled(2001), FACTS)).toEqual([{ kind: 'too-long', severity: 'refuse', found: '2001' }]);
  });

  it('is better with the order id in it', () => {
    const missing = { kind: 'order-id-missing', severity: 'warn', found: undefined };
    expect(lintMessage('We cancelled your order.', FACTS)).toEqual([missing]);
    expect(lintMessage('We cancelled order 111-2233445-6677880.', FACTS)).toEqual([missing]);
  });
});

describe('a message that is refused', () => {
  it.each<{ readonly kind: LintKind; readonly piece: string; readonly found: string }>([
    { kind: 'template-leftover', piece: 'dear {{buyer}},', found: '{{' },
    { kind: 'template-leftover', piece: 'dear buyer}},', found: '}}' },
    { kind: 'slack-markup', piece: 'ask <@U012AB3CD>.', found: '<@U012AB3CD>' },
    { kind: 'slack-markup', piece: 'hello <!channel>', found: '<!channel>' },
    { kind: 'slack-markup', piece: 'see <#C0ORDERS1|orders>', found: '<#C0ORDERS1|orders>' },
    { kind: 'html', piece: 'this is <b>sold out</b>.', found: '<b>' },
    { kind: 'html', piece: 'line<br/>', found: '<br/' },
    { kind: 'html', piece: 'so</P>', found: '</P>' },
    { kind: 'html', piece: '<img src=x>', found: '<img ' },
    { kind: 'e-mail', piece: 'write to help.me+1@shop-example.test', found: 'help.me+1@shop-example.test' },
    { kind: 'link', piece: 'see http://shop.example/a.', found: 'http://shop.example/a.' },
    { kind: 'link', piece: 'see HTTPS://SHOP.EXAMPLE', found: 'HTTPS://SHOP.EXAMPLE' },
    { kind: 'link', piece: 'see www.example.test', found: 'www.example.test' },
    { kind: 'link', piece: 'see kettle-shop.de for more', found: 'kettle-shop.de' },
    { kind: 'link', piece: 'see https://amazon.com.evil.test/', found: 'https://amazon.com.evil.test/' },
    { kind: 'link', piece: 'see https://www.amazon.de/a https://x.test', found: 'https://www.amazon.de/a' },
    { kind: 'phone', piece: 'call +49 30 1234567.', found: '+49 30 1234567' },
    { kind: 'phone', piece: 'call 0049 (30) 12 34 567', found: '0049 (30) 12 34 567' },
    { kind: 'phone', piece: 'call 030 123 4567', found: '030 123 4567' },
    { kind: 'phone', piece: 'call (206) 555-0100', found: '(206) 555-0100' },
    { kind: 'phone', piece: '電話 090-1234-5678', found: '090-1234-5678' },
    { kind: 'review', piece: 'please leave us a nice review', found: 'leave us a nice review' },
    { kind: 'review', piece: 'we hope for 5-star ratings', found: '5-star rating' },
    { kind: 'review', piece: 'über eine Bewertung freuen wir uns', found: 'Bewertung' },
    { kind: 'review', piece: 'レビューをお願いします', found: 'レビュー' },
    { kind: 'review', piece: '请给好评', found: '好评' },
    { kind: 'marketing', piece: 'here is a coupon for you', found: 'coupon' },
    { kind: 'marketing', piece: 'use promo code SAVE', found: 'promo code' },
    { kind: 'marketing', piece: 'Sie erhalten einen Gutschein', found: 'Gutschein' },
    { kind: 'marketing', piece: '10 % Rabatt', found: 'Rabatt' },
    { kind: 'marketing', piece: '割引があります', found: '割引' },
    { kind: 'marketing', piece: '给您优惠', found: '优惠' },
    { kind: 'asks-to-cancel', piece: 'please cancel it yourself', found: 'please cancel' },
    { kind: 'asks-to-cancel', piece: 'you need to request a cancellation', found: 'you need to request a cancellation' },
    { kind: 'asks-to-cancel', piece: 'Stornieren Sie bitte selbst', found: 'Stornieren Sie bitte' },
    { kind: 'asks-to-cancel', piece: 'キャンセルしてください', found: 'キャンセルしてください' },
    { kind: 'asks-to-cancel', piece: '请您自行取消', found: '请您自行取消' },
  ])('for $kind with: $piece', ({ kind, piece, found }) => {
    expect(lintMessage(withPiece(piece), FACTS)).toEqual([{ kind, severity: 'refuse', found }]);
  });

  it('names everything that is wrong, each kind once', () => {
    const text = 'Please cancel <b>it</b>, call +49 30 1234567 or write to a@b.test, a@c.test, within 3 days 🙂 {{name}}';
    expect(lintMessage(text, FACTS).map(({ kind }) => kind)).toEqual([
      'template-leftover',
      'html',
      'e-mail',
      'phone',
      'asks-to-cancel',
      'emoji',
      'fixed-refund-time',
      'order-id-missing',
    ]);
  });

  it('shows no more than 60 characters of what was found', () => {
    expect(lintMessage(withPiece(`https://x.test/${'a'.repeat(200)}`), FACTS)).toEqual([
      { kind: 'link', severity: 'refuse', found: `https://x.test/${'a'.repeat(45)}` },
    ]);
  });
});

describe('a message with a warning', () => {
  it.each<{ readonly kind: LintKind; readonly piece: string; readonly found: string }>([
    { kind: 'emoji', piece: 'sorry 🙏', found: '🙏' },
    { kind: 'emoji', piece: 'with love ❤', found: '❤' },
    { kind: 'fixed-refund-time', piece: 'refunded within 3 days', found: '3 days' },
    { kind: 'fixed-refund-time', piece: 'refunded in 3-5 business days', found: '5 business days' },
    { kind: 'fixed-refund-time', piece: 'innerhalb von 14 Tagen', found: '14 Tagen' },
    { kind: 'fixed-refund-time', piece: '3日以内に返金', found: '3日以内' },
    { kind: 'fixed-refund-time', piece: '24小时到账', found: '24小时' },
  ])('about $kind with: $piece', ({ kind, piece, found }) => {
    expect(lintMessage(withPiece(piece), FACTS)).toEqual([{ kind, severity: 'warn', found }]);
  });
});

describe('a hostile message of 100 000 characters', () => {
  it.each(['a', '<', '<!a', 'a@', 'a.a', 'a-', 'http://', '0', '1-', '+1', '(1', ' ', '🙂', 'write a ', 'a\u0000', '\uD800'])(
    'made of %j is refused as too long',
    (piece) => {
      const text = `x${piece.repeat(100_000)}`.slice(0, 100_000);
      expect(lintMessage(`${text}x`, FACTS)).toContainEqual({ kind: 'too-long', severity: 'refuse', found: '100001' });
    },
  );
});

describe('any text at all', () => {
  it('is read without throwing, and gives each kind at most once', () => {
    const piece = fc.constantFrom('<', '@', '.', 'a', '0', '+', '-', ' ', '{{', 'www.', 'https://', 'leave', 'review', ORDER_ID);
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(piece).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(text, (written) => {
        const kinds = lintMessage(written, FACTS).map(({ kind }) => kind);
        expect(new Set(kinds).size).toBe(kinds.length);
      }),
    );
  });
});
