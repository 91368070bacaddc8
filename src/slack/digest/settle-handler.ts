import { channelIdSchema } from '../../domain/ids.js';
import type { DailyDigest } from '../../use-cases/digest/post-digest.js';
import { settleDigest } from '../../use-cases/digest/settle-digest.js';
import { answerClick, type PublishHome } from '../answer-click.js';
import type { ActionHandler } from '../dispatch.js';
import type { Surface } from '../surface.js';

/** What a person says of a digest that may or may not have been posted. */
export interface SettleDigestHandlers {
  readonly digestIsThere: ActionHandler;
  readonly postDigest: ActionHandler;
}

export function settleDigestHandlers(surface: Surface, publishHome: PublishHome): SettleDigestHandlers {
  const { desk, languages } = surface;
  const answer = answerClick(surface, publishHome);
  const settle =
    (isThere: boolean): ActionHandler =>
    async (request, ack) => {
      await ack();
      const { userId, actionId } = request;
      const daily = digestOf(actionId);
      const [outcome, { stuck }] = await Promise.all([daily && settleDigest(desk, { daily, userId, isThere }), languages.of(userId)]);
      const said = {
        settled: isThere ? stuck.saidPosted : stuck.postsDigest,
        'nothing-to-settle': stuck.nothingToSettle,
        'not-yours': stuck.digestNotYours,
      };
      await answer(request, said[outcome ?? 'nothing-to-settle']);
    };
  return { digestIsThere: settle(true), postDigest: settle(false) };
}

/** `action:channel:day`, as the button has it. */
function digestOf(actionId: string): DailyDigest | undefined {
  const [, channel, localDate = ''] = actionId.split(':');
  const channelId = channelIdSchema.safeParse(channel).data;
  return channelId === undefined || !/^\d{4}-\d{2}-\d{2}$/.test(localDate) ? undefined : { channelId, localDate };
}
