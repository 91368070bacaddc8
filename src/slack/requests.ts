import { z } from 'zod';
import { channelIdSchema, userIdSchema } from '../domain/ids.js';

/** What of Slack's payloads the app uses; all else is left out here. */
export const commandSchema = z
  .object({
    command: z.string(),
    text: z.string().default(''),
    user_id: userIdSchema,
    team_id: z.string(),
    channel_id: channelIdSchema,
    trigger_id: z.string(),
    response_url: z.string().optional(),
  })
  .transform((body) => ({
    command: body.command,
    text: body.text,
    userId: body.user_id,
    teamId: body.team_id,
    channelId: body.channel_id,
    triggerId: body.trigger_id,
    responseUrl: body.response_url,
  }));

/** A slash command. */
export type CommandRequest = z.output<typeof commandSchema>;

const inputSchema = z.object({
  value: z.string().nullish(),
  selected_option: z.object({ value: z.string() }).nullish(),
  selected_date: z.string().nullish(),
  selected_options: z.array(z.object({ value: z.string() })).nullish(),
});

const viewSchema = z
  .object({
    id: z.string(),
    hash: z.string().optional(),
    type: z.enum(['modal', 'home']).catch('modal'),
    callback_id: z.string().default(''),
    private_metadata: z.string().default(''),
    state: z.object({ values: z.record(z.string(), z.record(z.string(), inputSchema)) }).optional(),
  })
  .transform((view) => ({
    id: view.id,
    hash: view.hash,
    /** The Home tab is a view, too. */
    type: view.type,
    callbackId: view.callback_id,
    privateMetadata: view.private_metadata,
    values: valuesOf(view.state?.values ?? {}),
  }));

/** What is filled in, by action id: text, the chosen option's value, the day (`2026-11-24`), or the ticked ones'. Empty fields are absent. */
export type ViewValues = ReadonlyMap<string, string | readonly string[]>;

function valuesOf(blocks: Readonly<Record<string, Readonly<Record<string, z.output<typeof inputSchema>>>>>): ViewValues {
  const values = new Map<string, string | readonly string[]>();
  for (const inputs of Object.values(blocks)) {
    for (const [actionId, input] of Object.entries(inputs)) {
      const value =
        input.value ?? input.selected_option?.value ?? input.selected_date ?? input.selected_options?.map((option) => option.value);
      if (value !== undefined) values.set(actionId, value);
    }
  }
  return values;
}

const personSchema = z.object({ user: z.object({ id: userIdSchema }), team: z.object({ id: z.string() }).nullish() });

export const actionSchema = personSchema
  .extend({
    trigger_id: z.string().default(''),
    response_url: z.string().optional(),
    actions: z.array(inputSchema.extend({ action_id: z.string() })).min(1),
    view: viewSchema.optional(),
    channel: z.object({ id: channelIdSchema }).optional(),
    message: z.object({ ts: z.string() }).optional(),
  })
  .transform((body) => {
    const action = body.actions[0];
    return {
      userId: body.user.id,
      teamId: body.team?.id ?? '',
      triggerId: body.trigger_id,
      responseUrl: body.response_url,
      actionId: action?.action_id ?? '',
      value: action?.value ?? action?.selected_option?.value ?? undefined,
      view: body.view,
      channelId: body.channel?.id,
      messageTs: body.message?.ts,
    };
  });

/** A click or a choice, in a message or a modal. */
export type ActionRequest = z.output<typeof actionSchema>;

export const shortcutSchema = personSchema
  .extend({
    callback_id: z.string(),
    trigger_id: z.string(),
    response_url: z.string().optional(),
    channel: z.object({ id: channelIdSchema }).optional(),
    message: z.object({ text: z.string().default(''), blocks: z.unknown().optional(), attachments: z.unknown().optional() }).optional(),
  })
  .transform(({ message, ...body }) => ({
    callbackId: body.callback_id,
    userId: body.user.id,
    teamId: body.team?.id ?? '',
    triggerId: body.trigger_id,
    responseUrl: body.response_url,
    channelId: body.channel?.id,
    /** All that stands in the message, for a shortcut of a message. */
    messageText: message === undefined ? '' : stringsIn([message.text, message.blocks, message.attachments]).join('\n'),
  }));

/** Every text in blocks of whatever kind, nested as they may be. */
function stringsIn(part: unknown): string[] {
  if (typeof part === 'string') return [part];
  return typeof part === 'object' && part !== null ? Object.values(part).flatMap(stringsIn) : [];
}

/** A shortcut: from Slack's own menu, or of a message. */
export type ShortcutRequest = z.output<typeof shortcutSchema>;

export const eventSchema = z
  .object({ team_id: z.string(), event: z.object({ type: z.string(), user: userIdSchema, tab: z.string().optional() }) })
  .transform(({ team_id: teamId, event }) => ({ teamId, type: event.type, userId: event.user, tab: event.tab }));

/** Something that happened in Slack; acknowledged by Bolt itself. */
export type EventRequest = z.output<typeof eventSchema>;

export const submissionSchema = personSchema
  .extend({ view: viewSchema })
  .transform((body) => ({ userId: body.user.id, teamId: body.team?.id ?? '', view: body.view }));

/** A modal that was submitted. */
export type SubmissionRequest = z.output<typeof submissionSchema>;
