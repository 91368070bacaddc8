import type { WebClient } from '@slack/web-api';
import type { CancellationCase } from '../domain/cancellation.js';
import type { UserId } from '../domain/ids.js';
import type { Order } from '../domain/order.js';
import type { Announcer } from '../ports/announcer.js';
import type { Clock } from '../ports/clock.js';
import type { NoticeKind } from '../ports/store.js';
import type { Message } from './blocks.js';
import { statusMessage } from './carry-out/view.js';
import { approvalCard, questionMessage, reminderMessage } from './decide/view.js';
import { digestMessage } from './digest/view.js';
import { requestMessage } from './inbox/post-view.js';
import { postResult } from './post-result.js';
import type { Text } from './text/text.js';

interface AnnouncerParts {
  readonly client: WebClient;
  readonly text: Text;
  readonly practice: boolean;
  readonly clock: Clock;
}

/** What a notice shows. */
interface Shown {
  readonly case: CancellationCase;
  readonly order: Order | undefined;
  readonly mention?: readonly UserId[];
}

/** Posts and updates what everybody reads, in the workspace's language. */
export function createAnnouncer({ client, text, practice, clock }: AnnouncerParts): Announcer {
  const messageFor = (kind: NoticeKind, facts: Shown): Message => {
    switch (kind) {
      case 'approval':
        return approvalCard(facts, { text, practice });
      case 'reminder':
        return reminderMessage(facts.case, { text, practice, mention: facts.mention ?? [] });
      case 'status':
      case 'outcome':
        return statusMessage(facts, { text, practice, now: clock.now() });
    }
  };
  const post = async (channel: string, said: Message, thread?: string) => {
    const where = { channel, ...(thread !== undefined && { thread_ts: thread }) };
    return await postResult(client.chat.postMessage({ ...where, ...said, unfurl_links: false, unfurl_media: false }));
  };
  return {
    post: async (notice) => await post(notice.to, messageFor(notice.kind, notice), notice.thread),
    update: async (notice) =>
      await postResult(client.chat.update({ channel: notice.at.channelId, ts: notice.at.ts, ...messageFor(notice.kind, notice) })),
    postQuestion: async ({ at, ...asked }) => await post(at.channelId, questionMessage(asked, { text, practice }), at.ts),
    postRequest: async (facts, to) => await post(to, requestMessage(facts, { text, practice })),
    updateRequest: async (facts, at) =>
      await postResult(client.chat.update({ channel: at.channelId, ts: at.ts, ...requestMessage(facts, { text, practice }) })),
    postDigest: async (digest, channelId) => await post(channelId, digestMessage(digest, { text, practice })),
  };
}
