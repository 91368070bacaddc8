import { ErrorCode, type WebClient } from '@slack/web-api';
import { z } from 'zod';

/** `bot_id` is in Slack's answer for every bot token; the app itself has no use for it. */
const identitySchema = z
  .object({ bot_id: z.string().default(''), user_id: z.string() })
  .transform((answer) => ({ botId: answer.bot_id, botUserId: answer.user_id }));

const refusal = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });

/** Asks Slack once who the app is. Throws with the variable to look at when Slack does not say. */
export async function whoWeAre(client: WebClient): Promise<z.output<typeof identitySchema>> {
  return identitySchema.parse(
    await naming({ refused: 'SLACK_BOT_TOKEN', unreached: 'SLACK_API_URL' }, async () => await client.auth.test()),
  );
}

/** Does one thing that the configuration may make impossible; what is thrown then begins with the variable's name. */
export async function naming<T>(variables: { readonly refused: string; readonly unreached: string }, comeUp: () => Promise<T>): Promise<T> {
  try {
    return await comeUp();
  } catch (error) {
    const refused = refusal.safeParse(error).data?.data.error;
    const why = refused ?? (error instanceof Error ? error.message : String(error));
    throw new Error(`${refused === undefined ? variables.unreached : variables.refused} cannot be used: ${why}`, { cause: error });
  }
}
