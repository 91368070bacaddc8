import { useCallback, useState } from 'react';
import { createRoot } from 'react-dom/client';
import 'slack-blocks-to-jsx/dist/style.css';
import './page.css';
import { AmazonPanel } from './amazon-panel.js';
import { AppPages } from './app-pages.js';
import { Conversation, Thread } from './conversation.js';
import { act as actAs, useDark, usePageLanguage, useSnapshot } from './live.js';
import type { Deed } from './model.js';
import { Modal } from './modal.js';
import { type Around, AroundContext } from './place.js';
import { Sidebar } from './sidebar.js';
import { useUnread } from './unread.js';
import { wordsFor } from './words.js';

const FIRST_PERSON = 'U0AGENT01';
const FIRST_CHANNEL = 'C0ORDERS1';
const ORDER_ID = /\d{3}-\d{7}-\d{7}/;

/** The whole workspace, as one person sees it. */
function Workspace() {
  const [as, setAs] = useState(() => new URLSearchParams(location.search).get('as') ?? FIRST_PERSON);
  const [place, setPlace] = useState(FIRST_CHANNEL);
  const [thread, setThread] = useState<string>();
  const [drafts, setDrafts] = useState<Readonly<Record<string, string>>>({});
  const [trouble, setTrouble] = useState<string>();
  const [orderId, setOrderId] = useState('');
  const snapshot = useSnapshot(as);
  const dark = useDark();
  const unread = useUnread(snapshot, place);
  usePageLanguage(snapshot?.me.locale);
  const act = useCallback(
    async (deed: Deed) => {
      setTrouble(undefined);
      if (deed.do === 'command') setOrderId((before) => ORDER_ID.exec(deed.text)?.[0] ?? before);
      const outcome = await actAs(as, deed);
      if (!outcome.ok) setTrouble(outcome.trouble);
      return outcome;
    },
    [as],
  );
  if (snapshot === undefined) return <p className="quiet">{wordsFor(navigator.language).connecting}</p>;
  const around: Around = { snapshot, dark, act, words: wordsFor(snapshot.me.locale), say: setTrouble };
  const channel = snapshot.channels.find(({ id }) => id === place);
  const isDirect = place.startsWith('D');
  const here = isDirect ? snapshot.direct.id : place;
  const draft = { draft: drafts[here] ?? '', setDraft: (text: string) => setDrafts((all) => ({ ...all, [here]: text })) };
  const root = snapshot.messages.find(({ ts }) => ts === thread);
  const top = snapshot.views.at(-1);
  const offer = (command: string): void => {
    draft.setDraft(command);
    document.querySelector<HTMLTextAreaElement>('main textarea')?.focus();
  };
  const switchTo = (person: string): void => {
    setAs(person);
    setThread(undefined);
    history.replaceState(null, '', `?as=${person}`);
  };
  return (
    <AroundContext value={around}>
      <div className="workspace">
        <Sidebar place={here} unread={unread} onPlace={setPlace} onPerson={switchTo} />
        <main>
          <header>
            <h2>{channel === undefined ? `📦 ${snapshot.app.name}` : `# ${channel.name}`}</h2>
          </header>
          {isDirect ? (
            <AppPages key={as} onThread={setThread} {...draft} />
          ) : (
            <Conversation channel={here} name={`#${channel?.name ?? ''}`} onThread={setThread} {...draft} />
          )}
          <Trouble text={trouble} />
        </main>
        {root === undefined ? (
          <AmazonPanel orderId={orderId} setOrderId={setOrderId} offer={offer} />
        ) : (
          <Thread
            root={root}
            draft={drafts[root.ts] ?? ''}
            setDraft={(text) => setDrafts((all) => ({ ...all, [root.ts]: text }))}
            onClose={() => setThread(undefined)}
          />
        )}
      </div>
      {top === undefined ? null : <Modal key={top.id} view={top} isPushed={snapshot.views.length > 1} />}
    </AroundContext>
  );
}

/** Said aloud when it appears. */
function Trouble({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p role="alert" className="trouble">
      {text}
    </p>
  );
}

const page = document.getElementById('page');
if (page !== null) createRoot(page).render(<Workspace />);
