import type { StockText } from './stock-text.js';

/** English: the units on sale. */
export const enStock: StockText = {
  label: 'Units on sale',
  leave: 'Leave them alone',
  choice: { zero: (sku) => `Set to 0: ${sku}`, lower: (sku, by) => `Lower by ${by}: ${sku}` },
  hint: {
    na: 'Only if you choose so, after the order is cancelled. The quantity of a SKU is one for all your marketplaces of North America.',
    eu: 'Only if you choose so, after the order is cancelled. The quantity of a SKU is one for all your marketplaces of Europe.',
    fe: 'Only if you choose so, after the order is cancelled, for this marketplace.',
  },
  ghost: ':ghost: A defective unit would be sold again: consider to lower the units on sale by 1 below.',
  zero: (sku) => `${sku} is set to 0.`,
  lower: (sku, by) => `${sku} is lowered by ${by}.`,
  state: {
    waiting: 'Follows when the cancellation is read back.',
    changing: 'Amazon is told, and the quantity read back.',
    done: ':white_check_mark: Done, and read back at Amazon.',
    failed: ':x: Not changed.',
    uncertain: ':warning: Not seen at Amazon. Please look at the quantity in Seller Central.',
    to_put_back: 'To be put back.',
    putting_back: 'Being put back, and read back at Amazon.',
    put_back: ':leftwards_arrow_with_hook: Put back, and read back at Amazon.',
    by_hand: ':ok_hand: A colleague has seen to it.',
  },
  next: 'Follows next.',
  quantities: (before, target) => `${before} → ${target}.`,
  putBack: (quantity) => `Put back to ${quantity}`,
  surePutBack: 'The units are on sale again.',
  putsBack: 'It is put back. The message changes when Amazon has it.',
  nothingToPutBack: 'There is nothing to put back: see the message.',
  seenNow: 'Amazon has it now: done. The message changes.',
  stillNotSeen: (quantity) =>
    `Still not seen: Amazon shows ${quantity === undefined ? 'no quantity that we ship ourselves' : quantity}. Please look at it in Seller Central.`,
  changedByOthers:
    'Another request has changed the same SKU since, so the quantity at Amazon tells nothing of this one. Please look at it in Seller Central.',
  notChecked: 'Amazon could not be asked. Nothing was changed.',
};
