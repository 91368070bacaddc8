import type { WaysText } from './ways-text.js';

/** Simplified Chinese: ways out other than a plain cancellation. */
export const zhWays: WaysText = {
  shipLateHint: ':truck: 还能发货吗？延迟发货不影响取消率，而是计入亚马逊的延迟发货率。',
  shipLate: '改为延迟发货',
  sureShipLate: '该订单不会被取消，也不会向亚马逊发送任何内容。它会记为“已挽回”，并需要有人发货。',
  savedTitle: '已挽回',
  savedNow: (orderId) =>
    `:truck: 订单 ${orderId} 没有取消，已由您记为“已挽回”，没有向亚马逊发送任何内容。接下来：发货，在卖家平台中打开该订单，并在那里确认发货。`,
  shipBefore: (when) => `如果在 ${when} 之前没有确认发货，亚马逊会自行取消，并计入取消率。`,
  savedBy: (who, when) => `:truck: ${who} 于 ${when} 挽回了该订单：改为延迟发货。`,
  saved: (count) => `*已挽回：* ${count} 单（改为延迟发货，没有取消）`,
};
