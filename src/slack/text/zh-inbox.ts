import type { InboxText } from './inbox-text.js';

/** Simplified Chinese: buyers' requests to cancel. */
export const zhInbox: InboxText = {
  title: '待处理的取消申请',
  loading: '正在查找等待答复的买家……',
  heading: (total) => `*${total}* 位买家在等待答复，按最晚发货时间排序。`,
  empty: ':sparkles: 没有买家在等待答复。',
  postTitle: (orderId) => `买家申请取消订单 ${orderId}`,
  noticed: (when) => `发现时间：${when}。`,
  waitsFor: (minutes) => `:hourglass_flowing_sand: 已等待 ${durationText(minutes)}`,
  shipBy: (when) => `最晚发货时间：${when}`,
  nobody: ':bust_in_silhouette: 尚无人处理。',
  claimedBy: (who, when) => `:bust_in_silhouette: ${who} 自 ${when} 起处理。`,
  answeredBy: (who, when) => `:package: ${who} 于 ${when} 说明已打包，仍会发货。`,
  endedAs: {
    cancelled: ':white_check_mark: 该订单已取消。',
    shipped: ':truck: 该订单已发货。',
    unfulfillable: ':no_entry: 亚马逊表示该订单无法配送。',
    withdrawn: ':leftwards_arrow_with_hook: 买家不再申请取消。',
  },
  endedAt: (when) => `发现时间：${when}。`,
  underWay: (state) => `正在取消：${state}`,
  told: {
    stop: '已通知仓库不要发货。',
    ship: '已通知仓库照常发货。',
    cancelled: '已通知仓库该订单已取消。',
  },
  notTold: {
    stop: ':warning: *尚未*通知仓库不要发货。如果紧急，请您直接告知。',
    ship: ':warning: *尚未*通知仓库照常发货。如果紧急，请您直接告知。',
    cancelled: ':warning: *尚未*通知仓库该订单已取消。如果紧急，请您直接告知。',
  },
  uncertain: {
    stop: ':warning: 无法确定仓库是否已收到不要发货的通知。请到仓库频道查看。',
    ship: ':warning: 无法确定仓库是否已收到照常发货的通知。请到仓库频道查看。',
    cancelled: ':warning: 无法确定仓库是否已收到取消的通知。请到仓库频道查看。',
  },
  line: {
    stop: (orderId) => `:octagonal_sign: *请勿发货 ${orderId}*：买家申请取消。后续会在此说明。`,
    ship: (orderId) => `:package: *请照常发货 ${orderId}*：该订单没有取消。`,
    cancelled: (orderId) => `:no_entry: *${orderId} 已取消*：请勿发货。`,
  },
  stopIsOver: {
    answered: (orderId) => `${orderId} 因买家申请取消而暂停发货。*请照常发货。*`,
    withdrawn: (orderId) => `${orderId} 因买家申请取消而暂停发货。*请照常发货。*`,
    cancelled: (orderId) => `${orderId} 因买家申请取消而暂停发货。*已取消：请勿发货。*`,
    shipped: (orderId) => `${orderId} 因买家申请取消而暂停发货。*已经发货。*`,
    unfulfillable: (orderId) => `${orderId} 因买家申请取消而暂停发货。*亚马逊表示无法配送：请勿发货。*`,
  },
  openRequests: '待处理的申请',
  claim: '由我处理',
  takeOver: '接手……',
  sureTakeOver: (orderId) => `已有人在处理订单 ${orderId}。请先沟通再接手。`,
  cancel: '按申请取消',
  packed: '已经打包……',
  surePacked: (orderId) => `订单 ${orderId} 已打包，仍要发货吗？仓库会收到发货通知。`,
  send: '发送给买家',
  answerTitle: '已经打包',
  answered: ':package: 已记录。请用买家的语言告知买家：',
  toSend: '由亚马逊发送给买家，发出后无法撤回。',
  toCopy: ':clipboard: 亚马逊不支持为该订单发送消息。请复制到卖家平台。',
  claimed: '现在由您处理。',
  yours: '已经由您处理。',
  heldBy: (who) => `${who} 已在处理。没有做任何更改。可以在*待处理的申请*中接手。`,
  answeredAlready: '已有答复：已打包，仍会发货。没有做任何更改。',
  ended: (how) => `此申请已结束。没有做任何更改。\n${how}`,
  beingCancelled: '该订单正在取消，不能发货。如果已经打包，请先撤销取消。没有做任何更改。',
  unknown: '这里没有此申请。',
  goesOut: '消息即将发出。发送后，收件箱频道的内容会更新。',
  notTrueAnyMore: '此申请已另有结果，消息内容不再属实。没有发送任何内容。',
};

function durationText(minutes: number): string {
  if (minutes < 60) return `${minutes} 分钟`;
  return minutes < 2_880 ? `${Math.floor(minutes / 60)} 小时` : `${Math.floor(minutes / 1_440)} 天`;
}
