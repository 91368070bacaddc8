import type { UserId } from '../../domain/ids.js';
import type { Desk } from '../../ports/desk.js';

/** Settings are the admins' alone: nobody named, nobody may. Asked at every click. */
export function mayChangeSettings({ settings }: Pick<Desk, 'settings'>, userId: UserId): boolean {
  return settings.admins.includes(userId);
}
