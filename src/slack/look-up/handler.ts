import type { Account } from '../../domain/account.js';
import { channelIdSchema } from '../../domain/ids.js';
import { findOrderIds } from '../../domain/order-ids.js';
import { TOP } from '../../domain/order-list.js';
import { findOrder } from '../../use-cases/look-up/find-order.js';
import { connectedMarketplaces } from '../account-facts.js';
import { uncarried } from '../carried.js';
import type { ActionHandler, CommandHandler, ShortcutHandler } from '../dispatch.js';
import { cut, escaped } from '../limits.js';
import { respond } from '../respond.js';
import { saidText } from '../say.js';
import type { Surface } from '../surface.js';
import type { Text } from '../text/text.js';
import { listAfter, type TypedFilter, typedFilter } from './form.js';
import { orderCard } from './view.js';
import { createWindows } from './windows.js';

/** The ways to see an order, or many. */
export interface LookUpHandlers {
  /** One id: a line at once, then the card in its place. Several: a window to pick from. Filters or nothing: the list. */
  readonly findOrder: CommandHandler;
  /** *Look up order* in the menu of a message. */
  readonly lookUpMessage: ShortcutHandler;
  /** *Open order* in a list, or an id that is picked. */
  readonly openOrder: ActionHandler;
  /** Another filter or page of the list. */
  readonly listChanged: ActionHandler;
}

/** Longest piece of what was typed that is said back. */
const TYPED_SHOWN = 60;

export function lookUpHandlers(surface: Surface): LookUpHandlers {
  const { desk } = surface;
  const windows = createWindows(surface);
  return {
    findOrder: async (request, ack) => {
      const { ids, malformed } = findOrderIds(request.text);
      const [orderId, ...others] = ids;
      const at = windows.atOnce(request.userId);
      if (orderId === undefined) {
        const accounts = desk.accounts.all();
        const typed = typedFilter(request.text, accounts);
        if (typed.kind !== 'filter') return await ack({ text: saidText(wrongText(typed, { malformed, accounts, text: at.text }), at) });
        await ack();
        return await windows.openList(request, { filter: typed.filter, start: TOP });
      }
      if (others.length > 0) {
        await ack();
        return await windows.openPick(request, ids);
      }
      await ack({ text: saidText(at.text.usage.lookingUp(orderId), at) });
      const [outcome, shown] = await Promise.all([findOrder(desk, orderId), windows.shownTo(request.userId)]);
      await respond(request.responseUrl, orderCard(outcome, shown), { replace: true });
    },
    lookUpMessage: async (request, ack) => {
      await ack();
      const { ids } = findOrderIds(request.messageText);
      const [orderId, ...others] = ids;
      const waiting = { ...request, channelId: request.channelId ?? channelIdSchema.parse(request.userId) };
      if (orderId === undefined) return await windows.openNoId(waiting);
      await (others.length > 0 ? windows.openPick(waiting, ids) : windows.openOrder(waiting, orderId));
    },
    openOrder: async (request, ack) => {
      await ack();
      const [orderId] = findOrderIds(request.value ?? '').ids;
      const channelId = uncarried(request.view?.privateMetadata)?.channelId;
      if (orderId !== undefined && channelId !== undefined) await windows.openOrder({ ...request, channelId, onTop: true }, orderId);
    },
    listChanged: async (request, ack) => {
      await ack();
      const list = listAfter(request);
      if (list !== undefined) await windows.showList(request.userId, list);
    },
  };
}

/** What is wrong with what was typed, and how to ask. */
function wrongText(
  { kind, word }: Exclude<TypedFilter, { readonly kind: 'filter' }>,
  facts: { readonly malformed: readonly string[]; readonly accounts: readonly Account[]; readonly text: Text },
): string {
  const { lookUp, usage } = facts.text;
  const [malformed] = facts.malformed;
  const typed = escaped(cut(word, TYPED_SHOWN));
  switch (kind) {
    case 'unknown':
      if (malformed !== undefined) return usage.wrongOrderId(escaped(cut(malformed, TYPED_SHOWN)));
      return `${lookUp.unknownWord(typed)}\n${lookUp.forms}`;
    case 'twice':
      return `${lookUp.wordTwice(typed)}\n${lookUp.forms}`;
    case 'not-connected': {
      const connected = connectedMarketplaces(facts.accounts).map((one) => one.country);
      return lookUp.notConnected(word, connected.join(', '));
    }
  }
}
