import type { WebClient } from '@slack/web-api';
import type { CancellationCase } from '../domain/cancellation.js';
import type { UserId } from '../domain/ids.js';
import type { Order } from '../domain/order.js';
import type { SecondStrike } from '../domain/second-strike.js';
import type { Announcer, PostResult, PostToCome } from '../ports/announcer.js';
import type { Clock } from '../ports/clock.js';
import type { Lease } from '../ports/lease.js';
import type { Log, LogFields } from '../ports/log.js';
import type { NoticeKind } from '../ports/store.js';
import { alertMessage } from './alert.js';
import type { Message } from './blocks.js';
import { batchMessage } from './carry-out/batch-view.js';
import { restockMessage, statusMessage } from './carry-out/view.js';
import { batchCard, batchReminder } from './decide/batch-view.js';
import { approvalCard, onceMore, questionMessage, reminderMessage } from './decide/view.js';
import { digestMessage } from './digest/view.js';
import { requestMessage } from './inbox/post-view.js';
import type { InLine } from './line.js';
import { createLines } from './lines.js';
import type { Text } from './text/text.js';
import type { TokenGate } from './token-gate.js';

interface AnnouncerParts {
  readonly client: WebClient;
  readonly gate: Pick<TokenGate, 'closedUntil'>;
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

/** Whose turn it takes, under which message it is posted, and what the log says of it. */
type Posted = InLine & LogFields & { readonly thread?: string | undefined };
type At = Parameters<Announcer['updateRequest']>[1];

/** Posts and updates what everybody reads, in the workspace's language. */
export function createAnnouncer({ client, gate, text, practice, clock, lease, log }: AnnouncerParts): Announcer {
  const messageFor = (kind: NoticeKind, facts: Shown): Message => {
    const { batch, mention = [] } = facts;
    const labelled = { text, practice, now: clock.now() };
    switch (kind) {
      case 'approval':
        return batch === undefined ? approvalCard(facts, labelled) : batchCard(batch, labelled);
      case 'second_card':
        return onceMore(messageFor('approval', facts), batch ?? [facts.case], text);
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
  const lines = createLines({ clock, lease, log, gate });
  const post = async (channel: string, said: Message, { who, first, thread, ...about }: Posted) => {
    const where = { channel, ...(thread !== undefined && { thread_ts: thread }) };
    const posted = await lines.send(
      lines.posts(channel),
      { who, first },
      async () => await client.chat.postMessage({ ...where, ...said, unfurl_links: false, unfurl_media: false }),
    );
    return logged(posted, { ...about, operation: 'chat.postMessage', channelId: channel }, log);
  };
  const update = async ({ channelId: channel, ts }: At, said: Message, { who, first, ...about }: Posted) => {
    const updated = await lines.send(lines.changes, { who, first }, async () => await client.chat.update({ channel, ts, ...said }));
    return logged(updated, { ...about, operation: 'chat.update', channelId: channel }, log);
  };
  const labelled = { text, practice };
  return {
    turn: async ({ of, kind, to }) => await Promise.resolve(lines.turn(to, inLine(of, kind))),
    post: async ({ to, thread, ...notice }) =>
      await post(to, messageFor(notice.kind, notice), { ...inLine(notice.case.id, notice.kind), ...fieldsOf(notice.case), thread }),
    update: async ({ at, ...notice }) =>
      await update(at, messageFor(notice.kind, notice), { ...inLine(notice.case.id, notice.kind), ...fieldsOf(notice.case) }),
    postQuestion: async ({ at, ...asked }) =>
      await post(at.channelId, questionMessage(asked, labelled), { who: `${asked.by} asks ${at.ts}`, first: true, thread: at.ts }),
    postRequest: async (facts, to) =>
      await post(to, requestMessage(facts, labelled), { ...inLine(facts.request.id, facts.kind), orderId: facts.request.orderId }),
    updateRequest: async (facts, at) =>
      await update(at, requestMessage(facts, labelled), { ...inLine(facts.request.id, facts.kind), orderId: facts.request.orderId }),
    postAlert: async (alert, channelId) =>
      await post(channelId, alertMessage(alert, labelled), { who: alert.kind, first: true, state: alert.kind }),
    postDigest: async (digest, channelId) => await post(channelId, digestMessage(digest, labelled), { who: 'digest', first: false }),
  };
}

/** Who decides, and who packs, waits for these. */
const FIRST: ReadonlySet<PostToCome['kind']> = new Set(['approval', 'second_card', 'reminder', 'stop']);

function inLine(of: PostToCome['of'], kind: PostToCome['kind']): InLine {
  return { who: `${of} ${kind}`, first: FIRST.has(kind) };
}

function fieldsOf({ id: caseId, orderId, state }: CancellationCase): LogFields {
  return { caseId, orderId, state };
}

function logged(result: PostResult, fields: LogFields, log: Log): PostResult {
  if (result.kind === 'posted') log.info('shown in Slack', fields);
  else if (result.kind === 'rate-limited') log.debug('waits for its turn in Slack', fields);
  else log.warn('Slack did not take it', { ...fields, reason: `${result.kind}: ${result.error}` });
  return result;
}
