import { describe, expect, it } from 'vitest';
import { CANCEL_CODES } from '../../../src/domain/reason.js';
import { LIMITS } from '../../../src/slack/limits.js';
import { en } from '../../../src/slack/text/en.js';
import type { Text } from '../../../src/slack/text/text.js';
import { zh } from '../../../src/slack/text/zh.js';
import { ORDER } from '../../fixtures/cases.js';

const COUNT = { orders: 212, counted: 5, percent: '2.36 %' };
const RATE = { ...COUNT, before: COUNT, after: COUNT, target: '2.5 %', room: 0, marketplace: '7' };

/** Every sentence of a language by its path; functions with arguments that are neither English nor Chinese. */
function sentences(part: unknown, path: string): [path: string, sentence: string][] {
  if (typeof part === 'string') return [[path, part]];
  if (typeof part === 'function') {
    const optional = /obstacle|buyerRequest$|messageIn$|shipBy$|filling$/.test(path) ? [[]] : [];
    const argumentLists = /rate(?:With)?$/.test(path) ? [[RATE]] : [[0, 0, 0], [1, 72, 1], [72, 1, 2], ...optional];
    return argumentLists.map((values, index) => [`${path} ${index}`, String(part(...values))]);
  }
  if (typeof part !== 'object' || part === null) return [];
  return Object.entries(part).flatMap(([key, value]) => sentences(value, path === '' ? key : `${path}.${key}`));
}

/** Names, codes and commands that stay as they are in every language. */
const KEPT =
  /`[^`]*`|:[a-z_]+:|Slack|SKU|FBA|Prime|HTML|APPROVERS|APPROVALS_CHANNEL|LWA|Atzr|amzn1[\w.-]*|A2EXAMPLE1SELLER|Premium|Bazaar|Haul|FBM Ship\+|EUR|JPY|undefined|\b\d[\d ]*s?\b|[*_“”‘’]/g;

describe('the two languages', () => {
  it('have the same sentences', () => {
    expect(sentences(zh, '').map(([path]) => path)).toEqual(expect.arrayContaining(sentences(en, '').map(([path]) => path)));
    expect(sentences(zh, '')).toHaveLength(sentences(en, '').length);
  });

  it('leave no English in the Chinese one', () => {
    const english = sentences(zh, '').filter(([path, said]) => path !== 'locale' && /[a-z]{2}/i.test(said.replace(KEPT, '')));
    expect(english).toEqual([]);
  });

  it('leave no Chinese in the English one', () => {
    expect(sentences(en, '').filter(([, said]) => /\p{Script=Han}/u.test(said))).toEqual([]);
  });

  it('have no empty sentence', () => {
    const all = [...sentences(en, ''), ...sentences(zh, '')];
    expect(all.filter(([, said]) => said.trim() === '')).toEqual([]);
  });
});

describe.each([
  ['English', en],
  ['Chinese', zh],
])('%s', (_name, text: Text) => {
  it('fits into titles and buttons without being cut', () => {
    const { request, decide, carryOut } = text;
    const titles = [
      request.title,
      request.messageTitle,
      text.batch.title,
      request.confirmTitle,
      request.doneTitle,
      decide.title,
      carryOut.messageTitle,
      text.order.title,
      text.lookUp.listTitle,
      text.lookUp.pickTitle,
      text.inbox.title,
      text.inbox.answerTitle,
    ];
    titles.push(text.home.caseTitle, text.settings.title, text.settings.addTitle, text.rules.title);
    titles.push(text.reasons.title, text.reasons.addTitle, text.reasons.renameTitle);
    const submits = [
      text.reasons.save,
      text.rules.save,
      text.settings.check,
      text.settings.connect,
      text.next,
      text.close,
      request.toMessage,
      request.toConfirm,
      decide.later,
    ];
    expect([...titles, ...submits].filter((said) => said.length > LIMITS.viewTitle)).toEqual([]);
    const confirmButtons = [request.yes, request.no];
    expect(confirmButtons.filter((said) => said.length > LIMITS.confirmButton)).toEqual([]);
    const buttons = [
      text.home.start,
      text.home.settings,
      text.home.details,
      text.settings.add,
      text.settings.disconnect,
      text.rules.change,
      text.reasons.change,
      text.reasons.rename,
      text.reasons.hide,
      text.reasons.show,
      text.reasons.delete,
      text.reasons.add,
      text.back,
      text.openInAmazon,
      text.order.cancel,
      text.lookUp.open,
      text.lookUp.previous,
      text.lookUp.nextPage,
      text.lookUp.everySku,
      text.inbox.openRequests,
      text.inbox.claim,
      text.inbox.takeOver,
      text.inbox.cancel,
      text.inbox.packed,
      text.inbox.send,
      request.confirm,
      text.batch.confirm(20),
      text.batch.undoAll,
      text.batch.cancelSeveral,
      text.batch.otherOrders,
      request.ask,
      decide.review,
      decide.approve,
      decide.decline,
    ];
    expect([...buttons, carryOut.undo, carryOut.checkAgain, carryOut.showMessage].filter((said) => said.length > 30)).toEqual([]);
    const options = [text.reason, text.subReason, text.purpose, text.lookUp.which, text.rules.program].flatMap((one) => Object.values(one));
    options.push(...CANCEL_CODES.map((code) => `${code} – ${text.reasons.code[code]}`));
    expect([...options, request.send].filter((said) => said.length > LIMITS.optionText)).toEqual([]);
    const sure = [request.sure, decide.sureApprove, decide.sureDecline, text.inbox.sureTakeOver(ORDER), text.inbox.surePacked(ORDER)];
    sure.push(text.batch.sure, text.batch.sureUndoAll, text.batch.sureApprove, text.batch.sureDecline);
    expect(sure.filter((said) => said.length > LIMITS.confirmText)).toEqual([]);
  });

  it('shows every form of the list to whoever typed another', () => {
    for (const form of [
      '`/find-order`',
      '`/find-order late`',
      '`/find-order requested`',
      '`/find-order sku:ABC-1`',
      '`/find-order late de`',
    ])
      expect(text.lookUp.forms).toContain(form);
  });

  it('shows the 3-7-7 pattern to whoever typed something else', () => {
    expect(text.lookUp.noIdInMessage).toContain('`111-2233445-6677889`');
    expect(text.usage.wrongOrderId('12')).toContain('12');
    expect(text.usage.wrongOrderId('12')).toContain('`111-2233445-6677889`');
  });

  it('gives the reference of an error, and does not claim that nothing happened', () => {
    expect(text.usage.internal('a1b2c3d4')).toContain('`a1b2c3d4`');
    expect(text.usage.internal('a1b2c3d4')).not.toMatch(/Nothing was changed|没有做任何更改/);
  });
});
