import type { ModalView } from '@slack/types';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { confirmView, heldByView, requestedView } from '../../../src/slack/request/confirm-view.js';
import { messageView } from '../../../src/slack/request/message-view.js';
import { loadingView, reasonView, workingView } from '../../../src/slack/request/view.js';
import { en } from '../../../src/slack/text/en.js';
import { zh } from '../../../src/slack/text/zh.js';
import { NOON, ORDER } from '../../fixtures/cases.js';
import { controls, read, readModal } from './rendered.js';
import * as sample from './samples.js';

const shown = { text: en, practice: false, now: NOON, outboxSeconds: 60 };
const { AT_NOON, TOMORROW_AT_NOON } = sample;
const requestedOrder = sample.order({
  items: [sample.item({ buyerRequestedCancel: true, buyerCancelReason: 'Ordered by mistake' })],
});

describe('a window in which nothing has come yet', () => {
  it('says what to do should nothing come, and no more than is true', () => {
    const again = 'If nothing comes within half a minute, close this window and begin again: nothing has happened at Amazon.';
    expect(read(loadingView(sample.DRAFT_ID, shown))).toEqual([':hourglass_flowing_sand: Reading the order at Amazon …', again]);
    expect(read(workingView(sample.DRAFT_ID, shown))).toEqual([':hourglass_flowing_sand: One moment …', again]);
    // After the last click it may have been taken.
    expect(read(workingView(sample.DRAFT_ID, shown, 'taken'))).toEqual([
      ':hourglass_flowing_sand: One moment …',
      'If nothing comes within half a minute, close this window: if it was taken, the message in the channel says so.',
    ]);
    expect(read(workingView(sample.DRAFT_ID, { ...shown, text: zh }, 'taken'))[1]).toBe(
      '如半分钟内没有内容，请关闭此窗口：如已受理，频道里的消息会显示。',
    );
  });
});

