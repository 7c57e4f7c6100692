import type { Condition } from '../model/condition.ts';
import { joinList } from './join-list.ts';
import { nameProducts } from './name-products.ts';
import type { Voice } from './voice.ts';

/** A condition as a clause that can follow "only if". */
export function sayCondition(voice: Voice, condition: Condition): string {
  const { language } = voice.words;
  switch (condition.kind) {
    case 'always':
    case 'never':
      return '';
    case 'equals':
      return sayValues(voice, condition.fact, [condition.value]);
    case 'within':
      return sayValues(voice, condition.fact, condition.values);
    case 'all':
    case 'any':
      return joinList(
        language,
        condition.of.map((part) => sayCondition(voice, part)),
        condition.kind === 'all' ? 'and' : 'or',
      );
    case 'not':
      return sayNot(voice, condition.of);
  }
}

function sayValues(voice: Voice, factId: string, values: readonly string[]): string {
  const fact = voice.knowledge.facts.get(factId);
  const choices = (fact?.choices ?? []).filter((choice) =>
    choice.values.some((value) => values.includes(value)),
  );
  const whole = choices.every((choice) => choice.values.every((value) => values.includes(value)));
  if (choices.length > 0 && whole) {
    return joinList(
      voice.words.language,
      choices.map((choice) => choice.means),
      'or',
    );
  }
  const products = nameProducts(voice, values, 'or');
  if (factId === 'installed') return voice.words.say('condition.installed', { products });
  if (factId === 'target') return voice.words.say('condition.target', { products });
  return voice.words.say('condition.is', { fact: fact?.prompt ?? factId, values: products });
}

/** The opposite in positive words where a single fact's other choices say it. */
function sayNot(voice: Voice, condition: Condition): string {
  if (condition.kind === 'equals' || condition.kind === 'within') {
    const values = condition.kind === 'equals' ? [condition.value] : condition.values;
    const others = (voice.knowledge.facts.get(condition.fact)?.choices ?? []).filter(
      (choice) => !choice.values.some((value) => values.includes(value)),
    );
    if (others.length > 0)
      return joinList(
        voice.words.language,
        others.map((choice) => choice.means),
        'or',
      );
  }
  return voice.words.say('condition.not', { condition: sayCondition(voice, condition) });
}
