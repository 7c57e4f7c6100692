export type { Archive, Cutoffs, KeptConversation } from './archive.ts';
export { createTurns } from './create-turns.ts';
export { joinJson, jsonOf, jsonOfList, keepJson, withFields, withJson } from './json.ts';
export { NEVER } from './never.ts';
export { makeKey, parseKey } from './keys.ts';
export { StoreError } from './store-error.ts';
export { startRetention, type Retention } from './start-retention.ts';
export { startSweeper, type Sweeper } from './start-sweeper.ts';
export type { TurnEvent } from './turn-event.ts';
export type {
  OutboxDepth,
  LogEntry,
  ReplyName,
  Step,
  StoredConversation,
  Taken,
  TurnRequest,
  TurnStore,
  UnsentReply,
} from './turn-store.ts';
export type { Inbound, Outcome, Turns } from './turns.ts';