describe('the first step', () => {
  it('shows the order, the verdict, the reason and what it costs in one look', () => {
    expect(readModal(reasonView(sample.reasonStep(), shown))).toEqual([
      '# Cancel an order',
      '*Order 111-2233445-6677889* · Amazon US · not shipped · shipped by us',
      '• 1 × Blue kettle `KETTLE_BLUE` · `B000000001` · $39.99',
      'Total: $39.99',
      `Ship by ${TOMORROW_AT_NOON} (24 h left)`,
      ':white_check_mark: It can be cancelled.',
      'No cancellation request by the buyer at Amazon.',
      'Reason',
      '<Out of stock>',
      'More exactly',
      '<The count was wrong>',
      ':warning: It counts against the account.',
      '7 days: 4 of 212 = 1.89 %. After this one: 5 = *2.36 %* (target under 2.5 %). Room left: 0.',
      `_Rate: Amazon, ${AT_NOON}_`,
      'Amazon does not put the units back on sale.',
      ':truck: Can it still be shipped? Shipping late does not touch the cancellation rate: it goes into Amazon’s late-shipment rate instead.',
      'Units on sale',
      'Only if you choose so, after the order is cancelled. The quantity of a SKU is one for all your marketplaces of North America.',
      '<…>',
      'Why? (for the team)',
      'For your colleagues. The buyer never sees it.',
      'Seller memo',
      'Internal, for example a tracking number. The buyer never sees it.',
      `As Amazon had it ${AT_NOON}.`,
      '[Next: message]',
    ]);
  });

  it('says the same in Chinese', () => {
    expect(readModal(reasonView(sample.reasonStep(), { ...shown, text: zh }))).toEqual([
      '# 取消订单',
      '*订单 111-2233445-6677889* · Amazon US · 未发货 · 由我们发货',
      '• 1 × Blue kettle `KETTLE_BLUE` · `B000000001` · US$39.99',
      '合计：US$39.99',
      `最晚发货时间 ${TOMORROW_AT_NOON}（还剩 24 小时）`,
      ':white_check_mark: 可以取消。',
      '买家没有在亚马逊申请取消。',
      '原因',
      '<缺货>',
      '具体原因',
      '<库存数量有误>',
      ':warning: 会计入账户的取消率。',
      '7 天：4 / 212 = 1.89 %。取消后：5 = *2.36 %* （目标低于 2.5 %）。剩余额度：0。',
      `_取消率来源：亚马逊，${AT_NOON}_`,
      '亚马逊不会把这些商品重新上架。',
      ':truck: 还能发货吗？延迟发货不影响取消率，而是计入亚马逊的延迟发货率。',
      '在售数量',
      '仅在您选择后、订单取消之后执行。同一 SKU 的数量在北美所有站点共用。',
      '<…>',
      '为什么？（给团队看）',
      '给同事看，买家看不到。',
      '卖家备注',
      '内部使用，例如运单号。买家看不到。',
      `亚马逊数据读取于 ${AT_NOON}。`,
      '[下一步：消息]',
    ]);
  });

  it('says that what the buyer asked Amazon for does not count, once', () => {
    const lines = read(reasonView(sample.reasonStep({ order: requestedOrder, reason: 'buyer_asked', subReason: undefined }), shown));
    expect(lines.filter((line) => line.includes('buyer asked'))).toEqual([
      `The buyer asked Amazon to cancel it (${AT_NOON} at the latest): “Ordered by mistake”. It will not count.`,
      ':white_check_mark: It does not count: the buyer asked Amazon for it.',
    ]);
  });

  it('says that “Buyer asked” without Amazon’s flag counts all the same', () => {
    expect(read(reasonView(sample.reasonStep({ reason: 'buyer_asked', subReason: undefined }), shown))).toContain(
      ':warning: It counts all the same: the buyer has not asked Amazon for it, so Amazon sees it as ours.',
    );
  });

  it('says how many orders it takes once the target is missed', () => {
    const missed = { ...sample.RATE, after: { orders: 212, counted: 6 } };
    expect(read(reasonView(sample.reasonStep({ rate: missed }), shown))).toContain(
      'To be under the target again it takes 241 orders in 7 days.',
    );
  });

  it('warns of a second cancellation of the same SKU in a row, and names the first, on the last step too', () => {
    const strike = { sku: 'KETTLE_BLUE', orderId: ORDER };
    const line =
      ':rotating_light: The last order of `KETTLE_BLUE` was cancelled by us too (`111-2233445-6677889`). Two in a row within 30 days, and Amazon may remove the offer.';
    expect(read(reasonView({ ...sample.reasonStep(), strike }, shown))).toContain(line);
    expect(read(confirmView(sample.confirmStep({ strike }), shown))).toContain(line);
    expect(read(confirmView(sample.confirmStep({ strike }), { ...shown, text: zh })).join()).toContain('30 天内连续取消两次');
  });

  it('says that the rate is not known instead of a number', () => {
    const lines = read(reasonView(sample.reasonStep({ rate: undefined }), shown));
    expect(lines).toContain('The account’s cancellation rate is not known at the moment.');
    expect(lines.join('\n')).not.toContain('%');
  });

  it.each([
    ['SHIPPED', ':no_entry: It cannot be cancelled here. It is shipped. What is left is a return or a refund, in Seller Central.'],
    [
      'PENDING',
      ':no_entry: It cannot be cancelled here. The payment is still pending, and Amazon lets nobody act on it. Try again when it is “not shipped”.',
    ],
    ['CANCELLED', ':no_entry: It cannot be cancelled here. It is cancelled already.'],
  ] as const)('turns into a refusal without a next step for an order that is %s', (status, said) => {
    const view = reasonView(sample.reasonStep({ order: sample.order({ status }) }), shown);
    expect(view.submit).toBeUndefined();
    expect(read(view)).toContain(said);
    expect(read(view)).toContain('[Open in Seller Central]');
  });

  it('preselects no reason and offers none of Amazon’s own', () => {
    const view = reasonView(sample.reasonStep({ reason: undefined, subReason: undefined }), shown);
    expect(read(view)).toContain('<…>');
    expect(JSON.stringify(view)).not.toContain('amazon_');
  });
});

