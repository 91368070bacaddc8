import { z } from 'zod';
import { httpUrl, secretNotLike, variable } from './variable.js';

/** Slack over HTTP needs the signing secret; with an app-level token the app connects by Socket Mode instead. */
export type SlackConfig = {
  readonly botToken: string;
  /** Base of the Web API, ending with a slash. */
  readonly apiUrl: string;
} & (
  | { readonly appToken: undefined; readonly signingSecret: string }
  | { readonly appToken: string; readonly signingSecret: string | undefined }
);

const botToken = variable({
  expected: 'the bot token from "OAuth & Permissions", for example xoxb-123-456-abc',
  parse: (text) => (/^(xoxe\.)?xoxb-[\w-]+$/.test(text) ? text : undefined),
});

const appToken = variable({
  expected: 'an app-level token with connections:write for Socket Mode, for example xapp-1-A01-123-abc',
  parse: (text) => (/^xapp-[\w-]+$/.test(text) ? text : undefined),
});

const signingSecret = variable({
  expected:
    'the signing secret from "Basic Information", for example 0123456789abcdef0123456789abcdef (or set SLACK_APP_TOKEN for Socket Mode)',
  parse: secretNotLike('xox', 'xapp-'),
});

const apiUrl = variable({
  expected: 'the address of a Slack Web API, for example https://slack.com/api/',
  parse: (text) => {
    const url = httpUrl(text);
    return url === undefined ? undefined : `${url}/`;
  },
}).default('https://slack.com/api/');

const overHttp = z.object({ SLACK_SIGNING_SECRET: signingSecret, SLACK_BOT_TOKEN: botToken, SLACK_API_URL: apiUrl }).transform(
  (values): SlackConfig => ({
    botToken: values.SLACK_BOT_TOKEN,
    apiUrl: values.SLACK_API_URL,
    appToken: undefined,
    signingSecret: values.SLACK_SIGNING_SECRET,
  }),
);

const overSocket = z
  .object({
    SLACK_SIGNING_SECRET: signingSecret.optional(),
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_API_URL: apiUrl,
  })
  .transform(
    (values): SlackConfig => ({
      botToken: values.SLACK_BOT_TOKEN,
      apiUrl: values.SLACK_API_URL,
      appToken: values.SLACK_APP_TOKEN,
      signingSecret: values.SLACK_SIGNING_SECRET,
    }),
  );

/** Which of Slack's variables are asked for depends on whether Socket Mode is. */
export function slackVariables(socketMode: boolean): typeof overHttp | typeof overSocket {
  return socketMode ? overSocket : overHttp;
}
