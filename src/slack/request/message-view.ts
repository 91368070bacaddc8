import type { KnownBlock, ModalView } from '@slack/types';
import type { LintFinding } from '../../domain/message-lint.js';
import type { MessageStep } from '../../use-cases/request/write-message.js';
import { button, modal, option, plain, section, textField } from '../blocks.js';
import { languageName } from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inCode, inLines, LIMITS } from '../limits.js';
import { practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import type { Shown } from './view.js';

/** Amazon takes 2 000; a longer text is let in so that the agent is told rather than cut off. */
const TEXT_MAX = 3000;
/** Of the template in another language: all of it, with room in its paragraph for the heading. */
const TRANSLATION_SHOWN = 2800;

/** Second step: the message to the buyer, as it will be sent. */
export function messageView(step: MessageStep, shown: Shown): ModalView {
  const { text } = shown;
  const offered = step.offered === undefined ? text.request.offerUnknown : step.offered ? text.request.offered : text.request.notOffered;
  const field = {
    actionId: ACTIONS.messageText,
    blockId: `${ACTIONS.messageText}.${step.purpose}.${step.language}`,
    label: text.request.text,
  };
  return modal({
    title: text.request.messageTitle,
    close: text.close,
    carries: step.draft.id,
    submit: { callbackId: VIEWS.message, text: text.request.toConfirm },
    blocks: [
      practiceBlock(shown),
      choices(step, text),
      otherLanguageBlock(step, text),
      textField({ ...field, value: step.text, optional: true, multiline: true, maxLength: TEXT_MAX }),
      ownLanguageBlock(step, text),
      sendField(step, text),
      section(offered),
      findingsBlock(step.findings, text),
      { type: 'actions', elements: [button({ actionId: ACTIONS.backToReason, text: text.back })] },
    ],
  });
}

function choices(step: MessageStep, text: Text): KnownBlock {
  const purposes = step.purposes.map((purpose) => option(purpose, text.purpose[purpose]));
  const languages = step.languages.map((language) => option(language, languageName(language, text)));
  const purpose = purposes.find((one) => one.value === step.purpose);
  const language = languages.find((one) => one.value === step.language);
  return {
    type: 'actions',
    elements: [
      {
        type: 'static_select',
        action_id: ACTIONS.purpose,
        placeholder: plain(text.request.template, 150),
        options: purposes,
        ...(purpose && { initial_option: purpose }),
      },
      {
        type: 'static_select',
        action_id: ACTIONS.language,
        placeholder: plain(text.request.language, 150),
        options: languages,
        ...(language && { initial_option: language }),
      },
    ],
  };
}

/** Said when the buyer reads another language than the text is in. */
function otherLanguageBlock({ draft, language }: MessageStep, text: Text): KnownBlock | undefined {
  const [buyers = ''] = draft.buyerLocale?.toLowerCase().split(/[-_]/, 1) ?? [];
  return buyers === '' || buyers === language
    ? undefined
    : section(text.request.otherLanguage(languageName(buyers, text), languageName(language, text)));
}

/** The template once more in the reader's own language, when that is another than the text's. */
function ownLanguageBlock({ elsewhere }: MessageStep, text: Text): KnownBlock | undefined {
  const own = elsewhere.find(({ language }) => language === text.locale.slice(0, 2));
  return own && section(`*${text.request.templateIn(languageName(own.language, text))}*\n${inLines(own.text, TRANSLATION_SHOWN)}`);
}

function sendField(step: MessageStep, text: Text): KnownBlock {
  const send = option('send', text.request.send);
  return {
    type: 'input',
    block_id: ACTIONS.sendMessage,
    optional: true,
    label: plain(text.request.message, LIMITS.inputLabel),
    element: { type: 'checkboxes', action_id: ACTIONS.sendMessage, options: [send], ...(step.send && { initial_options: [send] }) },
  };
}

/** What is wrong with the text: what Amazon forbids first, then what the agent should look at. */
export function findingsBlock(findings: readonly LintFinding[], text: Text): KnownBlock | undefined {
  if (findings.length === 0) return undefined;
  const line = ({ severity, kind, found }: LintFinding): string => {
    const sign = severity === 'refuse' ? `:no_entry: ${text.lintRefused}` : `:warning: ${text.lintWarns}`;
    return `${text.label(sign, text.lint[kind])}${found === undefined ? '' : ` (${inCode(found, 60)})`}`;
  };
  return section(findings.map(line).join('\n'));
}
