import { zhBatch } from './zh-batch.js';
import { zhCase } from './zh-case.js';
import { zhHome } from './zh-home.js';
import { zhLookUp } from './zh-look-up.js';
import { zhInbox } from './zh-inbox.js';
import { zhStock } from './zh-stock.js';
import { zhStuck } from './zh-stuck.js';
import { zhOrder } from './zh-order.js';
import { zhRequest } from './zh-request.js';
import { zhReasons } from './zh-reasons.js';
import { zhRules } from './zh-rules.js';
import { zhSettings } from './zh-settings.js';
import { zhWays } from './zh-ways.js';
import type { Text } from './text.js';

/** Simplified Chinese. */
export const zh: Text = {
  locale: 'zh-CN',
  practice: ':test_tube: *练习模式* 这是模拟的亚马逊，不会影响任何真实订单。',
  practiceShort: '练习',
  close: '关闭',
  back: '返回',
  next: '下一步',
  openInAmazon: '在卖家平台中打开',
  more: (count) => `……另有 ${count} 项`,
  label: (name, value) => `${name}：${value}`,
  // Slack takes a star for the end of bold only before a blank or its like.
  strongLabel: (name, value) => `*${name}：* ${value}`,
  usage: {
    wrongOrderId: (typed) =>
      `${typed === '' ? '所输入的内容' : `“${typed}”`}不是亚马逊订单号。订单号由 3、7、7 位数字加连字符组成，例如 \`111-2233445-6677889\`。请从卖家平台复制后重试。`,
    digest: '请输入 `/cancel-digest today`、`/cancel-digest 7d` 或 `/cancel-digest 30d`。',
    stale: '此按钮来自旧版本，或其工作已完成。没有做任何更改。请用 `/cancel-order` 重新开始。',
    internal: (reference) =>
      `我们这边出错了。重试之前，请先用 \`/find-order\` 查看该订单。如果再次发生，请把此编号告诉管理员：\`${reference}\`。`,
    notOpened: 'Slack 未能及时打开窗口。没有做任何更改。请重试。',
    databaseFull: '数据库的磁盘已满。此操作未被受理，也没有取消任何订单。请联系管理员。',
    databaseUnsure: '处理过程中我们的数据库出现故障，无法确定此操作是否已被受理。请几分钟后先用 `/find-order` 查看该订单，再决定是否重试。',
    databaseAway: '我们的数据库没有响应。此操作未被受理，也没有取消任何订单。请几分钟后重试。',
    lookingUp: (orderId) => `正在查询 ${orderId}……`,
  },
  lookUp: zhLookUp,
  inbox: zhInbox,
  batch: zhBatch,
  alert: {
    standsStill: (since, count) =>
      `:rotating_light: *应用的工作停滞了*，自 ${since} 起有 ${count} 项到期任务没有开始。没有丢失，也不会重复执行；取消会延迟发出。请管理员查看应用日志和 \`/metrics\`。`,
    movesAgain: (since) => `:white_check_mark: 应用的工作已恢复。此前自 ${since} 起停滞。`,
    refused: (account, since) =>
      `:rotating_light: 自 ${since} 起，*亚马逊不接受本应用用于 ${account} 的凭据*。此账户的订单暂时无法查询或取消；已提出的请求会等待，不会丢失。`,
    renewInEnvironment: '请在应用运行的环境中更新凭据并重新启动应用。',
    renewInSettings: '请在亚马逊重新授权本应用，然后在主页的设置中再次添加此账户：新令牌会替换旧令牌。',
    takenAgain: (account, since) => `:white_check_mark: 亚马逊重新接受 ${account} 的凭据；此前自 ${since} 起不接受。等待中的工作继续进行。`,
  },
  stock: zhStock,
  stuck: zhStuck,
  ways: zhWays,
  ...zhOrder,
  ...zhRequest,
  ...zhCase,
  home: zhHome,
  settings: zhSettings,
  rules: zhRules,
  reasons: zhReasons,
};
