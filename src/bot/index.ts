export { createActivityTaker, type TakeActivity } from './create-activity-taker.ts';
export { createDirectLineTurns } from './create-direct-line-turns.ts';
export { createIdentity, type AppIdentity, type Identity } from './create-identity.ts';
export { createReplySender } from './create-reply-sender.ts';
export type { OutboundFetch } from './outbound-fetch.ts';
export type { Bot, Said } from './handle-activity.ts';
export type { SendReplies } from './reply-address.ts';