describe('the units on sale', () => {
  it('are offered to be left, set to 0 or lowered, with nothing preselected', () => {
    const two = sample.order({ items: [sample.item({ quantityOrdered: 2 })] });
    expect(stockOptions(reasonView(sample.reasonStep({ order: two }), shown))).toEqual({
      initial: undefined,
      options: ['Leave them alone', 'Set to 0: KETTLE_BLUE', 'Lower by 1: KETTLE_BLUE', 'Lower by 2: KETTLE_BLUE'],
    });
  });

  it('keep what was chosen', () => {
    const view = reasonView(sample.reasonStep({ stock: { kind: 'zero', sku: 'KETTLE_BLUE' } }), shown);
    expect(stockOptions(view).initial).toBe('Set to 0: KETTLE_BLUE');
  });

  it('are warned of where a unit is defective and would be sold again', () => {
    const lines = read(reasonView(sample.reasonStep({ reason: 'defect', subReason: 'defective' }), shown));
    expect(lines).toContain('Amazon puts the units back on sale.');
    expect(lines).toContain(':ghost: A defective unit would be sold again: consider to lower the units on sale by 1 below.');
  });

  it('stand on the last step in the line of the stock', () => {
    const step = sample.confirmStep();
    const chosen = { ...step, draft: { ...step.draft, stock: { kind: 'lower', sku: 'KETTLE_BLUE', by: 1 } as const } };
    expect(read(confirmView(chosen, shown))).toContain(
      '*Stock*: Amazon does not put the units back on sale. `KETTLE_BLUE` is lowered by 1.',
    );
  });
});

const stockSelect = z.object({
  type: z.literal('input'),
  element: z.object({
    action_id: z.literal('stock'),
    options: z.array(z.object({ text: z.object({ text: z.string() }) })),
    initial_option: z.object({ text: z.object({ text: z.string() }) }).optional(),
  }),
});

function stockOptions(view: ModalView) {
  const block = view.blocks.map((one) => stockSelect.safeParse(one).data).find((one) => one !== undefined);
  return { initial: block?.element.initial_option?.text.text, options: block?.element.options.map((one) => one.text.text) };
}

describe('the message step', () => {
  it('shows the text, the languages and an honest sentence about sending', () => {
    expect(readModal(messageView(sample.messageStep(), shown))).toEqual([
      '# Message to the buyer',
      '<Out of stock>',
      '<English>',
      'Text',
      'Message',
      'Send it when Amazon has cancelled the order',
      'Amazon offers to send it for this order. It is sent only when the cancellation is read back.',
      '[Back]',
      '[Next: check]',
    ]);
  });

  it('stands beside the template in the reader’s own language, when the buyer’s is another', () => {
    const german = { language: 'de', elsewhere: [{ language: 'en', text: `Dear customer, <!here> ${ORDER}.\n*Bye*` }] };
    const lines = read(messageView(sample.messageStep(german), shown));
    expect(lines).toEqual(expect.arrayContaining(['*What the template says, in English*', `Dear customer, &lt;!here&gt; ${ORDER}.`]));
    const chinese = read(messageView(sample.messageStep(german), { ...shown, text: zh }));
    expect(chinese.join('\n')).not.toContain('Dear customer');
    expect(read(messageView(sample.messageStep(), shown)).join('\n')).not.toContain('What the template says');
  });

  it.each([
    [false, 'Amazon does not offer to send it for this order. You will get the text to copy.'],
    [undefined, 'Whether Amazon sends it for this order is asked again when the order is cancelled.'],
  ])('says what happens when the offer is %s', (offered, said) => {
    expect(read(messageView(sample.messageStep({ offered }), shown))).toContain(said);
  });

  it('names what Amazon forbids and what to look at', () => {
    const lines = read(messageView(sample.messageStep({ text: `Order ${ORDER}: call +49 30 1234567 😀` }), shown));
    expect(lines).toContain(':no_entry: Amazon does not allow this: No phone numbers. (`+49 30 1234567`)');
    expect(lines).toContain(':warning: Please check: Emoji may not arrive. (`😀`)');
  });

  it.each([
    ['de-DE', 'en', [':warning: The buyer reads German. This text is in English.']],
    ['zh_CN', 'en', [':warning: The buyer reads Chinese. This text is in English.']],
    ['en-GB', 'en', []],
    ['de-DE', 'de', []],
    ['!?', 'en', [':warning: The buyer reads !?. This text is in English.']],
  ])('for a buyer of %s and a text in %s says %j', (buyerLocale, language, said) => {
    const lines = read(messageView(sample.messageStep({ buyerLocale, language }), shown));
    expect(lines.filter((line) => line.includes('The buyer reads'))).toEqual(said);
  });
});

