import { type DigestSpan, figuresOnDemand } from '../../use-cases/digest/figures.js';
import type { CommandHandler } from '../dispatch.js';
import { respond } from '../respond.js';
import { saidText } from '../say.js';
import type { Surface } from '../surface.js';
import { digestMessage } from './view.js';

const SPANS: ReadonlyMap<string, DigestSpan> = new Map([
  ['', 'today'],
  ['today', 'today'],
  ['7d', '7d'],
  ['30d', '30d'],
]);

/** `/cancel-digest [today|7d|30d]`: the figures, for the one who asks. */
export function digestHandler({ desk, languages, practice }: Surface): CommandHandler {
  return async (request, ack) => {
    const span = SPANS.get(request.text.trim().toLowerCase());
    if (span === undefined) {
      const text = languages.known(request.userId);
      return await ack({ text: saidText(text.usage.digest, { text, practice }) });
    }
    await ack();
    const [digest, text] = await Promise.all([figuresOnDemand(desk, span), languages.of(request.userId)]);
    await respond(request.responseUrl, digestMessage(digest, { text, practice }));
  };
}
