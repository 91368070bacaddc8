import type { BatchText } from './batch-text.js';
import { shareAfter, shareOf, windowName } from './zh-rate.js';

/** Simplified Chinese: several orders together. */
export const zhBatch: BatchText = {
  title: '取消多个订单',
  loading: '正在从亚马逊读取这些订单……',
  leftOff: (taken, rest) => `:information_source: 一次最多 ${taken} 个：您输入的另外 ${rest} 个订单不在其中。`,
  orders: '要取消的订单',
  moreOrders: '要取消的订单（续）',
  noneMay: '这些订单都不能取消。',
  noOther: '据我们的副本，此 SKU 没有其他等待发货的订单。',
  ticked: (count, value) => `已勾选 ${count} 个订单${value === '' ? '' : `，合计 ${value}`}。`,
  counting: (count, of) =>
    count === 0 ? ':white_check_mark: 都不计入取消率：买家已在亚马逊申请。' : `:warning: ${of} 个中有 ${count} 个会计入账户的取消率。`,
  countsThough: (count) => `:warning: 其中 ${count} 个仍会计入取消率：买家没有在亚马逊申请，亚马逊会视为我们取消。`,
  rate: (facts) =>
    `${windowName(facts)}：${shareOf(facts.before)}。取消这些订单（其中 ${facts.more} 个计入）后：${shareAfter(facts.after)} （目标低于 ${facts.target}）。剩余额度：${facts.room}。`,
  rateWith: (facts) => `包含这些订单，${windowName(facts)}：${shareOf(facts, '*')} （目标低于 ${facts.target}）。剩余额度：${facts.room}。`,
  sameSku: (sku) => `:rotating_light: 其中有多个 ${sku} 的订单。30 天内连续被我们取消两次，亚马逊可能会下架该商品。`,
  approval: (why) => `:raised_hand: 需要主管一并批准：${why}。`,
  noneTicked: '请至少勾选一个订单。',
  messageRefused: (orderIds) => `亚马逊的消息规则不允许向 ${orderIds} 的买家发送此内容。请去掉该订单、选择不发消息，或联系管理员修改模板。`,
  send: '亚马逊取消订单后发送',
  inLanguages: (languages) => `此原因的模板，每个订单取消后发给其买家（如亚马逊支持；${languages}）`,
  languageCount: (language, count) => `${language}：${count}`,
  sample: (orderId) => `订单 ${orderId} 的买家收到的内容`,
  confirm: (count) => (count === 1 ? '取消该订单' : `取消这 ${count} 个订单`),
  sure: '已取消的订单无法恢复，买家只能重新下单。',
  happens: (seconds) => (seconds === 0 ? '立即发出，无法撤回。' : `${seconds} 秒后发出，在此之前可以撤销，之后无法撤回。`),
  queued: (count, seconds) =>
    seconds === 0
      ? `${count} 个订单正在发给亚马逊。只有亚马逊确认后才算取消，进展请看频道里的消息。`
      : `${count} 个订单将在 ${seconds} 秒后发给亚马逊。在此之前可用频道消息上的“全部撤销”收回。`,
  awaiting: (count) => `${count} 个订单正在等待主管批准。有结果时您会收到私信。`,
  noneRequested: '没有提交任何申请：这些订单都已有申请。',
  leftOut: '未包括：',
  headTitle: (count) => `取消 ${count} 个订单`,
  inThread: '每个订单在此消息列中都有自己的消息。',
  undoAll: '全部撤销',
  sureUndoAll: '其中仍在等待的订单都会撤销，不会发给亚马逊。',
  undoneAll: (count, tooLate) =>
    [
      ...(count === 0 ? [] : [`已撤销 ${count} 个订单，没有发给亚马逊。`]),
      ...(tooLate === 0 ? [] : [`${tooLate} 个订单来不及撤销：已经发出或已有决定。`]),
    ].join('') || '没有可以撤销的订单。',
  cardTitle: (count) => `请批准：取消 ${count} 个订单`,
  decidedTitle: (count) => `取消 ${count} 个订单的申请`,
  sureApprove: '这些订单都会在亚马逊取消。发件箱等待时间过后无法撤回。',
  sureDecline: '这些订单都不会取消，申请人会看到您的说明。',
  approved: (count) => `已批准 ${count} 个订单，发件箱等待时间过后发出。`,
  ruledOut: (orderIds) => `没有发送，因为已不能取消：${orderIds}。`,
  declined: (count) => `未批准 ${count} 个订单，会通知申请人。`,
  reminder: (count, when) => `:alarm_clock: 取消 ${count} 个订单的申请仍未决定，有效期至 ${when}，之后视为未批准。`,
  cancelSeveral: '取消多个……',
  otherOrders: '此 SKU 的其他订单……',
};
