export { parseWatermark, type ActivitySet } from './activity-set.ts';
export {
  createChannel,
  keyOf,
  type Access,
  type Channel,
  type DirectLineTurns,
  type Joined,
  type Turned,
} from './create-channel.ts';
export type { Closing, Sink } from './create-streams.ts';
export { newSeat, type Seat } from './ids.ts';
export { BOT, CHANNEL, echoEntry, replyEntries, type Entry } from './log-entries.ts';
export { createTokens, type Shown, type Tokens, type TokenUse } from './tokens.ts';
export { parseUserActivity, type UserActivity } from './user-activity.ts';
