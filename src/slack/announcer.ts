import type { WebClient } from '@slack/web-api';
import type { Clock } from '../ports/clock.js';
import type { Announcer } from '../ports/announcer.js';
import type { NoticeKind } from '../ports/store.js';
import type { Message } from './blocks.js';
import { statusMessage } from './carry-out/view.js';
import { approvalCard } from './decide/view.js';
import { digestMessage } from './digest/view.js';
import { postResult } from './post-result.js';
import type { Text } from './text/text.js';

/** Posts and updates what everybody reads, in the workspace's language. */
export function createAnnouncer(parts: {
  readonly client: WebClient;
  readonly text: Text;
  readonly practice: boolean;
  readonly clock: Clock;
}): Announcer {
  const { client, text, practice, clock } = parts;
  const messageFor = (kind: NoticeKind, facts: Parameters<typeof statusMessage>[0]): Message =>
    kind === 'approval' ? approvalCard(facts, { text, practice }) : statusMessage(facts, { text, practice, now: clock.now() });
  const post = async (channel: string, said: Message) =>
    await postResult(client.chat.postMessage({ channel, ...said, unfurl_links: false, unfurl_media: false }));
  return {
    post: async (notice) => await post(notice.to, messageFor(notice.kind, notice)),
    update: async (notice) =>
      await postResult(client.chat.update({ channel: notice.at.channelId, ts: notice.at.ts, ...messageFor(notice.kind, notice) })),
    postDigest: async (digest, channelId) => await post(channelId, digestMessage(digest, { text, practice })),
  };
}
