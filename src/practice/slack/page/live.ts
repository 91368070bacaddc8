import { useEffect, useState } from 'react';
import type { Deed, Outcome, Snapshot } from './model.js';

/** What a person sees, as it changes; undefined until the first picture is here. */
export function useSnapshot(as: string): Snapshot | undefined {
  const [snapshot, setSnapshot] = useState<Snapshot>();
  useEffect(() => {
    const source = new EventSource(`/page/live?as=${as}`);
    source.onmessage = ({ data }: MessageEvent<string>) => setSnapshot(JSON.parse(data));
    return () => source.close();
  }, [as]);
  return snapshot?.me.id === as ? snapshot : undefined;
}

/** Does something as a person. */
export async function act(as: string, deed: Deed): Promise<Outcome> {
  try {
    const answer = await fetch('/page/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ as, deed }),
    });
    return await answer.json();
  } catch {
    return { ok: false, trouble: 'The practice workspace does not answer. Is it still running?' };
  }
}

/** Whether the reader's system is dark. */
export function useDark(): boolean {
  const [query] = useState(() => matchMedia('(prefers-color-scheme: dark)'));
  const [dark, setDark] = useState(query.matches);
  useEffect(() => {
    const listen = (): void => setDark(query.matches);
    query.addEventListener('change', listen);
    return () => query.removeEventListener('change', listen);
  }, [query]);
  return dark;
}
