import type { ModalView } from '@slack/types';
import type { CancellationCase } from '../../domain/cancellation.js';
import type { ConfirmStep } from '../../use-cases/request/preview.js';
import { button, dialog, modal, section } from '../blocks.js';
import { countsText, itemNames, languageName, money, person, reasonText, strikeLine } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { rateLines } from '../rate-facts.js';
import { practiceBlock } from '../say.js';
import { stockLines } from '../stock.js';
import type { Text } from '../text/text.js';
import { findingsBlock } from './message-view.js';
import type { Shown } from './view.js';

/** Last step: everything in five lines, and one button. */
export function confirmView(step: ConfirmStep, shown: Shown & { readonly outboxSeconds: number; readonly changed?: boolean }): ModalView {
  const { text } = shown;
  const needsApproval = step.approvalRules.length > 0;
  const ask = needsApproval ? text.request.ask : text.request.confirm;
  const sure = dialog({ title: ask, text: text.request.sure, confirm: text.request.yes, deny: text.request.no });
  const happens = needsApproval ? text.request.happensAfterApproval : text.request.happens(shown.outboxSeconds);
  const approval = needsApproval ? [text.effect.approval(step.approvalRules.map((rule) => text.effect.rule[rule]).join(', '))] : [];
  return modal({
    title: text.request.confirmTitle,
    close: text.close,
    carries: step.draft.id,
    blocks: [
      practiceBlock(shown),
      shown.changed === true ? section(text.request.changed) : undefined,
      section(fiveLines(step, text).join('\n')),
      step.send ? findingsBlock(step.findings, text) : undefined,
      section([...approval, happens].join('\n')),
      {
        type: 'actions',
        elements: [
          button({ actionId: ACTIONS.backToMessage, text: text.back }),
          button({
            actionId: ACTIONS.confirm,
            text: ask,
            style: 'danger',
            confirm: sure,
          }),
        ],
      },
    ],
  });
}

function fiveLines(step: ConfirmStep, text: Text): string[] {
  const { order } = step.copy;
  const total = order.total === undefined ? [] : [money(order.total, text)];
  const what = [order.orderId, itemNames({ case: { items: [] }, order }, text).join(', '), ...total];
  const message = step.send ? text.request.messageIn(languageName(step.language, text), step.offered) : text.request.noMessage;
  return [
    text.strongLabel(text.request.what, what.join(' · ')),
    text.strongLabel(
      text.request.why,
      `${reasonText(step.picked, text)} (\`${step.picked.code}\`) ${countsText(step.picked.counts, text)}`,
    ),
    ...strikeLine(step.strike, text),
    text.strongLabel(text.request.rate, rateLines(step.rate, text)),
    text.strongLabel(text.request.stock, stockLines(step.picked, step.draft.stock, text)),
    text.strongLabel(text.request.message, message),
  ];
}

/** After the last click. */
export function requestedView(one: CancellationCase, shown: Shown & { readonly outboxSeconds: number }): ModalView {
  const { text } = shown;
  const said =
    one.state === 'awaiting_approval' ? text.request.awaiting(one.orderId) : text.request.queued(one.orderId, shown.outboxSeconds);
  return modal({ title: text.request.doneTitle, close: text.close, blocks: [practiceBlock(shown), section(said)] });
}

/** Somebody was first. */
export function heldByView(one: CancellationCase, shown: Shown): ModalView {
  const { text } = shown;
  const said = [text.request.heldBy(one.orderId, person(one.requestedBy)), text.state[one.state]].join('\n');
  return modal({ title: text.request.title, close: text.close, blocks: [practiceBlock(shown), section(said)] });
}
