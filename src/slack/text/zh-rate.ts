import type { CountText, WindowText } from './text.js';

/** Simplified Chinese: the window that a rate is of. */
export function windowName({ days, program }: Pick<WindowText, 'days' | 'program'>): string {
  return program === undefined ? `${days} 天` : `${days} 天（仅 ${program} 订单）`;
}

/** The same where 7 days of all orders go without saying. */
export function unusualWindow(window: Pick<WindowText, 'days' | 'program'>): string {
  return window.days === 7 && window.program === undefined ? '' : `${windowName(window)}：`;
}

/** `4 / 212 = 1.89 %`, or both ends where Amazon does not tell of all. */
export function shareOf({ orders, counted, percent, atLeast }: CountText, star = ''): string {
  if (atLeast === undefined) return `${counted} / ${orders} = ${star}${percent}${star}`;
  return `${orders} 单中 ${atLeast.counted} (${atLeast.percent}) 至 ${counted} (${star}${percent}${star}) 单`;
}

/** The same where the number of orders was said before. */
export function shareAfter({ counted, percent, atLeast }: CountText): string {
  return atLeast === undefined ? `${counted} = *${percent}*` : `${atLeast.counted} (${atLeast.percent}) 至 ${counted} (*${percent}*)`;
}
