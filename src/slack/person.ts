import { type ChannelId, channelIdSchema, type UserId, userIdSchema } from '../domain/ids.js';

/** The person and the place that a request from Slack comes from. Throws for ids that are not Slack's. */
export function personOf(request: { readonly userId: string; readonly channelId?: string | undefined }): {
  readonly userId: UserId;
  readonly channelId: ChannelId | undefined;
} {
  const { userId, channelId } = request;
  return { userId: userIdSchema.parse(userId), channelId: channelId === undefined ? undefined : channelIdSchema.parse(channelId) };
}
