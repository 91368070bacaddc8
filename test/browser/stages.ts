import type { TestProject } from 'vitest/node';
import { type Stage, startStage } from '../../src/demo/stage.js';

export type Language = 'en' | 'zh';

/** Where a workspace is, and plain orders of its shop that may be cancelled, by country. */
export interface Place {
  readonly url: string;
  readonly orders: Readonly<Record<'US' | 'DE' | 'JP', readonly string[]>>;
}

declare module 'vitest' {
  interface ProvidedContext {
    readonly places: Readonly<Record<Language, Place>>;
  }
}

/** Starts one workspace that reads English and one that reads Chinese for all stories: an app takes its time to come up. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const start = async (language: Language): Promise<Stage> =>
    await startStage({ socketMode: false, outboxSeconds: 2, port: 0, language, page: true });
  const en = await start('en');
  const zh = await start('zh');
  project.provide('places', { en: placeOf(en), zh: placeOf(zh) });
  return async () => void (await Promise.all([en.close(), zh.close()]));
}

function placeOf({ slack, amazon }: Stage): Place {
  const plain = amazon.shop
    .listOrders()
    .filter(
      ({ status, fulfilledBy, programs, items, messaging }) =>
        status === 'UNSHIPPED' &&
        fulfilledBy === 'MERCHANT' &&
        programs.length === 0 &&
        messaging &&
        items.length === 1 &&
        items[0]?.buyerRequest === undefined,
    );
  const ofCountry = (country: string): string[] =>
    plain.filter((order) => order.marketplace.country === country).map(({ orderId }) => orderId);
  return { url: slack.origin, orders: { US: ofCountry('US'), DE: ofCountry('DE'), JP: ofCountry('JP') } };
}
