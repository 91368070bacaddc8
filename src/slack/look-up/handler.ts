import { findOrderIds } from '../../domain/order-ids.js';
import { findOrder } from '../../use-cases/look-up/find-order.js';
import type { CommandHandler } from '../dispatch.js';
import { cut, escaped } from '../limits.js';
import { respond } from '../respond.js';
import type { Surface } from '../surface.js';
import { orderCard } from './view.js';

/** `/find-order <id>`: a line at once, then the card in its place. */
export function findOrderHandler(surface: Surface): CommandHandler {
  const { desk, languages, practice } = surface;
  return async (request, ack) => {
    const { ids, malformed } = findOrderIds(request.text);
    const { usage } = languages.known(request.userId);
    const typed = request.text.trim();
    const [orderId] = ids;
    if (ids.length > 1) return await ack({ text: usage.severalIds(ids.length) });
    if (orderId === undefined)
      return await ack({ text: typed === '' ? usage.findOrder : usage.wrongOrderId(escaped(cut(malformed[0] ?? typed, 60))) });
    await ack({ text: usage.lookingUp(orderId) });
    const [outcome, text] = await Promise.all([findOrder(desk, orderId), languages.of(request.userId)]);
    await respond(request.responseUrl, orderCard(outcome, { text, practice, now: desk.clock.now() }), { replace: true });
  };
}
