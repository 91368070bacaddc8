import { chatMethods } from './chat.js';
import type { Method } from './method.js';
import { peopleMethods } from './people.js';
import { viewMethods } from './views.js';

/** The methods of the Web API that are pretended; any other is refused as unknown. */
export const METHODS: ReadonlyMap<string, Method> = new Map<string, Method>(
  Object.entries({ ...peopleMethods, ...viewMethods, ...chatMethods }),
);
