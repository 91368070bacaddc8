import { shareAfter, shareOf, unusualWindow, windowName } from './zh-rate.js';
import type { Text } from './text.js';

const REFUSED_HINT = '没有做任何更改。';

/** Simplified Chinese: the order, the reasons and what cancelling costs. */
export const zhOrder: Pick<
  Text,
  | 'order'
  | 'obstacle'
  | 'cancelledBy'
  | 'mayCancel'
  | 'mayNot'
  | 'warning'
  | 'reason'
  | 'subReason'
  | 'effect'
  | 'failure'
  | 'throttled'
  | 'stale'
> = {
  order: {
    title: '订单',
    total: '合计',
    quantity: (count) => `${count} ×`,
    status: {
      PENDING_AVAILABILITY: '预售，尚未发售',
      PENDING: '等待付款',
      UNSHIPPED: '未发货',
      PARTIALLY_SHIPPED: '部分发货',
      SHIPPED: '已发货',
      CANCELLED: '已取消',
      UNFULFILLABLE: '无法配送',
    },
    fulfilledBy: { MERCHANT: '由我们发货', AMAZON: '由亚马逊发货（FBA）' },
    shipBy: (when, countdown) => `最晚发货时间 ${when}${countdown === undefined ? '' : `（${countdown}）`}`,
    hoursLeft: (hours) => (hours >= 48 ? `还剩 ${Math.floor(hours / 24)} 天` : hours >= 1 ? `还剩 ${hours} 小时` : '不到一小时'),
    overdue: (hours) => (hours >= 48 ? `已晚 ${Math.floor(hours / 24)} 天` : `已晚 ${Math.max(1, hours)} 小时`),
    readAt: (when) => `亚马逊数据读取于 ${when}。`,
    buyerRequest: (by, reason) => `买家已在亚马逊申请取消（不晚于 ${by}）${reason === undefined ? '' : `：“${reason}”`}。不计入取消率。`,
    noBuyerRequest: '买家没有在亚马逊申请取消。',
    cases: '该订单的申请',
    cancel: '取消该订单……',
    programs: '计划',
  },
  obstacle: {
    'already-cancelled': (by) => (by === undefined ? '该订单已取消。' : `该订单已由${by}取消。`),
    'being-cancelled': () => '该订单已有申请。',
    'fulfilled-by-amazon': () => '该订单由亚马逊发货（FBA），卖家无法取消。买家可以在“我的订单”中取消。',
    pending: () => '付款仍在处理中，亚马逊不允许操作。请等状态变为“未发货”后再试。',
    'pending-availability': () => '这是尚未发售的预售订单。请等状态变为“未发货”后再试。',
    shipped: () => '该订单已发货，只能在卖家平台中办理退货或退款。',
    'partly-shipped': () => '该订单已部分发货。取消会退还整笔订单的款项，因此不能在此操作。请到卖家平台处理。',
    unfulfillable: () => '亚马逊表示该订单无法配送。请到卖家平台查看。',
    program: (_by, program) =>
      `该订单属于亚马逊的${program === undefined ? '某个' : ` ${program} `}计划，有自己的取消方式。请到卖家平台处理。`,
    'no-items': () => '亚马逊没有返回该订单的商品。请一分钟后重试。',
  },
  cancelledBy: { BUYER: '买家', MERCHANT: '我们', AMAZON: '亚马逊' },
  mayCancel: ':white_check_mark: 可以取消。',
  mayNot: ':no_entry: 不能在此取消。',
  warning: {
    'ship-by-passed': '已超过最晚发货时间。',
    'ship-by-soon': '必须在 4 小时内发货。是否已经打包？',
    prime: '这是 Prime 订单。',
    business: '这是企业订单。',
    'several-items': '该订单包含多件商品，会取消整笔订单：亚马逊的接口不支持只取消其中一部分。如只需取消一部分，请在卖家平台中打开该订单。',
  },
  reason: {
    out_of_stock: '缺货',
    cannot_deliver: '无法送达',
    buyer_asked: '买家要求',
    cannot_meet_request: '无法满足特殊要求',
    defect: '有缺陷或损坏',
    amazon_out_of_stock: '亚马逊：缺货',
    amazon_quality: '亚马逊：质量问题',
    amazon_liquidation: '亚马逊：清仓',
    other: '其他',
    pricing_error: '价格错误',
    customer_exchange: '买家换货',
  },
  subReason: {
    count_wrong: '库存数量有误',
    oversold: '超卖',
    supplier_late: '供应商延误',
    logistics: '没有承运商可送达',
    region: '不配送到该地区',
    legal: '当地不允许',
    customization: '定制',
    gift_wrap: '礼品包装',
    invoice: '发票',
    defective: '有缺陷',
    damaged: '损坏',
    shipping_problem: '运输问题',
    fraud: '疑似欺诈',
    something_else: '其他原因',
  },
  effect: {
    counts: ':warning: 会计入账户的取消率。',
    countsThough: ':warning: 仍会计入取消率：买家没有在亚马逊申请，亚马逊会视为我们取消。',
    doesNotCount: ':white_check_mark: 不计入取消率：买家已在亚马逊申请。',
    restocks: '亚马逊会把这些商品重新上架。',
    keepsStock: '亚马逊不会把这些商品重新上架。',
    rate: (facts) =>
      `${windowName(facts)}：${shareOf(facts.before)}。取消后：${shareAfter(facts.after)} （目标低于 ${facts.target}）。剩余额度：${facts.room}。`,
    rateWith: (facts) => `包含此单，${windowName(facts)}：${shareOf(facts, '*')} （目标低于 ${facts.target}）。剩余额度：${facts.room}。`,
    rateAfter: (facts) => `取消后的取消率：${unusualWindow(facts)}${facts.percent}（目标低于 ${facts.target}）。`,
    source: { amazon: (when) => `取消率来源：亚马逊，${when}`, estimate: (when) => `取消率来源：我们的估算，${when}` },
    strike: (sku, orderId) =>
      `:rotating_light: ${sku} 的上一个订单也是我们取消的（${orderId}）。30 天内连续取消两次，亚马逊可能会下架该商品。`,
    rateUnknown: '目前不知道账户的取消率。',
    neededOrders: (orders, days) => `要重新低于目标，${days} 天内需要 ${orders} 个订单。`,
    noRate: '没有订单',
    approval: (why) => `:raised_hand: 需要主管批准：${why}。`,
    rule: {
      rate_above_share: '取消率会接近目标值',
      rate_at_or_above_target: '取消率会达到或超过目标',
      rate_unknown: '取消率未知',
      value_above_limit: '订单金额超过限额',
      reason_always: '此原因一律需要批准',
      program_always: '此计划的订单必须经批准',
      agent_without_right: '申请人无权自行取消',
    },
  },
  failure: {
    'not-found': (orderId) => `亚马逊在此账户下没有订单 ${orderId}。请核对订单号。`,
    'not-authorised': () => '亚马逊不允许我们读取该订单。可能缺少权限，或属于其他账户。请联系管理员。',
    'locked-out': () => `亚马逊不接受本应用的凭据。${REFUSED_HINT}请告诉管理员更新凭据。`,
    refused: () => `亚马逊拒绝了请求。${REFUSED_HINT}如果再次发生，请告诉管理员。`,
    uncounted: () => `我们的数据库没有响应，因此没有查询亚马逊。${REFUSED_HINT}请几分钟后重试。`,
    unavailable: () => `亚马逊没有响应。${REFUSED_HINT}请几分钟后重试。`,
    ambiguous: () => `亚马逊的回答不明确。${REFUSED_HINT}请几分钟后重试。`,
  },
  throttled: (seconds) => `亚马逊在 ${durationText(seconds)}内不再接受查询，请届时重试。${REFUSED_HINT}`,
  stale: (when, seconds) => `:hourglass: 这是 ${when} 时的订单（${durationText(seconds)}前）。`,
};

/** Rounded up, as in English. */
function durationText(seconds: number): string {
  if (seconds <= 90) return `${seconds} 秒`;
  if (seconds <= 5_400) return `${Math.ceil(seconds / 60)} 分钟`;
  return seconds <= 172_800 ? `${Math.ceil(seconds / 3_600)} 小时` : `${Math.ceil(seconds / 86_400)} 天`;
}
