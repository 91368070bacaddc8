import { useEffect, useState } from 'react';
import type { Snapshot } from './model.js';

/** The conversations with something new since this person last looked. */
export function useUnread(snapshot: Snapshot | undefined, place: string): ReadonlySet<string> {
  const [seen, setSeen] = useState<Readonly<Record<string, string>>>({});
  const me = snapshot?.me.id ?? '';
  const keyOf = (channel: string): string => `${me} ${channel}`;
  const newest = new Map<string, string>();
  for (const { channel, ts, from } of snapshot?.messages ?? []) if (from !== me) newest.set(channel, ts);
  const here = newest.get(place);
  useEffect(() => {
    if (here !== undefined) setSeen((before) => ({ ...before, [keyOf(place)]: here }));
    // Seen by whoever is here now.
  }, [me, place, here]);
  return new Set([...newest].flatMap(([channel, ts]) => (channel !== place && ts > (seen[keyOf(channel)] ?? '') ? [channel] : [])));
}
