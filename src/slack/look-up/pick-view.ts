import type { KnownBlock, ModalView } from '@slack/types';
import type { OrderId } from '../../domain/ids.js';
import { button, modal, section } from '../blocks.js';
import { type Carried, carriedText } from '../carried.js';
import { ACTIONS } from '../ids.js';
import { type Labelled, practiceBlock } from '../say.js';

/** Buttons side by side: more of them Slack hides behind "Show more". */
const IN_A_ROW = 5;

/** Several order ids, of which one is picked. Buttons, because a select says nothing when the same choice is made again. */
export function pickView(orderIds: readonly OrderId[], shown: Labelled & { readonly carries: Carried }): ModalView {
  const { text } = shown;
  const rows = Array.from({ length: Math.ceil(orderIds.length / IN_A_ROW) }, (_row, index): KnownBlock => {
    const some = orderIds.slice(index * IN_A_ROW, (index + 1) * IN_A_ROW);
    const elements = some.map((id) => button({ actionId: `${ACTIONS.openOrder}:${id}`, text: id, value: id }));
    return { type: 'actions', elements };
  });
  return modal({
    title: text.lookUp.pickTitle,
    close: text.close,
    carries: carriedText(shown.carries),
    blocks: [
      practiceBlock(shown),
      section(text.lookUp.pick(orderIds.length)),
      ...rows,
      // Slack takes 2 000 characters as a button's value: as many ids as are listed at most.
      {
        type: 'actions',
        elements: [button({ actionId: ACTIONS.cancelSeveral, text: text.batch.cancelSeveral, value: orderIds.join(' ') })],
      },
    ],
  });
}
