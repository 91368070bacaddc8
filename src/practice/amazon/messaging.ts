import { z } from 'zod';
import { type Call, invalidInput, json, notFound, readJson, unauthorized } from './http.js';
import { readQuery } from './query.js';
import type { ShopOrder } from './shop-types.js';
import { operation, type World } from './world.js';

const HAL = 'application/hal+json';
const PATH = '/messaging/v1/orders/{amazonOrderId}';

/** GET /messaging/v1/orders/{amazonOrderId} */
export const getMessagingActions = operation('getMessagingActionsForOrder', `GET ${PATH}`, (world, call) => {
  const order = orderOf(world, call);
  const base = `/messaging/v1/orders/${order.orderId}`;
  const query = `?marketplaceIds=${order.marketplace.id}`;
  const actions = actionsFor(world, order).map((action) => ({
    ...action,
    link: { href: `${base}/messages/${action.name}${query}`, name: action.name },
  }));
  const embedded = actions.map(({ name, title, description, field, link }) => {
    const schemaLink = { href: `${base}/messages/${name}/schema`, name };
    const schema = {
      _links: { self: schemaLink },
      type: 'object',
      name,
      title,
      description,
      ...field,
      $schema: 'http://json-schema.org/draft-04/schema#',
    };
    return { _links: { schema: schemaLink, self: link }, _embedded: { schema }, name, title };
  });
  const self = { href: `${base}${query}` };
  return json(200, { _links: { actions: actions.map(({ link }) => link), self }, _embedded: { actions: embedded } }, HAL);
});

/** GET /messaging/v1/orders/{amazonOrderId}/attributes */
export const getAttributes = operation('GetAttributes', `GET ${PATH}/attributes`, (world, call) =>
  json(200, { buyer: { locale: orderOf(world, call).locale } }, HAL),
);

const message = z.strictObject({ text: z.string().min(1).max(2000) });

/** POST /messaging/v1/orders/{amazonOrderId}/messages/unexpectedProblem */
export const createUnexpectedProblem = operation('createUnexpectedProblem', `POST ${PATH}/messages/unexpectedProblem`, (world, call) => {
  const order = orderOf(world, call);
  const { text } = readJson(call, message);
  if (!actionsFor(world, order).some(({ name }) => name === 'unexpectedProblem')) {
    throw unauthorized('', 'Invalid amazonOrderId and template combination');
  }
  const forbidden = FORBIDDEN.find(({ pattern }) => pattern.test(text));
  if (forbidden !== undefined) throw invalidInput(`The text must not contain ${forbidden.what}.`);
  return json(201, {}, HAL);
});

/** "Only links related to order completion are allowed, no HTML or email addresses": the model's text for the field. */
const FORBIDDEN: readonly { readonly what: string; readonly pattern: RegExp }[] = [
  { what: 'an e-mail address', pattern: /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}/ },
  { what: 'HTML', pattern: /<\/?[a-z][^<>]{0,200}>/i },
  { what: 'a link to another site', pattern: /https?:\/\/(?!(?:[\w-]{1,63}\.){0,4}amazon\.(?:com|de|co\.jp)(?:[/?#\s]|$))/i },
];

/** The order of the path; exactly one marketplace must be named, and it must be the order's own. */
function orderOf(world: World, call: Call): ShopOrder {
  const [marketplaceId] = readQuery(call, ['marketplaceIds']).list('marketplaceIds', { max: 1 }) ?? [];
  if (marketplaceId === undefined) throw invalidInput('marketplaceIds is required.');
  const orderId = call.params['amazonOrderId'] ?? '';
  if (!/^\d{3}-\d{7}-\d{7}$/.test(orderId)) throw invalidInput('The amazonOrderId should be in 3-7-7 format.');
  const order = world.shop.order(orderId);
  if (order === undefined) throw notFound(`There is no order ${orderId}.`);
  if (order.marketplace.id !== marketplaceId) throw invalidInput(`The order ${orderId} is not of marketplace ${marketplaceId}.`);
  return order;
}

interface Action {
  readonly name: string;
  readonly title: string;
  readonly description: string;
  readonly field: object;
}

/** Nothing while the payment is verified, nothing for orders that Amazon fulfils. */
function actionsFor(world: World, order: ShopOrder): readonly Action[] {
  const none =
    !order.messaging ||
    order.fulfilledBy === 'AMAZON' ||
    order.status === 'PENDING' ||
    order.status === 'PENDING_AVAILABILITY' ||
    world.faults.takeForOrder('messaging-not-offered', order.orderId) !== undefined;
  return none ? [] : ACTIONS;
}

const ACTIONS: readonly Action[] = [
  {
    name: 'unexpectedProblem',
    title: 'Notify of a problem with shipping your order',
    description: 'Notify your customer there was an unexpected problem with shipping their order.',
    field: { properties: { rawMessageBody: { type: 'string', minLength: 1, maxLength: 2000 } }, required: ['rawMessageBody'] },
  },
  {
    name: 'sendInvoice',
    title: 'Send Invoice Message Template',
    description: 'Send the customer an invoice for the order.',
    field: { properties: { attachments: { type: 'array', minItems: 1, maxItems: 5 } }, required: ['attachments'] },
  },
];
