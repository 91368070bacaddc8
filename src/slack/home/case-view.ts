import type { ModalView } from '@slack/types';
import type { Actor } from '../../domain/cancellation.js';
import type { AuditEntry } from '../../ports/case-lists.js';
import type { CaseShown } from '../../use-cases/home/show-case.js';
import { modal, moment, section, sections } from '../blocks.js';
import { detailText, itemNames, marketplaceName, money, person, reasonText, writtenLine } from '../facts.js';
import { signalLines } from '../fraud.js';
import { inCode, inLine } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** Steps of a case; the last ones of a longer story. */
const STEPS_SHOWN = 80;
const REASON_SHOWN = 60;
/** What steps note when all is as it should be. */
const GOES_WITHOUT_SAYING: ReadonlySet<string> = new Set(['no-error', 'cancelled by MERCHANT']);

/** The page of a case: what it is, and every step with who and when. */
export function caseView(shown: CaseShown, labelled: Labelled): ModalView {
  const { text } = labelled;
  const { case: one, timeline } = shown;
  const steps = timeline.slice(-STEPS_SHOWN);
  const left = timeline.length > steps.length ? [text.more(timeline.length - steps.length)] : [];
  return modal({
    title: text.home.caseTitle,
    close: text.close,
    blocks: [
      practiceBlock(labelled),
      section(`*${text.order.title} ${one.orderId}* · Amazon ${marketplaceName(one)}\n*${text.state[one.state]}*`),
      section(
        [
          ...itemNames(shown, text).map((item) => `• ${item}`),
          ...(one.total === undefined ? [] : [text.label(text.order.total, money(one.total, text))]),
          `${reasonText(one, text)} (\`${one.code}\`)`,
          ...signalLines(one, text),
          ...writtenLine(text.carryOut.note, one.note, text),
          ...writtenLine(text.carryOut.memo, one.memo, text),
          ...writtenLine(text.decide.because, one.decisionNote, text),
          ...(one.amazonFeedId === undefined ? [] : [text.carryOut.feed(inCode(one.amazonFeedId, 60))]),
        ].join('\n'),
      ),
      ...sections([`*${text.home.timeline}*`, ...left, ...steps.map((step) => stepLine(step, text))]),
    ],
  });
}

function stepLine({ at, actor, event }: AuditEntry, text: Text): string {
  return `• ${moment(at)} · ${actorName(actor, text)} · ${eventText(event, text)}`;
}

function actorName(actor: Actor, text: Text): string {
  switch (actor.kind) {
    case 'user':
      return person(actor.userId);
    case 'app':
      return text.home.byApp;
    case 'amazon':
      return text.home.byAmazon;
  }
}

function eventText(event: AuditEntry['event'], text: Text): string {
  switch (event.kind) {
    case 'requested': {
      const reason = Object.entries(text.reason).find(([key]) => key === event.reason)?.[1];
      return text.home.askedFor(`${reason ?? inLine(event.reason, REASON_SHOWN)} – ${text.state[event.state]}`);
    }
    case 'moved':
      return withDetail(text.state[event.to], event.detail, text);
    case 'message-moved':
      return withDetail(text.messageState[event.to], event.detail, text);
    case 'stock-moved':
      return withDetail(
        text.label(text.stock.label, event.to === 'none' ? text.stock.leave : text.stock.state[event.to]),
        event.detail,
        text,
      );
    case 'hurried':
      return text.home.hurried;
    case 'question-asked':
      return text.home.questionAsked;
    case 'click-refused':
      return text.home.clickRefused;
    case 'asked-again':
      return text.home.askedAgain;
  }
}

function withDetail(said: string, detail: string | undefined, text: Text): string {
  if (detail === undefined || GOES_WITHOUT_SAYING.has(detail)) return said;
  return `${said} – ${detailText(detail.replace(/^cancelled by /, 'cancelled-by-'), text)}`;
}
