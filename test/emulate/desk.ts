import { startApp } from '../../src/app.js';
import { readConfig } from '../../src/config.js';
import { pretendedAccount } from '../../src/config/amazon.js';
import { createLog } from '../../src/log.js';
import { startPracticeAmazon } from '../../src/practice/amazon/server.js';
import { countedIds } from '../support/counted-ids.js';
import { freshDatabase } from '../support/database.js';
import { frozenClock } from '../support/frozen-clock.js';
import { type Person, personAt } from './person.js';
import { BOT_TOKEN, read, SIGNING_SECRET, startSlack } from './slack.js';

const STEP_SECONDS = 10;

export type EmulatedDesk = Awaited<ReturnType<typeof startDesk>>;

/** The whole app between emulate's Slack and the pretended Amazon. Only the test moves the app's clock; emulate's is the real one. */
export async function startDesk() {
  const clock = frozenClock('2026-11-24T15:00:00Z');
  const now = (): Date => clock.now();
  const [amazon, slack, engine] = await Promise.all([startPracticeAmazon({ now }), startSlack(), freshDatabase()]);
  const [orders, approvals] = [slack.idOf('orders'), slack.idOf('approvals')];
  const logged: string[] = [];
  const settings = readConfig({
    PORT: '0',
    SLACK_API_URL: slack.apiUrl,
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_BOT_TOKEN: BOT_TOKEN,
    APPROVERS: slack.idOf('lena'),
    APPROVALS_CHANNEL: approvals,
  });
  if (!settings.ok) throw new Error(settings.problems.join('\n'));
  const app = await startApp({
    config: settings.config,
    amazon: pretendedAccount(amazon),
    practice: true,
    engine,
    alone: true,
    clock,
    ids: countedIds(),
    log: createLog({ level: 'warn', stream: { write: (line: string) => void logged.push(line) } }),
  });
  const work = async (): Promise<void> => void (await app.runDue());
  const later = async (seconds: number): Promise<void> => {
    for (let left = seconds; left > 0; left -= STEP_SECONDS) {
      clock.advance(Math.min(left, STEP_SECONDS) * 1000);
      await work();
    }
  };
  await app.desk.queue.add([{ job: { kind: 'sweep' } }]);
  await work();
  await later(120);
  const place = { slack, now, port: () => app.port };
  return {
    slack,
    amazon,
    orders,
    approvals,
    logged,
    anna: personAt(place, slack.idOf('anna')),
    lena: personAt(place, slack.idOf('lena')),
    work,
    later,
    /** How often Amazon got a call of an operation, by its name in Amazon's model. */
    calls: (operation: string): number => amazon.ledger.filter((entry) => entry.operation === operation).length,
    /** The one message about an order in a conversation, as emulate holds it. */
    messageAbout: async (channelId: string, orderId: string) => {
      const [message, ...others] = (await slack.history(channelId)).filter((one) => read(one).includes(orderId));
      if (message?.ts === undefined || others.length > 0) throw new Error(`Not exactly one message about ${orderId}`);
      return { channelId, ts: message.ts, blocks: message.blocks, text: read(message), edited: message.edited !== undefined };
    },
    end: async (): Promise<void> => {
      await app.stop();
      await engine.close();
      await slack.close();
      await amazon.close();
    },
  };
}

/** Somebody goes through the whole modal, up to and with the last click. */
export async function request(
  person: Person,
  wish: { readonly orderId: string; readonly channelId: string; readonly reason: string; readonly subReason: string },
): Promise<void> {
  await person.command(`/cancel-order ${wish.orderId}`, wish);
  await person.sees('Pick a reason');
  await person.pick('reason', wish.reason);
  await person.sees('More exactly');
  await person.pick('sub_reason', wish.subReason);
  person.type('note', 'shelf is empty');
  await person.submit();
  await person.sees('Message to the buyer');
  await person.submit();
  await person.sees('Check and confirm');
  await person.press('confirm_request');
  await person.sees('Requested');
}
