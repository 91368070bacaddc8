import type { KnownBlock, ModalView } from '@slack/types';
import { amazonCancelsAt } from '../../domain/auto-cancellation.js';
import type { Order } from '../../domain/order.js';
import type { PickedReason } from '../../domain/reason.js';
import { canShipLate, type SavedOrder } from '../../domain/saved-order.js';
import { button, dialog, modal, moment, section, sectionWith } from '../blocks.js';
import { amazonLink } from '../facts.js';
import { ACTIONS } from '../ids.js';
import { type Labelled, practiceBlock } from '../say.js';
import type { Text } from '../text/text.js';

/** The cheaper way out, where there is one. */
export function shipLateBlock(picked: PickedReason, text: Text): KnownBlock | undefined {
  if (!canShipLate(picked)) return undefined;
  const { shipLate, shipLateHint, sureShipLate } = text.ways;
  const sure = dialog({ title: shipLate, text: sureShipLate, confirm: text.request.yes, deny: text.request.no });
  return sectionWith(shipLateHint, button({ actionId: ACTIONS.shipLate, text: shipLate, confirm: { ...sure, style: 'primary' } }));
}

/** What became of the order, and what is to be done with it. */
export function savedView({ saved, order }: { readonly saved: SavedOrder; readonly order: Order | undefined }, shown: Labelled): ModalView {
  const { text } = shown;
  const latest = order && amazonCancelsAt(order);
  const url = amazonLink(saved);
  return modal({
    title: text.ways.savedTitle,
    close: text.close,
    blocks: [
      practiceBlock(shown),
      section([text.ways.savedNow(saved.orderId), ...(latest === undefined ? [] : [text.ways.shipBefore(moment(latest))])].join('\n')),
      url === undefined ? undefined : { type: 'actions', elements: [button({ actionId: ACTIONS.openLink, text: text.openInAmazon, url })] },
    ],
  });
}
