export { createActivityTaker, type TakeActivity } from './create-activity-taker.ts';
export { createIdentity, type AppIdentity, type Identity } from './create-identity.ts';
export { createReplySender } from './create-reply-sender.ts';
export type { Bot, Said } from './handle-activity.ts';
export type { SendReplies } from './reply-address.ts';
