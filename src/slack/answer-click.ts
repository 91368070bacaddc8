import type { UserId } from '../domain/ids.js';
import type { ActionRequest } from './requests.js';
import { respond } from './respond.js';
import { saidText } from './say.js';
import type { Surface } from './surface.js';

/** Shows a person's Home as it is now, with what is to be said to them; of what needs a person from this one on. */
export type PublishHome = (userId: UserId, said?: string, stuckFrom?: number) => Promise<void>;

/** Answers a click where it was made: beside the message, or on the Home, which is shown anew. */
export function answerClick(
  { practice, languages }: Surface,
  publishHome: PublishHome,
): (request: ActionRequest, said: string) => Promise<void> {
  return async (request, said) => {
    if (request.view?.type === 'home') await publishHome(request.userId, said);
    else await respond(request.responseUrl, { text: saidText(said, { text: languages.known(request.userId), practice }) });
  };
}
