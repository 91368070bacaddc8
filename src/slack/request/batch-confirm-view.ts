import type { KnownBlock, ModalView } from '@slack/types';
import type { Batch } from '../../domain/batch.js';
import type { CancellationCase } from '../../domain/cancellation.js';
import { tickedIn } from '../../use-cases/request/batch.js';
import type { BatchConfirmStep } from '../../use-cases/request/edit-batch.js';
import { button, dialog, modal, section, sections } from '../blocks.js';
import { languageName, person, reasonText } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { inLines } from '../limits.js';
import { practiceBlock } from '../say.js';
import { stockLines } from '../stock.js';
import type { Text } from '../text/text.js';
import { type BatchShownTo, effectLines } from './batch-view.js';
import { findingsBlock } from './message-view.js';
import type { Shown } from './view.js';

/** Of the sample message: all that Amazon takes, with room for its heading and for what escaping adds. */
const SAMPLE_SHOWN = 2800;

/** Last step: which orders, why, what it costs, what the buyers read, and one button. */
export function batchConfirmView(
  step: BatchConfirmStep,
  shown: BatchShownTo & { readonly outboxSeconds: number; readonly problem?: string },
): ModalView {
  const { text } = shown;
  const ticked = tickedIn(step);
  const needsApproval = step.approvalRules.length > 0;
  const ask = needsApproval ? text.request.ask : text.batch.confirm(ticked.length);
  const sure = dialog({ title: ask, text: text.batch.sure, confirm: text.request.yes, deny: text.request.no });
  return modal({
    title: text.request.confirmTitle,
    close: text.close,
    carries: step.draft.id,
    blocks: [
      practiceBlock(shown),
      shown.problem === undefined ? undefined : section(`:exclamation: ${shown.problem}`),
      section(text.strongLabel(text.request.what, ticked.map(({ copy }) => copy.order.orderId).join(', '))),
      section(whyLines(step, text).join('\n')),
      ...sections(effectLines(step, shown)),
      ...messageBlocks(step, text),
      section(needsApproval ? text.request.happensAfterApproval : text.batch.happens(shown.outboxSeconds)),
      {
        type: 'actions',
        elements: [
          button({ actionId: ACTIONS.backToBatch, text: text.back }),
          button({ actionId: ACTIONS.confirmBatch, text: ask, style: 'danger', confirm: sure }),
        ],
      },
    ],
  });
}

function whyLines(step: BatchConfirmStep, text: Text): string[] {
  const picks = tickedIn(step).flatMap(({ picked }) => picked ?? []);
  const [first] = picks;
  if (first === undefined) return [];
  const codes = [...new Set(picks.map(({ code }) => `\`${code}\``))].join(', ');
  const stock = [...new Set(picks.map((picked) => stockLines(picked, undefined, text)))].join(' ');
  return [text.strongLabel(text.request.why, `${reasonText(first, text)} (${codes})`), text.strongLabel(text.request.stock, stock)];
}

/** In which languages the buyers are written to, one of the texts, and what to look at in any. */
function messageBlocks({ draft, messages }: BatchConfirmStep, text: Text): (KnownBlock | undefined)[] {
  const [sample] = messages;
  if (!draft.sendMessage || sample === undefined) return [section(text.strongLabel(text.request.message, text.request.noMessage))];
  const languages = [...new Set(messages.map(({ language }) => language))].map((language) =>
    text.batch.languageCount(languageName(language, text), messages.filter((one) => one.language === language).length),
  );
  const findings = messages.flatMap((one) => one.findings);
  const each = findings.filter((one, index) => findings.findIndex(({ kind }) => kind === one.kind) === index);
  return [
    section(text.strongLabel(text.request.message, text.batch.inLanguages(languages.join(', ')))),
    section(`*${text.batch.sample(sample.orderId)}*\n${inLines(sample.text, SAMPLE_SHOWN)}`),
    findingsBlock(each, text),
  ];
}

/** After the last click: what was requested, and what was left out since somebody else has it. */
export function batchRequestedView(
  { batch, heldBy }: { readonly batch: Batch; readonly heldBy: readonly CancellationCase[] },
  shown: Shown & { readonly outboxSeconds: number },
): ModalView {
  const { text } = shown;
  const count = batch.cases.length;
  const awaiting = batch.cases.some(({ state }) => state === 'awaiting_approval');
  const said = awaiting ? text.batch.awaiting(count) : text.batch.queued(count, shown.outboxSeconds);
  const held = heldBy.map((one) => `• ${text.request.heldBy(one.orderId, person(one.requestedBy))} ${text.state[one.state]}`);
  return modal({
    title: text.request.doneTitle,
    close: text.close,
    blocks: [
      practiceBlock(shown),
      section(count === 0 ? text.batch.noneRequested : said),
      ...sections(held.length === 0 ? [] : [`*${text.batch.leftOut}*`, ...held]),
    ],
  });
}
