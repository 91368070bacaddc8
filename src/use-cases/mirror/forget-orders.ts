import { subMonths } from 'date-fns';
import type { Desk } from '../../ports/desk.js';

/** Deletes copies of orders that have not changed for as long as the team wants to keep them; a bounded number each time. */
export async function forgetOrders(desk: Pick<Desk, 'settings' | 'clock' | 'mirror'>): Promise<void> {
  await desk.mirror.forget(subMonths(desk.clock.now(), desk.settings.mirrorRetentionMonths));
}
