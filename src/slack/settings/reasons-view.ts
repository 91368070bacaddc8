import type { KnownBlock, ModalView } from '@slack/types';
import type { ReasonsShown, UsedReason } from '../../use-cases/settings/change-reasons.js';
import { ALWAYS_OFFERED } from '../../domain/reason-book.js';
import { button, context, dialog, modal, moment, section, sections, sectionWith } from '../blocks.js';
import { person, plainReason, reasonName } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** How many reasons there are of which kind, with a button to change them: a part of the settings. */
export function reasonsBlocks(shown: ReasonsShown, text: Text): KnownBlock[] {
  const hidden = shown.reasons.filter((reason) => reason.hidden).length;
  const added = shown.reasons.filter((reason) => reason.isAdded).length;
  const said = `*${text.reasons.title}*\n${text.reasons.summary(shown.reasons.length - hidden, hidden, added)}`;
  return [sectionWith(said, button({ actionId: ACTIONS.openReasons, text: text.reasons.change })), context(changedLine(shown, text))];
}

function changedLine({ changed }: ReasonsShown, text: Text): string {
  return changed === undefined ? text.rules.neverChanged : text.rules.changed(person(changed.by), moment(changed.at));
}

/** Every reason with what can be done to it. `notice`: what was just done, or why not. */
export function reasonsView(shown: ReasonsShown, labelled: Labelled & { readonly notice?: readonly string[] }): ModalView {
  const { text, notice = [] } = labelled;
  return modal({
    title: text.reasons.title,
    close: text.close,
    blocks: [
      practiceBlock(labelled),
      ...(notice.length === 0 ? [] : sections(notice)),
      section(text.reasons.explained),
      ...shown.reasons.flatMap((reason) => reasonBlocks(reason, text)),
      context(changedLine(shown, text)),
      {
        type: 'actions',
        elements: [
          button({ actionId: ACTIONS.addReason, text: text.reasons.add, style: 'primary' }),
          button({ actionId: ACTIONS.backToSettings, text: text.back }),
        ],
      },
    ],
  });
}

function reasonBlocks(reason: UsedReason, text: Text): KnownBlock[] {
  const { key, name, hidden, isAdded } = reason;
  const { reasons } = text;
  const inUse = reason.cases + reason.drafts > 0;
  const head = [
    `*${reasonName({ reason: key, reasonName: name }, text)}* – \`${reason.code ?? ''}\``,
    ...(isAdded ? [reasons.added] : name === undefined ? [] : [reasons.renamedFrom(plainReason({ key }, text))]),
    ...(reason.noteRequired ? [reasons.noteRequired] : []),
    ...(reason.alwaysApproved ? [reasons.alwaysApproved] : []),
    reasons.uses(reason.cases, reason.drafts),
  ].join(' · ');
  const more = [
    ...(hidden ? [reasons.hidden] : []),
    ...(key === ALWAYS_OFFERED ? [reasons.alwaysOffered] : []),
    ...(isAdded && inUse ? [reasons.inUse] : []),
  ];
  const { yes: confirm, no: deny } = text.request;
  const sure = dialog({ title: reasons.delete, text: reasons.sureDelete(plainReason(reason, text)), confirm, deny });
  return [
    section([head, ...more].join('\n')),
    {
      type: 'actions',
      elements: [
        button({ actionId: `${ACTIONS.renameReason}:${key}`, text: reasons.rename }),
        ...(key === ALWAYS_OFFERED || hidden ? [] : [button({ actionId: `${ACTIONS.hideReason}:${key}`, text: reasons.hide })]),
        ...(hidden ? [button({ actionId: `${ACTIONS.showReason}:${key}`, text: reasons.show })] : []),
        ...(isAdded && !inUse
          ? [button({ actionId: `${ACTIONS.deleteReason}:${key}`, text: reasons.delete, style: 'danger', confirm: sure })]
          : []),
      ],
    },
  ];
}