describe('the last step', () => {
  it('says everything in five lines before the one button', () => {
    expect(readModal(confirmView(sample.confirmStep(), shown))).toEqual([
      '# Check and confirm',
      '*What*: 111-2233445-6677889 · 1 × Blue kettle · $39.99',
      '*Why*: Out of stock · The count was wrong (`NoInventory`) :warning: It counts against the account.',
      '*Rate*: 7 days: 4 of 212 = 1.89 %. After this one: 5 = *2.36 %* (target under 2.5 %). Room left: 0.',
      `_Rate: Amazon, ${AT_NOON}_`,
      '*Stock*: Amazon does not put the units back on sale.',
      '*Message*: in English, sent when it is cancelled',
      'It leaves in 60 s and can be undone until then. After that it cannot be taken back.',
      '[Back]',
      '[Cancel this order]',
    ]);
  });

  it('asks once more behind the dangerous button', () => {
    const buttons = controls(confirmView(sample.confirmStep(), shown));
    expect(buttons).toMatchObject([
      { text: { text: 'Back' } },
      {
        text: { text: 'Cancel this order' },
        style: 'danger',
        confirm: { text: { text: 'A cancelled order cannot be restored. The buyer would have to order again.' }, style: 'danger' },
      },
    ]);
  });

  it('asks a lead where the rules say so, and promises nothing before', () => {
    const lines = read(confirmView(sample.confirmStep({ approvalRules: ['rate_above_share'] }), shown));
    expect(lines.slice(-4)).toEqual([
      ':raised_hand: A lead has to approve it: the rate would come close to the target.',
      'Nothing is sent before a lead has approved it.',
      '[Back]',
      '[Ask for approval]',
    ]);
  });

  it('does not speak of undoing without a window for it', () => {
    const lines = read(confirmView(sample.confirmStep(), { ...shown, outboxSeconds: 0 }));
    expect(lines).toContain('It leaves at once and cannot be taken back.');
  });

  it.each([
    [{ send: false }, '*Message*: none'],
    [{ offered: false, language: 'de' }, '*Message*: in German, for you to copy'],
    [{ offered: undefined }, '*Message*: in English, sent when it is cancelled, if Amazon offers it'],
  ])('says of the message with %j: %s', (changes, said) => {
    expect(read(confirmView(sample.confirmStep(changes), shown))).toContain(said);
  });

  it('answers without saying that anything is cancelled yet', () => {
    expect(readModal(requestedView(sample.caseIn('queued'), shown))).toEqual([
      '# Requested',
      'Order 111-2233445-6677889 leaves for Amazon in 60 s. Until then *Undo* on the message in the channel takes it back.',
    ]);
    expect(read(requestedView(sample.caseIn('awaiting_approval'), shown))).toEqual([
      'Order 111-2233445-6677889 waits for a lead. You get a direct message when it is decided.',
    ]);
  });

  it('shows whose request there is already, and where it stands', () => {
    expect(read(heldByView(sample.caseIn('sent'), shown))).toEqual([
      'Order 111-2233445-6677889 has a request already, by <@U0AGENT01>. There is one for each order.',
      ':gear: Amazon is processing it',
    ]);
  });
});
