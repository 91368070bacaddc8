import { subHours } from 'date-fns';
import type { Desk } from '../../ports/desk.js';

/** Credentials that nobody went on to connect with are not kept. */
export async function forgetUnfinishedAccounts(desk: Pick<Desk, 'clock' | 'connections'>): Promise<void> {
  await desk.connections.forgetChecked(subHours(desk.clock.now(), 1));
}
