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
  restock: {
    label: '到货日期',
    hint: '最早为明天。当天早上会在消息列中提醒您恢复数量。',
    backOn: (day) => `预计 ${day} 到货。`,
    due: (sku, { day, quantity }) => `:package: SKU ${sku} 预计${day === undefined ? '今天' : ` ${day} `}到货。恢复为 ${quantity} 吗？`,
  },
  fraud: {
    label: '欺诈迹象',
    hint: '至少两项，并写明原因。以团队所知为准：本应用看不到买家信息。',
    signal: {
      high_value: '金额远高于平常',
      many_units: '数量很多',
      address_mismatch: '团队已知地址不符',
      repeat_canceller: '多次取消的买家',
      rushed_shipping: '要求加急配送',
      forwarder: '货运代理地址',
    },
    signals: '迹象',
    counts: ':information_source: 亚马逊只排除买家在亚马逊申请的取消：因疑似欺诈取消，与我们的其他取消一样计入账户的取消率。',
    notInReview: '疑似欺诈需要在申请中勾选迹象。没有做任何更改：请不批准，并重新申请。',
  },
};
