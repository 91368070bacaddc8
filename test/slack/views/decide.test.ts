import { describe, expect, it } from 'vitest';
import { verdict } from '../../../src/domain/verdict.js';
import { approvalCard, reviewView } from '../../../src/slack/decide/view.js';
import { en } from '../../../src/slack/text/en.js';
import { NOON } from '../../fixtures/cases.js';
import { controls, read, readModal } from './rendered.js';
import * as sample from './samples.js';

const shown = { text: en, practice: false, now: NOON };
const { AT_NOON, TOMORROW_AT_NOON, TOMORROW_AT_TEN } = sample;
const order = sample.order();

function review(changes: { readonly status?: 'SHIPPED' } = {}) {
  const copy = sample.copyOf(sample.order(changes));
  const one = sample.decidedCase('awaiting_approval', { note: 'The shelf is empty.', message: { language: 'de', text: 'Guten Tag' } });
  return {
    kind: 'review',
    case: one,
    copy,
    verdict: verdict(copy.order, { now: NOON, holding: undefined }),
    rate: sample.RATE,
    strike: undefined,
  } as const;
}

describe('the approval card', () => {
  it('shows what is asked, what it costs and until when', () => {
    const one = sample.decidedCase('awaiting_approval', { note: 'The shelf is empty.' });
    expect(read(approvalCard({ case: one, order }, shown))).toEqual([
      '*Approval wanted: cancel order 111-2233445-6677889*',
      '• 1 × Blue kettle',
      'Total: $39.99',
      `Ship by ${TOMORROW_AT_NOON}`,
      'Out of stock · The count was wrong (`NoInventory`)',
      ':warning: It counts against the account.',
      ':raised_hand: A lead has to approve it: the rate would come close to the target.',
      'Note: The shelf is empty.',
      'Memo: shelf 4',
      '7 days: 4 of 212 = 1.89 %. After this one: 5 = *2.36 %* (target under 2.5 %). Room left: 0.',
      `_Rate: Amazon, ${AT_NOON}_`,
      '[Approve]',
      '[Review…]',
      '[Ask…]',
      `Open until ${TOMORROW_AT_TEN}; then it counts as declined. · Asked for by <@U0AGENT01>, ${AT_NOON}`,
    ]);
  });

  it('warns of the second cancellation in a row while it can be decided, and so does the review', () => {
    const strike = { sku: 'KETTLE_BLUE', orderId: sample.order().orderId };
    const line =
      ':rotating_light: The last order of `KETTLE_BLUE` was cancelled by us too (`111-2233445-6677889`). Two in a row within 30 days, and Amazon may remove the offer.';
    expect(read(approvalCard({ case: sample.decidedCase('awaiting_approval'), order, strike }, shown))).toContain(line);
    expect(read(approvalCard({ case: sample.decidedCase('declined'), order, strike }, shown))).not.toContain(line);
    expect(read(reviewView({ ...review(), strike }, shown))).toContain(line);
  });

  it('sends whoever would approve above the target through the review, where the explanation is typed', () => {
    const one = sample.decidedCase('awaiting_approval', { approvalRules: ['rate_at_or_above_target'] });
    const lines = read(approvalCard({ case: one, order }, shown));
    expect(lines).not.toContain('[Approve]');
    expect(lines).toContain('[Review…]');
  });

  it('shows who decided, and has no button any more', () => {
    const card = approvalCard({ case: sample.decidedCase('declined', { decisionNote: 'It is packed.' }), order }, shown);
    expect(read(card)).toEqual([
      '*Request to cancel order 111-2233445-6677889*',
      '*:no_entry_sign: Declined*',
      'Because: It is packed.',
      '• 1 × Blue kettle',
      'Total: $39.99',
      `Ship by ${TOMORROW_AT_NOON}`,
      'Out of stock · The count was wrong (`NoInventory`)',
      'Memo: shelf 4',
      `Decided by <@U0LEAD001>, ${AT_NOON}. · Asked for by <@U0AGENT01>, ${AT_NOON}`,
    ]);
    expect(card.text).toBe('Request to cancel order 111-2233445-6677889: :no_entry_sign: Declined');
  });

  it.each([
    ['expired', ':alarm_clock: Nobody decided in time. It counts as declined'],
    ['queued', ':hourglass_flowing_sand: In the outbox'],
    ['undone', ':leftwards_arrow_with_hook: Taken back. Nothing was sent'],
  ] as const)('has no button once it is %s', (state, said) => {
    const lines = read(approvalCard({ case: sample.decidedCase(state), order }, shown));
    expect(lines[1]).toBe(`*${said}*`);
    expect(lines.filter((line) => line.startsWith('['))).toEqual([]);
  });

  it('says why it was ruled out when it was approved too late', () => {
    const lines = read(approvalCard({ case: sample.decidedCase('not_sent', { detail: 'shipped' }), order }, shown));
    expect(lines[2]).toBe('It is shipped. What is left is a return or a refund, in Seller Central.');
  });
});

describe('the review', () => {
  it('shows everything that the requester saw, as it is now', () => {
    expect(readModal(reviewView(review(), shown))).toEqual([
      '# Review a request',
      '*Order 111-2233445-6677889* · Amazon US · not shipped · shipped by us',
      '• 1 × Blue kettle `KETTLE_BLUE` · `B000000001` · $39.99',
      'Total: $39.99',
      `Ship by ${TOMORROW_AT_NOON} (24 h left)`,
      ':white_check_mark: It can be cancelled.',
      'No cancellation request by the buyer at Amazon.',
      `Asked for by <@U0AGENT01>, ${AT_NOON}`,
      'Out of stock · The count was wrong (`NoInventory`)',
      ':warning: It counts against the account.',
      ':raised_hand: A lead has to approve it: the rate would come close to the target.',
      'Note: The shelf is empty.',
      'Memo: shelf 4',
      'With this one, 7 days: 5 of 212 = *2.36 %* (target under 2.5 %). Room left: 0.',
      `_Rate: Amazon, ${AT_NOON}_`,
      '*Message*: in German, sent when it is cancelled, if Amazon offers it',
      'Guten Tag',
      'Reason',
      'The message to the buyer stays as the requester wrote it.',
      '<Out of stock · The count was wrong>',
      'Why not? (the requester reads it)',
      '[Approve]',
      '[Decline]',
      `As Amazon had it ${AT_NOON}.`,
      '[Decide later]',
    ]);
  });

  it('asks once more behind both buttons', () => {
    const buttons = controls(reviewView(review(), shown));
    expect(buttons).toMatchObject([
      { action_id: 'approve', style: 'primary', confirm: { title: { text: 'Approve' }, style: 'primary' } },
      {
        action_id: 'decline',
        style: 'danger',
        confirm: { text: { text: 'The order is not cancelled, and the requester reads your explanation.' }, style: 'danger' },
      },
    ]);
  });

  it('offers no approval of what can no longer be cancelled', () => {
    const lines = read(reviewView(review({ status: 'SHIPPED' }), shown));
    expect(lines).not.toContain('[Approve]');
    expect(lines).toContain('[Decline]');
  });

  it('asks for the missing explanation', () => {
    expect(read(reviewView(review(), { ...shown, noteMissing: 'decline' }))).toContain(
      ':exclamation: Say why it is declined, in a sentence. Then press Decline again.',
    );
  });
});
