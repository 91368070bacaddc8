import { saidText, sayView } from './say.js';
import type { AskedFrom } from './dispatch.js';
import { isNotOpened, showInModal, ThrownInModal } from './modal.js';
import { respond } from './respond.js';
import type { Surface } from './surface.js';

/** Characters of the reference that a person reads out: enough to find one line of the log. */
const REFERENCE_LENGTH = 8;

/** Logs what was thrown under a reference and tells the person that reference. Never throws itself. */
export function createOnError(surface: Surface): (error: unknown, from: AskedFrom) => Promise<void> {
  return async (thrown, asked) => {
    const inModal = thrown instanceof ThrownInModal;
    const error = inModal ? thrown.cause : thrown;
    const from = inModal ? { ...asked, viewId: thrown.viewId } : asked;
    const reference = surface.desk.ids.next().slice(-REFERENCE_LENGTH);
    surface.log.error('request failed', error, { reference, route: from.route, userId: from.userId });
    await tell(surface, from, (text) => {
      if (isNotOpened(error)) return text.usage.notOpened;
      if (surface.health.wasFull(error)) return text.usage.databaseFull;
      return surface.health.wasAway(error) ? text.usage.databaseAway : text.usage.internal(reference);
    });
  };
}

/** Tells the person that this button or window is none of this version's. */
export function createOnUnknown(surface: Surface): (from: AskedFrom) => Promise<void> {
  return async (from) => {
    surface.log.warn('unknown id', { route: from.route, userId: from.userId });
    await tell(surface, from, (text) => text.usage.stale);
  };
}

async function tell(surface: Surface, from: AskedFrom, say: (text: Surface['workspaceText']) => string): Promise<void> {
  const { languages, practice, views, posts, log } = surface;
  const text = languages.known(from.userId);
  try {
    if (from.viewId !== undefined) await showInModal(views, { viewId: from.viewId, view: sayView(say(text), { text, practice }) });
    else if (from.responseUrl !== undefined) await respond(from.responseUrl, { text: saidText(say(text), { text, practice }) });
    else if (from.waits) await posts.chat.postMessage({ channel: from.userId, text: saidText(say(text), { text, practice }) });
  } catch (error) {
    log.error('person could not be told', error, { route: from.route, userId: from.userId });
  }
}
