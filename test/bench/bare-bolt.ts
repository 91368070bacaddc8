import { App } from '@slack/bolt';

// What the app is measured against: Bolt with its own HTTPReceiver and one listener that only acknowledges.
const app = new App({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U1' }),
});
app.command('/cancel-order', async ({ ack }) => await ack());
const server = await app.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
process.stdout.write(`${JSON.stringify({ event: 'running', port: typeof address === 'object' && address !== null ? address.port : 0 })}\n`);
