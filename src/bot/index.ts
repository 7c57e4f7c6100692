export { createBotAdapter, type AppIdentity, type BotAdapter, type Outcome } from './bot-adapter.ts';
export { handleActivity, type Bot, type Said } from './handle-activity.ts';
