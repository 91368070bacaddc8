import { subDays } from 'date-fns';
import type { OrderCopy } from '../../src/domain/order.js';
import type { Journey } from './journey.js';

/** Copies what is in the practice shop, as Amazon's search gives it. */
export async function fillMirror({ app: { desk }, clock }: Pick<Journey, 'app' | 'clock'>): Promise<void> {
  for (const { id: accountId, marketplaceIds } of desk.accounts.all()) {
    for (const marketplaceId of marketplaceIds) {
      const copies: OrderCopy[] = [];
      let pageToken: string | undefined;
      do {
        const page = await desk.accounts
          .amazon(accountId)
          .orders.createdSince({ marketplaceId, since: subDays(clock.now(), 40), pageToken });
        if (!page.ok) throw new Error(page.failure.kind);
        copies.push(...page.value.orders.map((order) => ({ accountId, order, readAt: clock.now() })));
        pageToken = page.value.nextPageToken;
      } while (pageToken !== undefined);
      await desk.orders.save(copies);
    }
  }
}
