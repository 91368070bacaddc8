import type { DigestMarketplace } from '../domain/digest.js';
import { isUnder, ordersNeeded } from '../domain/rate.js';
import { moment } from './blocks.js';
import { marketplaceName, percentText, targetText } from './facts.js';
import { inLine } from './limits.js';
import type { Text } from './text/text.js';

/** A marketplace's rate in a line, and what it takes when the target is missed. */
export function marketplaceRateLines(one: DigestMarketplace, text: Text): string[] {
  const account = one.accountName === undefined ? '' : ` · ${inLine(one.accountName, 60)}`;
  const marketplace = `Amazon ${marketplaceName(one)}${account}`;
  if (one.rate === undefined) return [`:white_circle: ${text.digest.rateUnknown(marketplace)}`];
  const { count, target, roomLeft: room, source, asOf } = one.rate;
  const facts = { ...count, percent: percentText(count, text), marketplace, target: targetText(target), room };
  const line = `${text.digest.rate(facts)} – _${text.digest.source[source]}, ${moment(asOf)}_`;
  if (!isUnder(count, target)) return [`:red_circle: ${line}`, text.effect.neededOrders(ordersNeeded(count.counted, target))];
  return [`${room === 0 ? ':large_yellow_circle:' : ':large_green_circle:'} ${line}`];
}
