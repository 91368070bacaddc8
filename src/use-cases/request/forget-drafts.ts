import { subDays } from 'date-fns';
import type { Desk } from '../../ports/desk.js';

/** A draft that nobody finished within a day is forgotten. */
export async function forgetDrafts(desk: Pick<Desk, 'clock' | 'drafts'>): Promise<void> {
  await desk.drafts.deleteBefore(subDays(desk.clock.now(), 1));
}
