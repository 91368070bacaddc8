import type { Health } from '../ports/store.js';

/** A probe must not hang with what it asks. */
const DATABASE_WITHIN_MS = 2_000;

interface Answer {
  readonly status: number;
  readonly body: string;
}

/** `/healthz`: the process lives. `/readyz`: it can work, or which part cannot. */
export function createProbes(health: Health): Readonly<Record<string, () => Promise<Answer>>> {
  return {
    '/healthz': async () => ({ status: 200, body: 'ok\n' }),
    '/readyz': async () =>
      (await answers(health)) ? { status: 200, body: 'ready\n' } : { status: 503, body: 'database does not answer\n' },
  };
}

async function answers(health: Health): Promise<boolean> {
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
