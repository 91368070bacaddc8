import type { InputBlock, ModalView } from '@slack/types';
import { REASON_NAME_MAX } from '../../domain/reason-book.js';
import { type AnyReasonKey, CANCEL_CODES, REASON_KEYS, REASON_TEMPLATES } from '../../domain/reason.js';
import { button, modal, option, plain, section, textField } from '../blocks.js';
import { plainReason } from '../facts.js';
import { ACTIONS, VIEWS } from '../ids.js';
import { inLine, LIMITS } from '../limits.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';
import type { ReasonEntry } from './reasons-form.js';

/** Longer than a name may be, so that whoever types too much is told rather than cut off. */
const TYPED_MAX = 200;
const BEGUN: ReasonEntry = {
  name: '',
  code: 'GeneralAdjustment',
  causedBy: 'seller',
  noteRequired: false,
  alwaysApproved: false,
  template: 'other',
};

/** Asks for another name. `refused`: why the last one was not taken. */
export function renameReasonView(
  reason: { readonly key: AnyReasonKey; readonly name: string | undefined },
  shown: Labelled & { readonly refused?: string },
): ModalView {
  const { text, refused } = shown;
  const isOwn = REASON_KEYS.some((key) => key === reason.key);
  return modal({
    title: text.reasons.renameTitle,
    close: text.close,
    carries: reason.key,
    submit: { callbackId: VIEWS.renameReason, text: text.reasons.save },
    blocks: [
      practiceBlock(shown),
      refused === undefined ? undefined : section(`:exclamation: ${refused}`),
      isOwn ? section(`*${inLine(plainReason({ key: reason.key }, text), REASON_NAME_MAX)}*`) : undefined,
      nameField(reason.name, { hint: isOwn ? text.reasons.hint.ownName : text.reasons.hint.name, optional: isOwn, text }),
      { type: 'actions', elements: [button({ actionId: ACTIONS.openReasons, text: text.back })] },
    ],
  });
}

/** Asks for a further reason. `kept` and `refused`: the last try, and why it was not taken. */
export function addReasonView(shown: Labelled & { readonly kept?: ReasonEntry; readonly refused?: string }): ModalView {
  const { text, kept = BEGUN, refused } = shown;
  return modal({
    title: text.reasons.addTitle,
    close: text.close,
    submit: { callbackId: VIEWS.addReason, text: text.reasons.save },
    blocks: [
      practiceBlock(shown),
      refused === undefined ? undefined : section(`:exclamation: ${refused}`),
      nameField(kept.name, { hint: text.reasons.hint.name, optional: false, text }),
      codeField(kept, text),
      causedByField(kept, text),
      rulesField(kept, text),
      templateField(kept, text),
      { type: 'actions', elements: [button({ actionId: ACTIONS.openReasons, text: text.back })] },
    ],
  });
}

function nameField(value: string | undefined, how: { readonly hint: string; readonly optional: boolean; readonly text: Text }): InputBlock {
  const { hint, optional, text } = how;
  const field = { actionId: ACTIONS.reasonName, blockId: ACTIONS.reasonName, label: text.reasons.field.name, value };
  return textField({ ...field, hint, optional, multiline: false, maxLength: TYPED_MAX });
}

function codeField({ code }: ReasonEntry, text: Text): InputBlock {
  const options = CANCEL_CODES.map((one) => option(one, `${one} – ${text.reasons.code[one]}`));
  return {
    type: 'input',
    block_id: ACTIONS.reasonCode,
    label: plain(text.reasons.field.code, LIMITS.inputLabel),
    hint: plain(text.reasons.hint.code, LIMITS.inputHint),
    element: {
      type: 'static_select',
      action_id: ACTIONS.reasonCode,
      options,
      initial_option: option(code, `${code} – ${text.reasons.code[code]}`),
    },
  };
}

function causedByField({ causedBy }: ReasonEntry, text: Text): InputBlock {
  const options = (['seller', 'buyer'] as const).map((one) => option(one, text.reasons.causedBy[one]));
  return {
    type: 'input',
    block_id: ACTIONS.reasonCausedBy,
    label: plain(text.reasons.field.causedBy, LIMITS.inputLabel),
    hint: plain(text.reasons.hint.causedBy, LIMITS.inputHint),
    element: {
      type: 'radio_buttons',
      action_id: ACTIONS.reasonCausedBy,
      options,
      initial_option: option(causedBy, text.reasons.causedBy[causedBy]),
    },
  };
}

function rulesField({ noteRequired, alwaysApproved }: ReasonEntry, text: Text): InputBlock {
  const note = option('note', text.reasons.noteRequired);
  const lead = option('lead', text.reasons.alwaysApproved);
  const ticked = [...(noteRequired ? [note] : []), ...(alwaysApproved ? [lead] : [])];
  return {
    type: 'input',
    block_id: ACTIONS.reasonRules,
    optional: true,
    label: plain(text.reasons.field.rules, LIMITS.inputLabel),
    element: {
      type: 'checkboxes',
      action_id: ACTIONS.reasonRules,
      options: [note, lead],
      ...(ticked.length > 0 && { initial_options: ticked }),
    },
  };
}

function templateField({ template }: ReasonEntry, text: Text): InputBlock {
  return {
    type: 'input',
    block_id: ACTIONS.reasonTemplate,
    label: plain(text.reasons.field.template, LIMITS.inputLabel),
    element: {
      type: 'static_select',
      action_id: ACTIONS.reasonTemplate,
      options: REASON_TEMPLATES.map((one) => option(one, text.purpose[one])),
      initial_option: option(template, text.purpose[template]),
    },
  };
}
