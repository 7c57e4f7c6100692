export type { ClockOutcome } from './create-clock-check.ts';
export { createTurns } from './create-turns.ts';
export {
  mergeJsonObjects,
  jsonOf,
  jsonOfList,
  withCachedJson,
  addJsonFields,
  withGivenJson,
} from './json-cache.ts';
export { makeKey, parseKey } from './keys.ts';
export { NEVER_DUE } from './outbox-constants.ts';
export type { Cutoffs, ExportedConversation, PersonalDataStore } from './personal-data-store.ts';
export { startRetention, type Retention } from './start-retention.ts';
export { startSweeper, type Sweeper } from './start-sweeper.ts';
export {
  StoreError,
  type LogEntry,
  type LogLimit,
  type LogPart,
  type LogText,
  type OutboxDepth,
  type ReplyName,
  type StoredConversation,
  type TurnDecision,
  type TurnEvent,
  type TurnRequest,
  type TurnResult,
  type TurnStore,
  type UnsentReply,
} from './turn-store.ts';
export type { InboundTurn, TurnOutcome, Turns } from './turns.ts';
