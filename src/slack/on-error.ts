import type { Health } from '../ports/store.js';
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
    const trouble = databaseTrouble(surface.health, error);
    // Of the database's trouble the log says once that it began, and once that it is over.
    if (trouble === undefined) surface.log.error('request failed', error, { reference, route: from.route, userId: from.userId });
    else surface.log.debug('request failed for the database', { reason: trouble, route: from.route, userId: from.userId });
    await tell(surface, from, (text) => {
      if (isNotOpened(error)) return text.usage.notOpened;
      return trouble === undefined ? text.usage.internal(reference) : text.usage[trouble];
    });
  };
}

/** What is said of it; that nothing was taken only where that is certain. */
function databaseTrouble(health: Health, error: unknown): 'databaseAway' | 'databaseFull' | 'databaseUnsure' | undefined {
  const full = health.wasFull(error);
  if (!full && !health.wasAway(error)) return undefined;
  if (health.mayHaveWritten()) return 'databaseUnsure';
  return full ? 'databaseFull' : 'databaseAway';
}

/** Tells the person that this button or window is none of this version's. */
export function createOnUnknown(surface: Surface): (from: AskedFrom) => Promise<void> {
  return async (from) => {
    surface.log.warn('unknown id', { route: from.route, userId: from.userId });
    await tell(surface, from, (text) => text.usage.stale);
  };
}

/** Where they wait for it; by direct message where that cannot be reached. */
async function tell(surface: Surface, from: AskedFrom, say: (text: Surface['workspaceText']) => string): Promise<void> {
  const { languages, practice, views, posts, log } = surface;
  const { userId, viewId, responseUrl } = from;
  const text = languages.known(userId);
  const words = say(text);
  const said = saidText(words, { text, practice });
  const notTold = (error: unknown): void => log.error('person could not be told', error, { route: from.route, userId });
  try {
    if (viewId !== undefined) return void (await showInModal(views, { viewId, view: sayView(words, { text, practice }) }));
    if (responseUrl !== undefined) return await respond(responseUrl, { text: said });
  } catch (error) {
    notTold(error);
  }
  if (from.waits) await posts.chat.postMessage({ channel: userId, text: said }).catch(notTold);
}
