export type {
  ConversationStore,
  RememberedTurn,
  StoredConversation,
  TurnRecord,
} from './conversation-store.ts';
export { createLanes, type Lanes } from './lanes.ts';
export { takeTurn, type Inbound, type Turns } from './take-turn.ts';
