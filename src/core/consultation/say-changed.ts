import { sayValue } from '../answers/say-understood.ts';
import type { AnswerContext } from '../answers/answer-context.ts';
import type { FactValue } from '../model/fact.ts';

/** The name of a fact in words: "Installed", "Target", else its prompt. */
export function sayFact({ knowledge, words }: AnswerContext, id: string): string {
  if (id === 'installed' || id === 'target') return words.say(`fact.${id}`);
  return knowledge.facts.get(id)?.prompt ?? id;
}

/** "Changed. Installed: BackOffice Server 4.0." */
export function sayChanged(context: AnswerContext, id: string, value: FactValue): string {
  return context.words.say('chat.changed', {
    fact: sayFact(context, id),
    value: sayValue(context, id, value),
  });
}
