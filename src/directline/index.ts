export { activitySetJson, parseWatermark } from './activity-set.ts';
export {
  createChannel,
  directLineKey,
  type Access,
  type Channel,
  type DirectLineBot,
  type StreamAccess,
  type BotResult,
} from './create-channel.ts';
export type { CloseReason, StreamClient } from './create-streams.ts';
export { createParticipant, type Participant } from './ids.ts';
export { BOT_ID, CHANNEL_ID, echoEntry, replyEntries, type LoggedActivity } from './log-entries.ts';
export { createTokens, type VerifiedToken, type Tokens, type TokenUse } from './tokens.ts';
export { parseUserActivity, type UserActivity } from './user-activity.ts';
