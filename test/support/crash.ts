import type { Desk } from '../../src/ports/desk.js';

/** Thrown to nobody: the process is gone. */
export class Crashed extends Error {}

/** Ends a process at a chosen call to the outside: at `before` it was not made, at `after` it was and nobody heard the answer. */
export interface CrashPlan {
  readonly at: number;
  readonly when: 'before' | 'after';
}

type Watched = 'accounts' | 'buyerRequests' | 'cancellations' | 'orders' | 'mirror' | 'notices' | 'announcer' | 'queue';

/** A desk whose process ends at the planned call; from then on none of its calls has an effect. `calls` counts and names them. */
export function crashingDesk(
  desk: Desk,
  plan: CrashPlan | undefined,
): { readonly desk: Desk; readonly calls: string[]; readonly crashed: Promise<never> } {
  return crashing(desk, plan, ['cancellations', 'orders', 'mirror', 'notices', 'announcer', 'queue']);
}

/** The same for a part of a desk; Amazon is always watched, of the rest what is named. */
export function crashing<D extends Pick<Desk, 'accounts'>>(
  desk: D,
  plan: CrashPlan | undefined,
  names: readonly (Watched & keyof D)[],
): { readonly desk: D; readonly calls: string[]; readonly crashed: Promise<never> } {
  const calls: string[] = [];
  let gone = false;
  let crash = (_error: Error): void => undefined;
  const crashed = new Promise<never>((_resolve, reject) => {
    crash = reject;
  });
  crashed.catch(() => undefined);
  const never = async (): Promise<never> => {
    gone = true;
    crash(new Crashed());
    return await new Promise(() => undefined);
  };
  const watched = <T extends object>(port: T, name: string): T =>
    new Proxy(port, {
      get: (target, property) => {
        const value: unknown = Reflect.get(target, property);
        if (typeof value === 'object' && value !== null) return watched(value, `${name}.${String(property)}`);
        if (typeof value !== 'function') return value;
        return async (...args: unknown[]): Promise<unknown> => {
          if (gone) return await new Promise(() => undefined);
          calls.push(`${name}.${String(property)}`);
          const mine = calls.length;
          if (plan?.at === mine && plan.when === 'before') return await never();
          const answer: unknown = await Reflect.apply(value, target, args);
          return plan?.at === mine ? await never() : answer;
        };
      },
    });
  const { accounts } = desk;
  const ports = Object.fromEntries(
    names.flatMap((name): [string, object][] => {
      const port: unknown = desk[name];
      return typeof port === 'object' && port !== null ? [[name, watched(port, name)]] : [];
    }),
  );
  return {
    desk: { ...desk, ...ports, accounts: { ...accounts, amazon: (accountId) => watched(accounts.amazon(accountId), 'amazon') } },
    calls,
    crashed,
  };
}
