export type { Bot } from './bot.ts';
export { createReplySender, type SendReplies } from './connector/create-reply-sender.ts';
export { createTokenSource, type AppRegistration, type TokenFetch } from './connector/create-token-source.ts';
export type { OutboundFetch } from './connector/outbound-fetch.ts';
export { createActivityProcessor, type ProcessActivity } from './create-activity-processor.ts';
export { createDirectLineBot } from './create-direct-line-bot.ts';
export type { ReplyActivities } from './render-reply.ts';
