import type { Reply } from '../core/index.ts';
import type { TurnEvent } from '../turn/index.ts';

/** What is recorded of a turn; undefined where nothing was answered. Ids only: a user's words are in none of them. */
export function recordEvent(replies: readonly Reply[]): TurnEvent | undefined {
  const [reply] = replies;
  if (reply === undefined || reply.answer.kind === 'chat') return undefined;
  const { answer, voice } = reply;
  const { kind, verdict, pack, facts, citations } = answer;
  const rules = [...new Set([...citations.map(({ lines }) => String(lines[0]))])];
  return { kind, verdict, pack, edition: voice.knowledge.sources[0]?.edition ?? null, facts, rules };
}
