import type { ReplyActivities } from '../../../src/bot/index.ts';
import { NEW_CONSULTATION } from '../../../src/core/index.ts';
import type { TurnDecision, StoredConversation } from '../../../src/turn/index.ts';

/** Decides a turn that appends the message to the state and answers how many messages came before it. */
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

/** The answer to a message that `before` messages came before. */
export function echoOf(text: string, before: number): string {
  return `${text} after ${String(before)}`;
}
