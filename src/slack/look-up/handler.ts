import { findOrderIds } from '../../domain/order-ids.js';
import { findOrder } from '../../use-cases/look-up/find-order.js';
import type { CommandHandler } from '../dispatch.js';
import { cut, escaped } from '../limits.js';
import { respond } from '../respond.js';
import { saidText } from '../say.js';
import type { Surface } from '../surface.js';
import { orderCard } from './view.js';

/** `/find-order <id>`: a line at once, then the card in its place. */
export function findOrderHandler(surface: Surface): CommandHandler {
  const { desk, languages, practice } = surface;
  return async (request, ack) => {
    const { ids, malformed } = findOrderIds(request.text);
    const atOnce = { text: languages.known(request.userId), practice };
    const { usage } = atOnce.text;
    const say = (said: string) => ({ text: saidText(said, atOnce) });
    const typed = request.text.trim();
    const [orderId] = ids;
    if (ids.length > 1) return await ack(say(usage.severalIds(ids.length)));
    if (orderId === undefined)
      return await ack(say(typed === '' ? usage.findOrder : usage.wrongOrderId(escaped(cut(malformed[0] ?? typed, 60)))));
    await ack(say(usage.lookingUp(orderId)));
    const [outcome, text] = await Promise.all([findOrder(desk, orderId), languages.of(request.userId)]);
    await respond(request.responseUrl, orderCard(outcome, { text, practice, now: desk.clock.now() }), { replace: true });
  };
}
