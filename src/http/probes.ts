import type { Health } from '../ports/store.js';
import type { Readiness } from './readiness.js';

/** A probe must not hang with what it asks. */
const DATABASE_WITHIN_MS = 2_000;

interface Answer {
  readonly status: number;
  readonly body: string;
  readonly type?: string;
}

/** Everything that is counted, as text of its own type. */
export interface Readable {
  text(): Promise<string>;
  readonly contentType: string;
}

/** `/healthz`: the process lives. `/readyz`: it can work, or what keeps it from it. `/metrics`: how the work stands. */
export function createProbes(
  health: Pick<Health, 'ping'> & { readonly hasRoom: () => boolean },
  readiness: Pick<Readiness, 'obstacles'>,
  metrics: Readable,
): Readonly<Record<string, () => Promise<Answer>>> {
  return {
    '/healthz': async () => ({ status: 200, body: 'ok\n' }),
    '/readyz': async () => {
      const full = health.hasRoom() ? [] : ['database has no room'];
      const said = [...readiness.obstacles(), ...full, ...((await answers(health)) ? [] : ['database does not answer'])];
      return said.length === 0 ? { status: 200, body: 'ready\n' } : { status: 503, body: `${said.join('; ')}\n` };
    },
    '/metrics': async () => ({ status: 200, body: await metrics.text(), type: metrics.contentType }),
  };
}

async function answers(health: Pick<Health, 'ping'>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), DATABASE_WITHIN_MS);
  });
  const asked = health.ping().then(
    () => true,
    () => false,
  );
  try {
    return await Promise.race([asked, late]);
  } finally {
    clearTimeout(timer);
  }
}
