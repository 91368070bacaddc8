import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../adapters/clock.js';
import { startPracticeAmazon } from '../practice/amazon/server.js';
import { startPracticeSlack } from '../practice/slack/server.js';
import { type AppProcess, startAppProcess } from './app-process.js';
import { playMorning } from './morning.js';
import { createTranscript } from './transcript.js';

const SIGNING_SECRET = '8f742231b10e8888abcd99yyyzzz85a5';
const BOT_TOKEN = 'xoxb-demo-token';

process.exit(await demo());

/** Plays one morning with the unchanged app between a pretended Amazon and a pretended Slack. 0 when it ends as it must. */
async function demo(): Promise<number> {
  const say = (line: string): void => void process.stdout.write(`${line}\n`);
  const dataDir = mkdtempSync(join(tmpdir(), 'cancel-desk-demo-'));
  const amazon = await startPracticeAmazon({ now: () => systemClock.now(), feedSeconds: 4 });
  const slack = await startPracticeSlack({ signingSecret: SIGNING_SECRET, botToken: BOT_TOKEN, now: () => systemClock.now() });
  let app: AppProcess | undefined;
  try {
    say(`Pretended Amazon at ${amazon.url}, pretended Slack at ${slack.apiUrl}.`);
    say('Starting the app as its own process …');
    app = await startAppProcess({
      PORT: '0',
      SLACK_SIGNING_SECRET: SIGNING_SECRET,
      SLACK_BOT_TOKEN: BOT_TOKEN,
      SLACK_API_URL: slack.apiUrl,
      AMAZON_LWA_CLIENT_ID: amazon.credentials.clientId,
      AMAZON_LWA_CLIENT_SECRET: amazon.credentials.clientSecret,
      AMAZON_REFRESH_TOKEN: amazon.credentials.refreshToken,
      AMAZON_SELLER_ID: amazon.credentials.sellerId,
      AMAZON_REGION: amazon.region,
      AMAZON_MARKETPLACE_IDS: amazon.marketplaceIds.join(','),
      AMAZON_API_URL: amazon.url,
      AMAZON_LWA_URL: amazon.lwaUrl,
      DATA_DIR: dataDir,
      OUTBOX_WINDOW_SECONDS: '3',
      APPROVERS: 'U0LEAD001',
      APPROVALS_CHANNEL: 'C0APPROV1',
      DIGEST_CHANNEL: 'C0CANCEL1',
    });
    slack.setAppUrl(`http://127.0.0.1:${app.port}/slack/events`);
    await playMorning({ slack, amazon, transcript: createTranscript(say) });
    const code = await app.stop();
    if (code !== 0) throw new Error(`The app ended with ${code} in the place of 0`);
    say('\nEvery step ended as it must.');
    return 0;
  } catch (error) {
    say(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
    if (app !== undefined) say(`\nWhat the app logged last:\n${app.lines.slice(-20).join('\n')}`);
    await app?.stop();
    return 1;
  } finally {
    await slack.close();
    await amazon.close();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
