import type { WebClient } from '@slack/web-api';
import type { CancellationCase } from '../domain/cancellation.js';
import type { UserId } from '../domain/ids.js';
import type { Order } from '../domain/order.js';
import type { SecondStrike } from '../domain/second-strike.js';
import type { Announcer, PostResult } from '../ports/announcer.js';
import type { Clock } from '../ports/clock.js';
import type { Lease } from '../ports/lease.js';
import type { Log, LogFields } from '../ports/log.js';
import type { NoticeKind } from '../ports/store.js';
import { alertMessage } from './alert.js';
import type { Message } from './blocks.js';
import { batchMessage } from './carry-out/batch-view.js';
import { restockMessage, statusMessage } from './carry-out/view.js';
import { batchCard, batchReminder } from './decide/batch-view.js';
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
  readonly lease: Lease;
  readonly log: Log;
}

/** What a notice shows. */
interface Shown {
  readonly case: CancellationCase;
  readonly order: Order | undefined;
  readonly batch?: readonly CancellationCase[];
  readonly strike?: SecondStrike | undefined;
  readonly late?: boolean;
  readonly mention?: readonly UserId[];
}

/** Posts and updates what everybody reads, in the workspace's language. */
export function createAnnouncer({ client, text, practice, clock, lease, log }: AnnouncerParts): Announcer {
  /** What was to be said may be old by then, or be said by another worker: the job is run again. */
  const inTime = async (call: () => Promise<unknown>): Promise<PostResult> =>
    lease.holds() ? await postResult(call()) : { kind: 'failed', error: 'stopped_for_a_while' };
  const messageFor = (kind: NoticeKind, facts: Shown): Message => {
    const { batch, mention = [] } = facts;
    const labelled = { text, practice, now: clock.now() };
    switch (kind) {
      case 'approval':
        return batch === undefined ? approvalCard(facts, labelled) : batchCard(batch, labelled);
      case 'reminder':
        return batch === undefined ? reminderMessage(facts.case, { ...labelled, mention }) : batchReminder(batch, { ...labelled, mention });
      case 'restock':
        return restockMessage(facts.case, { ...labelled, late: facts.late === true });
      case 'status':
      case 'outcome':
        return batch === undefined ? statusMessage(facts, labelled) : batchMessage(batch, { ...labelled, inThread: false });
      case 'batch':
        return batchMessage(batch ?? [facts.case], { ...labelled, inThread: true });
    }
  };
  const post = async (channel: string, said: Message, { thread, ...about }: LogFields & { readonly thread?: string | undefined }) => {
    const where = { channel, ...(thread !== undefined && { thread_ts: thread }) };
    const posted = await inTime(async () => await client.chat.postMessage({ ...where, ...said, unfurl_links: false, unfurl_media: false }));
    return logged(posted, { ...about, operation: 'chat.postMessage', channelId: channel }, log);
  };
  return {
    post: async (notice) => await post(notice.to, messageFor(notice.kind, notice), { ...fieldsOf(notice.case), thread: notice.thread }),
    update: async ({ at: { channelId, ts }, ...notice }) => {
      const updated = await inTime(async () => await client.chat.update({ channel: channelId, ts, ...messageFor(notice.kind, notice) }));
      return logged(updated, { ...fieldsOf(notice.case), operation: 'chat.update', channelId }, log);
    },
    postQuestion: async ({ at, ...asked }) => await post(at.channelId, questionMessage(asked, { text, practice }), { thread: at.ts }),
    postRequest: async (facts, to) => await post(to, requestMessage(facts, { text, practice }), { orderId: facts.request.orderId }),
    updateRequest: async (facts, { channelId, ts }) => {
      const message = requestMessage(facts, { text, practice });
      const updated = await inTime(async () => await client.chat.update({ channel: channelId, ts, ...message }));
      return logged(updated, { orderId: facts.request.orderId, operation: 'chat.update', channelId }, log);
    },
    postAlert: async (alert, channelId) => await post(channelId, alertMessage(alert, { text, practice }), { state: alert.kind }),
    postDigest: async (digest, channelId) => await post(channelId, digestMessage(digest, { text, practice }), {}),
  };
}

function fieldsOf({ id: caseId, orderId, state }: CancellationCase): LogFields {
  return { caseId, orderId, state };
}

function logged(result: PostResult, fields: LogFields, log: Log): PostResult {
  if (result.kind === 'posted') log.info('shown in Slack', fields);
  else
    log.warn('Slack did not take it', {
      ...fields,
      reason: result.kind === 'rate-limited' ? result.kind : `${result.kind}: ${result.error}`,
    });
  return result;
}
