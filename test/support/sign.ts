import { createHmac } from 'node:crypto';

/** Headers as Slack sends them with a form. */
export function slackHeaders(
  body: string,
  options: { readonly secret: string; readonly at: Date; readonly type?: string },
): Record<string, string> {
  const timestamp = String(Math.floor(options.at.getTime() / 1000));
  const signature = `v0=${createHmac('sha256', options.secret).update(`v0:${timestamp}:${body}`).digest('hex')}`;
  return {
    'content-type': options.type ?? 'application/x-www-form-urlencoded',
    'x-slack-request-timestamp': timestamp,
    'x-slack-signature': signature,
  };
}
