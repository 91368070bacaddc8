/** What the panel beside the workspace says. */
export interface AmazonWords {
  readonly title: string;
  readonly about: string;
  readonly tryThese: string;
  readonly cancelIt: string;
  readonly lookUp: string;
  readonly samples: Readonly<Record<string, string>>;
  readonly order: string;
  readonly orderId: string;
  readonly noOrder: string;
  readonly status: string;
  readonly shippedBy: string;
  readonly wish: string;
  readonly yes: string;
  readonly no: string;
  readonly cancelledBy: string;
  readonly buyerAsks: string;
  readonly amazonCancels: string;
  readonly ship: string;
  readonly feeds: string;
  readonly none: string;
  readonly messages: string;
  readonly faults: string;
  readonly faultKinds: readonly { readonly label: string; readonly fault: (orderId: string) => object }[];
  readonly switchOn: string;
  readonly clearAll: string;
  readonly clock: string;
  readonly ahead: readonly { readonly label: string; readonly minutes: number }[];
  readonly gone: string;
}

const faultKinds = (labels: readonly [string, string, string, string, string, string, string]): AmazonWords['faultKinds'] => [
  { label: labels[0], fault: (orderId) => ({ kind: 'line-refused', orderId, description: 'The order was shipped already.', times: 1 }) },
  { label: labels[1], fault: () => ({ kind: 'server-error', operation: 'createFeed', times: 1 }) },
  { label: labels[2], fault: () => ({ kind: 'timeout-after', operation: 'createFeed', times: 1 }) },
  { label: labels[3], fault: () => ({ kind: 'throttled', operation: 'getOrder', times: 3 }) },
  { label: labels[4], fault: () => ({ kind: 'feed-stuck', times: 1 }) },
  { label: labels[5], fault: () => ({ kind: 'report-without-summary', times: 1 }) },
  { label: labels[6], fault: (orderId) => ({ kind: 'messaging-not-offered', orderId, times: 1 }) },
];

const en: AmazonWords = {
  title: 'Practice Amazon',
  about: 'The same orders as Amazon sees them. No real order, buyer or account is touched.',
  tryThese: 'Try these orders',
  cancelIt: 'Cancel',
  lookUp: 'Look up',
  samples: {
    outOfStock: 'Out of stock',
    buyerRequested: 'The buyer asked Amazon to cancel',
    unshippedJapanese: 'Japan, close to the target: needs a lead',
    multiItem: 'Three different items',
    chineseBuyer: 'The buyer reads Chinese',
    fba: 'Shipped by Amazon: not ours to cancel',
    shipped: 'Shipped already',
    partlyShipped: 'Shipped in part',
  },
  order: 'The order at Amazon',
  orderId: 'Order id',
  noOrder: 'No such order.',
  status: 'Status',
  shippedBy: 'Shipped by',
  wish: 'Buyer asked to cancel',
  yes: 'yes',
  no: 'no',
  cancelledBy: 'Cancelled by',
  buyerAsks: 'Buyer asks to cancel',
  amazonCancels: 'Amazon cancels it',
  ship: 'Seller ships it',
  feeds: 'Feeds',
  none: 'None yet.',
  messages: 'Messages that buyers got',
  faults: 'Make something go wrong',
  faultKinds: faultKinds([
    'Refuse this order’s line',
    'createFeed: error 500',
    'createFeed: no answer, but done',
    'getOrder: too many requests, 3 times',
    'The next feed gets stuck',
    'A report without a summary',
    'No message to this buyer',
  ]),
  switchOn: 'Switch on',
  clearAll: 'Clear all',
  clock: 'Amazon’s clock',
  ahead: [
    { label: '+1 minute', minutes: 1 },
    { label: '+1 hour', minutes: 60 },
  ],
  gone: 'The practice Amazon does not answer.',
};

const zh: AmazonWords = {
  title: '练习版亚马逊',
  about: '亚马逊一侧看到的同一批订单。不会触及任何真实的订单、买家或账户。',
  tryThese: '试试这些订单',
  cancelIt: '取消',
  lookUp: '查询',
  samples: {
    outOfStock: '缺货',
    buyerRequested: '买家已向亚马逊申请取消',
    unshippedJapanese: '日本站，接近目标值：需主管批准',
    multiItem: '三种不同商品',
    chineseBuyer: '买家使用中文',
    fba: '亚马逊配送：卖家无法取消',
    shipped: '已发货',
    partlyShipped: '部分发货',
  },
  order: '亚马逊上的订单',
  orderId: '订单号',
  noOrder: '没有这个订单。',
  status: '状态',
  shippedBy: '配送方',
  wish: '买家申请取消',
  yes: '是',
  no: '否',
  cancelledBy: '取消方',
  buyerAsks: '买家申请取消',
  amazonCancels: '亚马逊取消',
  ship: '卖家发货',
  feeds: 'Feed',
  none: '暂无。',
  messages: '买家收到的消息',
  faults: '制造故障',
  faultKinds: faultKinds([
    '拒绝此订单的行',
    'createFeed：500 错误',
    'createFeed：无应答但已生效',
    'getOrder：请求过多，3 次',
    '下一个 feed 卡住',
    '没有摘要的处理报告',
    '不能给此买家发消息',
  ]),
  switchOn: '开启',
  clearAll: '全部清除',
  clock: '亚马逊时钟',
  ahead: [
    { label: '+1 分钟', minutes: 1 },
    { label: '+1 小时', minutes: 60 },
  ],
  gone: '练习版亚马逊没有应答。',
};

export function amazonWordsFor(locale: string): AmazonWords {
  return locale.startsWith('zh') ? zh : en;
}
