import type { ReplyActivities } from '../../../src/bot/index.ts';
import { NEW_CONSULTATION } from '../../../src/core/index.ts';
import type { TurnDecision, StoredConversation } from '../../../src/turn/index.ts';

/** A turn that keeps every message in the state, in order, and says how many came before it. */
export function decideEcho(
  before: StoredConversation | undefined,
  id: string,
  text: string,
): TurnDecision<ReplyActivities> {
  const { moves } = before?.consultation ?? NEW_CONSULTATION;
  return {
    consultation: { moves: [...moves, { kind: 'chose-pack', turn: moves.length + 1, pack: text }] },
    said: [{ type: 'message', text: echoOf(text, moves.length), replyToId: id }],
    event: { verdict: 'chat', kind: 'chat', pack: null, edition: null, facts: {}, rules: [], app: '0' },
  };
}

/** What is said to a message that comes after so many others. */
export function echoOf(text: string, before: number): string {
  return `${text} after ${String(before)}`;
}
