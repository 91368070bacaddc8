import { useEffect, useState } from 'react';
import { Blocks } from './blocks.js';
import { Conversation } from './conversation.js';
import { useForm } from './form.js';
import { useAround } from './place.js';

interface Props {
  readonly draft: string;
  readonly setDraft: (text: string) => void;
  readonly onThread: (ts: string) => void;
}

/** The app's own place: its Home and its direct messages. */
export function AppPages(props: Props) {
  const { snapshot, words, act } = useAround();
  const [tab, setTab] = useState<'home' | 'messages'>(snapshot.hasHome ? 'home' : 'messages');
  useEffect(() => {
    if (tab === 'home') void act({ do: 'open-home' });
    // Told each time that the tab is opened, as Slack does.
  }, [tab]);
  return (
    <div className="app-pages">
      <div role="tablist" className="tabs">
        {(['home', 'messages'] as const).map((one) => (
          <button key={one} type="button" role="tab" aria-selected={tab === one} onClick={() => setTab(one)}>
            {words[one]}
          </button>
        ))}
      </div>
      {tab === 'home' ? <HomeTab /> : <Conversation channel={snapshot.direct.id} name={snapshot.direct.name} {...props} />}
    </div>
  );
}

function HomeTab() {
  const { snapshot, words } = useAround();
  const { home } = snapshot;
  const form = useForm({ kind: 'home' }, home?.blocks ?? [], home?.values ?? {});
  return (
    <div className="home" role="tabpanel" aria-label={words.home}>
      {home === undefined ? <p className="quiet">{words.noHome}</p> : <Blocks blocks={home.blocks} form={form} />}
    </div>
  );
}
