import { subDays } from 'date-fns';
import type { Desk } from '../../ports/desk.js';

/** A draft that nobody finished within a day is forgotten. */
export async function forgetDrafts(desk: Pick<Desk, 'clock' | 'drafts' | 'batchDrafts'>): Promise<void> {
  const before = subDays(desk.clock.now(), 1);
  await desk.drafts.deleteBefore(before);
  await desk.batchDrafts.deleteBefore(before);
}
