import { sayValue } from '../answers/say-understood.ts';
import type { Voice } from '../answers/voice.ts';
import type { FactValue } from '../model/fact.ts';

/** The name of a fact for a user: a short word for the products, else its prompt. */
export function sayFact({ knowledge, words }: Voice, id: string): string {
  if (id === 'installed' || id === 'target') return words.say(`fact.${id}`);
  return knowledge.facts.get(id)?.prompt ?? id;
}

/** "Changed. Installed: BackOffice Server 4.0." */
export function sayChanged(voice: Voice, id: string, value: FactValue): string {
  return voice.words.say('chat.changed', { fact: sayFact(voice, id), value: sayValue(voice, id, value) });
}
