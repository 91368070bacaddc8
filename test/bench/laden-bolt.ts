import { App } from '@slack/bolt';
import { ACTIONS, COMMANDS, EVENTS, SHORTCUTS, VIEWS } from '../../src/slack/ids.js';
import { escaped } from '../../src/slack/limits.js';
import { saidText } from '../../src/slack/say.js';
import { en } from '../../src/slack/text/en.js';

// The like for like: Bolt with one listener for everything that the app can be asked, of which the one for the command
// says the same sentence as the app.
const app = new App({
  signingSecret: process.env['SLACK_SIGNING_SECRET'] ?? '',
  authorize: async () => ({ botToken: 'xoxb-bench', botId: 'B1', botUserId: 'U1' }),
});
/** Fields of views, which nobody listens to. */
const FIELDS = new Set<string>([
  ACTIONS.orderId,
  ACTIONS.note,
  ACTIONS.memo,
  ACTIONS.messageText,
  ACTIONS.sendMessage,
  ACTIONS.question,
  ACTIONS.reviewReason,
  ACTIONS.declineNote,
  ACTIONS.accountName,
  ACTIONS.accountRegion,
  ACTIONS.sellerId,
  ACTIONS.clientId,
  ACTIONS.clientSecret,
  ACTIONS.refreshToken,
  ACTIONS.marketplaces,
]);
for (const command of COMMANDS) {
  app.command(command, async ({ ack, command: { text } }) => {
    await ack({ response_type: 'ephemeral', text: saidText(en.usage.wrongOrderId(escaped(text)), { text: en, practice: true }) });
  });
}
for (const id of Object.values(ACTIONS)) if (!FIELDS.has(id)) app.action(id, async ({ ack }) => await ack());
for (const id of Object.values(VIEWS)) if (id !== VIEWS.plain) app.view(id, async ({ ack }) => await ack());
for (const id of Object.values(SHORTCUTS)) app.shortcut(id, async ({ ack }) => await ack());
for (const name of Object.values(EVENTS)) app.event(name, async () => undefined);
const server = await app.start({ port: 0, host: '127.0.0.1' });
const address = server.address();
process.stdout.write(`${JSON.stringify({ event: 'running', port: typeof address === 'object' && address !== null ? address.port : 0 })}\n`);
