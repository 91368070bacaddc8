import { z } from 'zod';

/** Amazon's order id: 3-7-7 digits. The only key by which people and systems name an order. */
export const orderIdSchema = z
  .string()
  .regex(/^\d{3}-\d{7}-\d{7}$/)
  .brand<'OrderId'>();
export type OrderId = z.infer<typeof orderIdSchema>;

/** Amazon's marketplace id, for example `ATVPDKIKX0DER`. */
export const marketplaceIdSchema = z
  .string()
  .regex(/^[A-Z0-9]{10,20}$/)
  .brand<'MarketplaceId'>();
export type MarketplaceId = z.infer<typeof marketplaceIdSchema>;

/** The seller account: Amazon's seller id (merchant token). */
export const accountIdSchema = z
  .string()
  .regex(/^[A-Z0-9]{5,30}$/)
  .brand<'AccountId'>();
export type AccountId = z.infer<typeof accountIdSchema>;

/** A cancellation case of ours, one per order and attempt; shown to people as a short reference. */
export const caseIdSchema = z.uuid().brand<'CaseId'>();
export type CaseId = z.infer<typeof caseIdSchema>;

/** What an agent has filled in so far, before the request; the only thing that a view carries. */
export const draftIdSchema = z.uuid().brand<'DraftId'>();
export type DraftId = z.infer<typeof draftIdSchema>;

/** Several requests that were confirmed together; the id of the draft that they came from. */
export const batchIdSchema = z.uuid().brand<'BatchId'>();
export type BatchId = z.infer<typeof batchIdSchema>;

/** A feed of ours, from before Amazon knows of it. Amazon's own number is `amazonFeedId`. */
export const feedRowIdSchema = z.uuid().brand<'FeedRowId'>();
export type FeedRowId = z.infer<typeof feedRowIdSchema>;

/** One connection of a seller account: the same account connected again is another one. */
export const connectionIdSchema = z.uuid().brand<'ConnectionId'>();
export type ConnectionId = z.infer<typeof connectionIdSchema>;

/** A buyer's request to cancel an order, as we noticed it. */
export const buyerRequestIdSchema = z.uuid().brand<'BuyerRequestId'>();
export type BuyerRequestId = z.infer<typeof buyerRequestIdSchema>;

/** A reason that the team added. */
export const teamReasonKeySchema = z
  .string()
  .regex(/^team_[0-9a-f-]{36}$/)
  .brand<'TeamReasonKey'>();
export type TeamReasonKey = z.infer<typeof teamReasonKeySchema>;

/** A Slack user id, for example `U012AB3CD`. */
export const userIdSchema = z
  .string()
  .regex(/^[UW][A-Z0-9]{2,20}$/)
  .brand<'UserId'>();
export type UserId = z.infer<typeof userIdSchema>;

/** Where something can be posted: a conversation's id, or a person's, which Slack takes for their direct messages with the app. */
export const channelIdSchema = z
  .string()
  .regex(/^[CDGUW][A-Z0-9]{2,20}$/)
  .brand<'ChannelId'>();
export type ChannelId = z.infer<typeof channelIdSchema>;
