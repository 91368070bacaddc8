import { type ReactNode, useEffect, useId, useState } from 'react';
import { type AmazonOrder, askAmazon, type Overview, readSamples, useAmazon } from './amazon.js';
import { type AmazonWords, amazonWordsFor } from './amazon-words.js';
import { useAround } from './place.js';

interface Props {
  /** The order that was spoken of last. */
  readonly orderId: string;
  readonly setOrderId: (id: string) => void;
  /** Puts a command where somebody types. */
  readonly offer: (command: string) => void;
}

/** The other side: the practice Amazon, its orders, feeds and messages, and what can go wrong with them. */
export function AmazonPanel({ orderId, setOrderId, offer }: Props) {
  const { snapshot } = useAround();
  const words = amazonWordsFor(snapshot.me.locale);
  const { overview, order } = useAmazon(orderId);
  return (
    <aside className="side amazon" aria-label={words.title}>
      <header>
        <h2>{words.title}</h2>
      </header>
      <div className="scroll">
        <p className="quiet">{overview === undefined ? words.gone : words.about}</p>
        <Samples words={words} offer={offer} onOrder={setOrderId} />
        <OrderPart words={words} orderId={orderId} order={order} setOrderId={setOrderId} />
        <Part title={words.feeds} empty={overview?.feeds.length === 0 ? words.none : undefined}>
          <ul className="plain">
            {overview?.feeds.toReversed().map(({ feedId, status }) => (
              <li key={feedId}>
                <code>{feedId}</code> {status}
              </li>
            ))}
          </ul>
        </Part>
        <Part title={words.messages} empty={overview?.messages.length === 0 ? words.none : undefined}>
          {overview?.messages.toReversed().map(({ orderId: about, text }) => (
            <figure key={about}>
              <figcaption>
                <code>{about}</code>
              </figcaption>
              <blockquote>{text}</blockquote>
            </figure>
          ))}
        </Part>
        <Faults words={words} overview={overview} orderId={orderId} />
        <Part title={words.clock}>
          <p>{overview === undefined ? '' : new Date(overview.now).toLocaleString(snapshot.me.locale)}</p>
          <div className="actions">
            {words.ahead.map(({ label, minutes }) => (
              <Tell key={label} label={label} path="clock" body={{ advanceMs: minutes * 60_000 }} />
            ))}
          </div>
        </Part>
      </div>
    </aside>
  );
}

function Part({ title, empty, children }: { readonly title: string; readonly empty?: string | undefined; readonly children: ReactNode }) {
  return (
    <section>
      <h3>{title}</h3>
      {empty === undefined ? children : <p className="quiet">{empty}</p>}
    </section>
  );
}

/** A button that tells the practice Amazon something. */
function Tell({
  label,
  path,
  body,
  method = 'POST',
}: {
  readonly label: string;
  readonly path: string;
  readonly body?: object;
  readonly method?: string;
}) {
  const { say } = useAround();
  const tell = (): void => void askAmazon(path, { method, body: body ?? {} }).catch((error: unknown) => say(String(error)));
  return (
    <button type="button" className="button" onClick={tell}>
      {label}
    </button>
  );
}

function Samples({
  words,
  offer,
  onOrder,
}: {
  readonly words: AmazonWords;
  readonly offer: Props['offer'];
  readonly onOrder: Props['setOrderId'];
}) {
  const [samples, setSamples] = useState<Readonly<Record<string, string>>>({});
  useEffect(() => {
    readSamples().then(setSamples, () => undefined);
  }, []);
  return (
    <Part title={words.tryThese}>
      <ul className="plain samples">
        {Object.entries(words.samples).flatMap(([name, label]) => {
          const id = samples[name];
          if (id === undefined) return [];
          const use = (command: string): void => {
            onOrder(id);
            offer(`${command} ${id}`);
          };
          return [
            <li key={name}>
              <span>
                {label}
                <code>{id}</code>
              </span>
              <button type="button" className="button" aria-label={`${words.cancelIt}: ${label}`} onClick={() => use('/cancel-order')}>
                {words.cancelIt}
              </button>
              <button type="button" className="button" aria-label={`${words.lookUp}: ${label}`} onClick={() => use('/find-order')}>
                {words.lookUp}
              </button>
            </li>,
          ];
        })}
      </ul>
    </Part>
  );
}

interface OrderProps {
  readonly words: AmazonWords;
  readonly orderId: string;
  readonly order: AmazonOrder | undefined;
  readonly setOrderId: (id: string) => void;
}

function OrderPart({ words, orderId, order, setOrderId }: OrderProps) {
  const label = useId();
  const fact = (term: string, value: string) => (
    <>
      <dt>{term}</dt>
      <dd>{value}</dd>
    </>
  );
  return (
    <Part title={words.order}>
      <label htmlFor={label} className="quiet">
        {words.orderId}
      </label>
      <input id={label} value={orderId} onChange={({ target }) => setOrderId(target.value.trim())} />
      {order === undefined ? (
        <p className="quiet">{orderId === '' ? '' : words.noOrder}</p>
      ) : (
        <>
          <dl data-order={order.orderId}>
            {fact(words.status, order.status)}
            {fact(words.shippedBy, order.fulfilledBy)}
            {fact('SKU', order.skus.join(', '))}
            {fact(words.wish, order.buyerRequest ? words.yes : words.no)}
            {order.cancelledBy === undefined ? null : fact(words.cancelledBy, order.cancelledBy)}
          </dl>
          <div className="actions">
            <Tell label={words.buyerAsks} path={`orders/${orderId}/buyer-request`} />
            <Tell label={words.amazonCancels} path={`orders/${orderId}/amazon-cancel`} />
            <Tell label={words.ship} path={`orders/${orderId}/ship`} />
          </div>
        </>
      )}
    </Part>
  );
}

function Faults({
  words,
  overview,
  orderId,
}: {
  readonly words: AmazonWords;
  readonly overview: Overview | undefined;
  readonly orderId: string;
}) {
  const [kind, setKind] = useState(0);
  const fault = words.faultKinds[kind]?.fault(orderId);
  return (
    <Part title={words.faults}>
      <select aria-label={words.faults} value={kind} onChange={({ target }) => setKind(Number(target.value))}>
        {words.faultKinds.map(({ label }, index) => (
          <option key={label} value={index}>
            {label}
          </option>
        ))}
      </select>
      <div className="actions">
        {fault === undefined ? null : <Tell label={words.switchOn} path="faults" body={fault} />}
        <Tell label={words.clearAll} path="faults" method="DELETE" />
      </div>
      <ul className="plain">
        {overview?.faults.map((one) => (
          <li key={JSON.stringify(one)}>
            <code>{Object.values(one).join(' · ')}</code>
          </li>
        ))}
      </ul>
    </Part>
  );
}
