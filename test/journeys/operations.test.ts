import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAloud } from '../../src/practice/slack/read-aloud.js';
import { watchQueue } from '../../src/use-cases/watch/watch-queue.js';
import { type Journey, startJourney } from '../support/journey.js';
import { requestCancellation } from '../support/request.js';

describe('whoever looks after the app', () => {
  let journey: Journey;
  let orderId: string;
  beforeEach(async () => {
    journey = await startJourney();
    orderId = journey.amazon.shop.samples.buyerRequested;
    await requestCancellation(journey.anna, { orderId, reason: 'buyer_asked' });
  });
  afterEach(async () => await journey.end());

  const metrics = async (): Promise<string[]> => {
    const answer = await fetch(`http://127.0.0.1:${journey.app.port}/metrics`);
    return (await answer.text()).split('\n');
  };
  const alerts = (): string[] =>
    journey.slack
      .messages('C0APPROV1')
      .map(({ blocks }) => readAloud(blocks))
      .filter((said) => /work/.test(said));

  it('sees at /metrics what was answered, called and done, and what waits', async () => {
    await journey.later(40);
    const waiting = await metrics();
    expect(waiting).toContain('cancel_desk_cases{state="queued"} 1');
    expect(waiting).toContain('cancel_desk_jobs_waiting{kind="seal-feed"} 1');
    expect(waiting).toContain('cancel_desk_database_up 1');
    journey.amazon.control.fault({ kind: 'feed-stuck', times: 1 });
    await journey.later(1900);
    const stuck = await metrics();
    expect(stuck).toContain('cancel_desk_stuck{kind="case"} 1');
    expect(stuck.some((line) => /^cancel_desk_oldest_stuck_seconds\{kind="case"\} \d+/.test(line))).toBe(true);
    expect(stuck).toContain('cancel_desk_feeds{state="stuck"} 1');
    expect(stuck).toContain('cancel_desk_amazon_call_seconds_count{operation="createFeed",outcome="ok"} 1');
    expect(stuck.some((line) => /^cancel_desk_request_seconds_count\{status="200"\} [1-9]/.test(line))).toBe(true);
    expect(stuck.some((line) => /^cancel_desk_job_seconds_count\{kind="poll-feed",outcome="done"\} [1-9]/.test(line))).toBe(true);
    expect(stuck.some((line) => /^cancel_desk_oldest_feed_seconds\{state="stuck"\} 18\d\d/.test(line))).toBe(true);
    expect(stuck.some((line) => line.startsWith('cancel_desk_cases{state="queued"}'))).toBe(false);
  });

  it('follows one case in the log from the request through Amazon and Slack to the message', async () => {
    await journey.later(400);
    const one = await journey.caseOf(orderId);
    expect(one?.state).toBe('cancelled');
    const lines = journey.logged.map((line): Record<string, unknown> => JSON.parse(line));
    const feedRowId = one?.feedRowId;
    const of = lines.filter((line) => line['caseId'] === one?.id || line['orderId'] === orderId || line['feedRowId'] === feedRowId);
    const steps = of.map((line) => [line['event'], line['operation'] ?? line['state']].join(': '));
    expect(steps).toEqual(
      expect.arrayContaining([
        'Amazon answered: getOrder',
        'case requested: queued',
        'shown in Slack: chat.postMessage',
        'case sealed into a feed: sending',
        'Amazon answered: createFeedDocument',
        'feed moved: creating',
        'Amazon answered: createFeed',
        'feed moved: created',
        'case moved: sent',
        'Amazon answered: getFeed',
        'case moved: reading_back',
        'case moved: cancelled',
        'message to the buyer moved: sending',
        'Amazon answered: createUnexpectedProblem',
        'message to the buyer moved: sent',
        'shown in Slack: chat.update',
      ]),
    );
    // By the case's own id alone: everything but the calls of the feed, which its rows lead to.
    expect(lines.filter((line) => line['caseId'] === one?.id).map((line) => line['operation'])).toEqual(
      expect.arrayContaining(['getOrder', 'createUnexpectedProblem', 'chat.postMessage', 'chat.update']),
    );
    expect(lines.find((line) => line['caseId'] === one?.id && line['feedRowId'] === feedRowId)).toBeDefined();
  });

  it('is told once when due work is not begun, and once when it goes on again', async () => {
    const { desk } = journey.app;
    await watchQueue(desk);
    expect(alerts()).toEqual([]);
    journey.clock.advance(7 * 60_000);
    await Promise.all([watchQueue(desk), watchQueue(desk)]);
    await watchQueue(desk);
    expect(alerts()).toEqual([expect.stringMatching(/The app’s work stands still\S* since .*Nothing is lost, and nothing is done twice/)]);
    await journey.work();
    await watchQueue(desk);
    await watchQueue(desk);
    expect(alerts()).toHaveLength(2);
    expect(alerts()[1]).toContain('The app’s work goes on again.');
  });

  it('is told a little later when Slack does not take it at once', async () => {
    const { desk } = journey.app;
    journey.clock.advance(7 * 60_000);
    journey.slack.fault({ kind: 'ratelimited', method: 'chat.postMessage', times: 1 });
    await watchQueue(desk);
    await watchQueue(desk);
    expect(alerts()).toEqual([]);
    // Slack has said when it takes more.
    journey.clock.advance(60_000);
    await watchQueue(desk);
    expect(alerts()).toHaveLength(1);
  });
});
