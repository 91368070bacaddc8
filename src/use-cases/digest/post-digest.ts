import { addMilliseconds, addMinutes, addSeconds } from 'date-fns';
import type { ChannelId } from '../../domain/ids.js';
import { dayBefore, dayBounds, dueDigest } from '../../domain/local-day.js';
import type { Desk } from '../../ports/desk.js';
import type { DigestState } from '../../ports/store.js';
import { type FiguresDesk, figuresOf } from './figures.js';

/** A channel's digest of one morning. `localDate` is the day on which it is posted; it tells of the day before. */
export interface DailyDigest {
  readonly channelId: ChannelId;
  readonly localDate: string;
}

/** The account-health report takes Amazon this long or longer; a digest of a new installation waits for it, but no longer. */
const FIRST_RATES_SECONDS = 30;

/** Adds the job for the latest due morning unless there is a digest of it: also after a restart, and for a missed day. */
export async function remindOfDigest(desk: Pick<Desk, 'settings' | 'clock' | 'digests' | 'queue' | 'accounts' | 'rates'>): Promise<void> {
  const { digestChannel: channelId, digestTime: time, timeZone } = desk.settings;
  if (channelId === undefined) return;
  const localDate = dueDigest({ now: desk.clock.now(), time, timeZone });
  if ((await desk.digests.state(channelId, localDate)) !== undefined) return;
  const rates = await Promise.all(desk.accounts.all().map(async ({ id }) => await desk.rates.latest(id)));
  const notBefore = addSeconds(desk.clock.now(), rates.flat().length === 0 ? FIRST_RATES_SECONDS : 0);
  await desk.queue.add([{ job: { kind: 'post-digest', channelId, localDate }, notBefore }]);
}

/** Posts a morning's digest. A post that may have arrived is never repeated. */
export async function postDigest(desk: FiguresDesk & Pick<Desk, 'digests' | 'announcer' | 'queue'>, daily: DailyDigest): Promise<void> {
  const { channelId, localDate } = daily;
  const move = async (from: DigestState, to: DigestState, ts?: string): Promise<boolean> =>
    await desk.digests.move({ channelId, localDate, from, to, at: desk.clock.now(), ...(ts !== undefined && { ts }) });
  await desk.digests.claim(channelId, localDate, desk.clock.now());
  const state = await desk.digests.state(channelId, localDate);
  // Found while posting: the run that began it did not come back.
  if (state === 'posting') await move('posting', 'uncertain');
  if (state !== 'claimed') return;
  const day = dayBefore(localDate);
  const digest = await figuresOf(desk, { from: day, to: day, ...boundsOf(day, desk.settings.timeZone) });
  if (!(await move('claimed', 'posting'))) return;
  const result = await desk.announcer.postDigest(digest, channelId);
  const again = async (at: Date): Promise<void> => {
    await move('posting', 'claimed');
    await desk.queue.add([{ job: { kind: 'post-digest', channelId, localDate }, notBefore: at }]);
  };
  switch (result.kind) {
    case 'posted':
      await move('posting', 'posted', result.ts);
      return;
    case 'ambiguous':
      await move('posting', 'uncertain');
      return;
    case 'rate-limited':
      return await again(addMilliseconds(desk.clock.now(), result.retryAfterMs));
    case 'failed':
      return await again(addMinutes(desk.clock.now(), 1));
    case 'closed-to-us':
      return await again(addMinutes(desk.clock.now(), 15));
  }
}

function boundsOf(day: string, timeZone: string): { readonly start: Date; readonly end: Date } {
  const { from, to } = dayBounds(day, timeZone);
  return { start: from, end: to };
}
