/**
 * Something of the same shape that is looked for at each call: another instance may have connected the account since.
 * Calls reject when it is not found.
 */
export function late<T extends object>(shape: T, find: () => Promise<object>): T {
  return new Proxy(shape, {
    get: (_shape, name): unknown => {
      const part: unknown = Reflect.get(shape, name);
      if (typeof part === 'object' && part !== null) return late(part, async () => await partOf(await find(), name));
      return async (...args: unknown[]): Promise<unknown> => {
        const found = await find();
        const method: unknown = Reflect.get(found, name);
        if (typeof method !== 'function') throw new Error(`There is no ${String(name)}`);
        return await Reflect.apply(method, found, args);
      };
    },
  });
}

async function partOf(whole: object, name: string | symbol): Promise<object> {
  const part: unknown = Reflect.get(whole, name);
  if (typeof part !== 'object' || part === null) throw new Error(`There is no ${String(name)}`);
  return part;
}
