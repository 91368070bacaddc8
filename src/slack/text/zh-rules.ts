import type { RulesText } from './rules-text.js';

/** Simplified Chinese: when a lead is asked. */
export const zhRules: RulesText = {
  title: '批准规则',
  everywhere: '所有站点',
  share: (percent) => (percent === 0 ? '凡计入取消率的取消都由主管决定。' : `取消率不超过目标的 ${percent}% 时，客服可自行决定。`),
  limits: (limits) => `金额超过 ${limits} 的订单由主管决定。`,
  noLimits: '没有金额限制。',
  programs: (programs) => `以下计划的订单由主管决定：${programs}。`,
  agents: (people) => `不经主管即可取消的人：${people}。`,
  everybody: '在其他规则不要求主管时，所有人都可以取消。',
  changed: (who, when) => `最近由 ${who} 于 ${when} 更改`,
  neverChanged: '尚无人更改过。',
  change: '更改……',
  where: '适用范围',
  hasOwn: (where) => `${where} 有自己的规则。`,
  hasNone: (where) => `${where} 没有自己的规则，适用所有站点的规则。在此保存后，该站点改用这里的规则。`,
  useEverywhere: '重新使用所有站点的规则',
  sureEverywhere: (where) => `${where} 自己的规则会被移除，改用所有站点的规则。`,
  field: {
    share: '客服可自行决定的上限（占目标的百分比）',
    limits: '金额超过以下数额的订单须由主管决定',
    programs: '以下计划的订单始终由主管决定',
    agents: '不经主管即可取消的人',
  },
  hint: {
    share: '0 到 100 的整数。0 表示凡计入取消率的都由主管决定。',
    limits: '每行一个限额，例如 EUR 200 或 JPY 30000。没有写的货币不设限额。',
    programs: '自发货的 Prime 订单始终由主管决定：亚马逊对其要求最严。',
    agents: '不选任何人表示所有人都可以。未被选中的人仍可请主管决定。',
  },
  program: {
    PRIME: 'Prime（自发货）',
    PREMIUM: 'Premium',
    AMAZON_BUSINESS: '亚马逊企业购',
    FBM_SHIP_PLUS: 'FBM Ship+',
    PREORDER: '预售',
    AMAZON_BAZAAR: '亚马逊 Bazaar',
    AMAZON_HAUL: '亚马逊 Haul',
  },
  save: '保存',
  saved: (where) => `:white_check_mark: 批准规则已更改：${where}。`,
  followed: (where) => `:white_check_mark: 重新适用所有站点的规则：${where}。`,
  fromNowOn: '从下一次预览起生效。正在填写的申请在提交前会再次显示。',
  changedMeanwhile: (who, when) =>
    `:exclamation: ${who} 已于 ${when} 更改了规则。你的更改没有保存。以下是现在适用的规则；如仍需更改，请重新更改。`,
  otherPlace: ':exclamation: 期间选择了另一个适用范围。没有保存任何内容。以下是该范围的规则。',
  problem: {
    share: '请填写 0 到 100 的整数，例如 80。',
    leadsProgram: 'Prime（自发货）必须保持勾选：亚马逊对这些订单的要求最严，因此始终由主管决定。',
    limits: {
      unreadable: (line) => `“${line}” 不是限额。请写货币和数额，数额只用数字，小数前用点：EUR 200 或 EUR 199.50。`,
      'unknown-currency': (_line, currency, currencies) => `${currency} 不是亚马逊站点的货币。可用的货币：${currencies}。`,
      twice: (_line, currency) => `${currency} 出现了两次。每种货币只写一个限额。`,
      decimals: (line, currency) => `“${line}” 的小数位数超过了 ${currency} 的小数位数。请写 EUR 199.50，或不带小数的 JPY 30000。`,
    },
  },
};
