import { useEffect, useState, useSyncExternalStore } from 'react';
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

const DARK = matchMedia('(prefers-color-scheme: dark)');

/** Whether the reader's system is dark. */
export function useDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      DARK.addEventListener('change', changed);
      return () => DARK.removeEventListener('change', changed);
    },
    () => DARK.matches,
  );
}

/** Tells the browser, and whoever reads the page aloud, in which language it is. */
export function usePageLanguage(locale: string | undefined): void {
  useEffect(() => {
    if (locale !== undefined) document.documentElement.lang = locale;
  }, [locale]);
}
