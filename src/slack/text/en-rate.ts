import type { CountText, WindowText } from './text.js';

/** English: the window that a rate is of. */
export function windowName({ days, program }: Pick<WindowText, 'days' | 'program'>): string {
  return program === undefined ? `${days} days` : `${days} days, ${program} orders alone`;
}

/** The same where 7 days of all orders go without saying. */
export function unusualWindow(window: Pick<WindowText, 'days' | 'program'>): string {
  return window.days === 7 && window.program === undefined ? '' : `, ${windowName(window)}`;
}

/** `4 of 212 = 1.89 %`, or both ends where Amazon does not tell of all. */
export function shareOf({ orders, counted, percent, atLeast }: CountText, star = ''): string {
  if (atLeast === undefined) return `${counted} of ${orders} = ${star}${percent}${star}`;
  return `between ${atLeast.counted} (${atLeast.percent}) and ${counted} (${star}${percent}${star}) of ${orders}`;
}

/** The same where the number of orders was said before. */
export function shareAfter({ counted, percent, atLeast }: CountText): string {
  return atLeast === undefined
    ? `${counted} = *${percent}*`
    : `between ${atLeast.counted} (${atLeast.percent}) and ${counted} (*${percent}*)`;
}
