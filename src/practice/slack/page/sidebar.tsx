import { useAround } from './place.js';

interface Props {
  readonly place: string;
  /** Where something stands that was not seen yet. */
  readonly unread: ReadonlySet<string>;
  readonly onPlace: (id: string) => void;
  readonly onPerson: (id: string) => void;
}

/** Who one is, and where one can go. */
export function Sidebar({ place, unread, onPlace, onPerson }: Props) {
  const { snapshot, words } = useAround();
  const { me, people, channels, direct } = snapshot;
  const link = (id: string, shown: React.ReactNode) => (
    <li key={id}>
      <button type="button" data-unread={unread.has(id)} aria-current={place === id ? 'page' : undefined} onClick={() => onPlace(id)}>
        {shown} {unread.has(id) ? <span className="unread" role="img" aria-label={words.unread} /> : null}
      </button>
    </li>
  );
  return (
    <nav className="sidebar" aria-label="Practice workspace">
      <h1>Practice</h1>
      <label>
        {words.switchTo}
        <select value={me.id} onChange={({ target }) => onPerson(target.value)}>
          {people.map(({ id, name, title }) => (
            <option key={id} value={id}>
              {name} · {title}
            </option>
          ))}
        </select>
      </label>
      <h2>{words.channels}</h2>
      <ul>{channels.map(({ id, name }) => link(id, <># {name}</>))}</ul>
      <h2>{words.apps}</h2>
      <ul>{link(direct.id, <>📦 {direct.name}</>)}</ul>
    </nav>
  );
}
