import { randomUUID } from 'node:crypto';
import type { Ids } from '../ports/ids.js';

/** Random ids (UUID v4). */
export const randomIds: Ids = { next: () => randomUUID() };
