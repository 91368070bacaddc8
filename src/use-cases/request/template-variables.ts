import type { Order } from '../../domain/order.js';
import type { Desk } from '../../ports/desk.js';
import type { TemplateVariables } from '../../ports/templates.js';

/** The hours of the founding message. */
const MESSAGE_HOURS = 12;

/** What a message about an order may name. */
export function variablesFor({ settings }: Pick<Desk, 'settings'>, { orderId, items }: Order): TemplateVariables {
  return { orderId, items: items.map((item) => item.title).join(', '), senderName: settings.senderName, hours: MESSAGE_HOURS };
}
