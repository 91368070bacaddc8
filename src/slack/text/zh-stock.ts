import type { StockText } from './stock-text.js';

/** Simplified Chinese: the units on sale. */
export const zhStock: StockText = {
  label: '在售数量',
  leave: '不改动',
  choice: { zero: (sku) => `设为 0：${sku}`, lower: (sku, by) => `减少 ${by}：${sku}` },
  hint: {
    na: '仅在您选择后、订单取消之后执行。同一 SKU 的数量在北美所有站点共用。',
    eu: '仅在您选择后、订单取消之后执行。同一 SKU 的数量在欧洲所有站点共用。',
    fe: '仅在您选择后、订单取消之后执行，只影响该站点。',
  },
  ghost: ':ghost: 有缺陷的商品会被重新上架：可考虑在下方将在售数量减少 1。',
  zero: (sku) => `${sku} 设为 0。`,
  lower: (sku, by) => `${sku} 减少 ${by}。`,
  state: {
    waiting: '确认取消后执行。',
    changing: '正在通知亚马逊并核对数量。',
    done: ':white_check_mark: 已完成，并已向亚马逊核对。',
    failed: ':x: 未改动。',
    uncertain: ':warning: 在亚马逊未看到该数量。请到卖家平台查看。',
    to_put_back: '即将恢复。',
    putting_back: '正在恢复并向亚马逊核对。',
    put_back: ':leftwards_arrow_with_hook: 已恢复，并已向亚马逊核对。',
    by_hand: ':ok_hand: 同事已处理。',
  },
  next: '即将执行。',
  quantities: (before, target) => `${before} → ${target}。`,
  putBack: (quantity) => `恢复为 ${quantity}`,
  surePutBack: '这些商品会重新上架销售。',
  putsBack: '正在恢复。亚马逊确认后，消息会更新。',
  nothingToPutBack: '没有可恢复的内容：请看消息。',
  seenNow: '亚马逊已是该数量：完成。消息会更新。',
  stillNotSeen: (quantity) =>
    `仍未看到：亚马逊显示${quantity === undefined ? '没有由我们自发货的数量' : ` ${quantity}`}。请到卖家平台查看。`,
  changedByOthers: '此后另一个申请更改过同一 SKU，因此亚马逊的数量无法说明这一项。请到卖家平台查看。',
  notChecked: '无法询问亚马逊，没有做任何更改。',
};
