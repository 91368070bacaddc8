import type { HomeText } from './home-text.js';

/** Simplified Chinese: the Home tab. */
export const zhHome: HomeText = {
  steps: [
    '*三步连接您的亚马逊账户*',
    '1. 设置 `AMAZON_LWA_CLIENT_ID`、`AMAZON_LWA_CLIENT_SECRET`、`AMAZON_REFRESH_TOKEN`、`AMAZON_SELLER_ID`、`AMAZON_REGION` 和 `AMAZON_MARKETPLACE_IDS`：`.env.example` 说明了在哪里可以找到它们。',
    '2. 重新启动程序。之后“练习”字样会消失。',
    '3. 用 `/find-order` 查询您的一个订单。其他账户可在此处的“设置”中添加。',
  ],
  start: '取消订单……',
  settings: '设置',
  settingsForAdmins: '设置仅供管理员使用。管理员名单见 `ADMINS`。',
  rates: '取消率',
  mine: '我的申请',
  noneMine: '您还没有提交过申请。',
  waiting: '等待批准',
  noneWaiting: '没有等待批准的申请。',
  recent: '所有人的最近申请',
  noneRecent: '还没有申请。请用 `/cancel-order` 开始。',
  details: '详情',
  caseTitle: '取消申请',
  timeline: '经过',
  byApp: '本程序',
  byAmazon: '亚马逊',
  askedFor: (reason) => `提交申请：${reason}`,
  askedAgain: '再次申请同一订单，并看到了此申请',
  hurried: '立即发送，没有等到可撤销时间结束',
  questionAsked: '在消息列中向申请人提问',
  clickRefused: '在没有权限或为时已晚的情况下点击，没有做任何更改',
  noSuchCase: '这里没有此申请。',
};
