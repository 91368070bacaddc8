import { z } from 'zod';
import { contentOf } from './methods/chat.js';
import type { MethodContext } from './methods/method.js';
import type { PostedMessage, ResponseAddress } from './state.js';

/** How often and how long the app may answer (docs.slack.dev/interactivity/handling-user-interaction). */
const USES = 5;
const LASTS_MS = 30 * 60_000;

const saidSchema = z.object({
  response_type: z.enum(['ephemeral', 'in_channel']).default('ephemeral'),
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  replace_original: z.boolean().default(false),
  delete_original: z.boolean().default(false),
  thread_ts: z.string().optional(),
});

/** An answer over HTTP. */
export interface Answered {
  readonly status: number;
  readonly body: string;
}

/** A new address for answers to one request. */
export function giveAddress(
  { state, now }: MethodContext,
  to: { readonly userId: string; readonly channel: string; readonly original?: string },
): string {
  const id = `r${state.next()}`;
  state.responses.set(id, { userId: to.userId, channel: to.channel, at: now().getTime(), uses: 0, original: to.original });
  return id;
}

/** What the app says to the address of a request. */
export function takeResponse(context: MethodContext, id: string, body: unknown): Answered {
  const { state, now } = context;
  const address = state.responses.get(id);
  const refused = refusal(address, now());
  const answer = refused ?? say(context, { body, address, counts: true });
  state.record({ direction: 'to-slack', what: 'response_url', sent: body, answer: answer.body });
  return answer;
}

function refusal(address: ResponseAddress | undefined, now: Date): Answered | undefined {
  if (address === undefined) return { status: 404, body: 'no_such_url' };
  if (now.getTime() - address.at > LASTS_MS) return { status: 404, body: 'expired_url' };
  return address.uses < USES ? undefined : { status: 404, body: 'used_url' };
}

/** Says something where a request came from. Used for the acknowledgement of a command, too, which costs no use. */
export function say(
  context: MethodContext,
  { body, address, counts }: { readonly body: unknown; readonly address: ResponseAddress | undefined; readonly counts: boolean },
): Answered {
  const said = saidSchema.safeParse(body).data;
  if (said === undefined || address === undefined) return { status: 400, body: 'invalid_payload' };
  const { state, now, workspace } = context;
  if (counts) address.uses += 1;
  const { original, channel, userId } = address;
  if (said.delete_original && original !== undefined) {
    state.replaceMessage(channel, original, () => undefined);
    return { status: 200, body: 'ok' };
  }
  const content = contentOf(context, said);
  if ('ok' in content) return { status: 400, body: JSON.stringify(content) };
  const replaced =
    said.replace_original &&
    original !== undefined &&
    state.replaceMessage(channel, original, (before) => ({ ...before, ...content, edits: before.edits + 1 }));
  if (replaced) return { status: 200, body: 'ok' };
  const message: PostedMessage = {
    channel,
    ts: state.nextTs(now()),
    from: workspace.bot.userId,
    ...content,
    edits: 0,
    ...(said.thread_ts !== undefined && { thread: said.thread_ts }),
    ...(said.response_type === 'ephemeral' && { onlyFor: userId }),
  };
  state.messages.push(message);
  address.original ??= message.ts;
  return { status: 200, body: 'ok' };
}
