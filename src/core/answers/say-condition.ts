import type { Condition } from '../model/condition.ts';
import { joinList } from './join-list.ts';
import { nameProducts } from './name-products.ts';
import type { AnswerContext } from './answer-context.ts';

/** A condition as a clause that is put after "only if"; empty for `always` and `never`. */
export function sayCondition(context: AnswerContext, condition: Condition): string {
  const { language } = context.words;
  switch (condition.kind) {
    case 'always':
    case 'never':
      return '';
    case 'equals':
      return sayValues(context, condition.fact, [condition.value]);
    case 'within':
      return sayValues(context, condition.fact, condition.values);
    case 'all':
    case 'any':
      return joinList(
        language,
        condition.of.map((part) => sayCondition(context, part)),
        condition.kind === 'all' ? 'and' : 'or',
      );
    case 'not':
      return sayNot(context, condition.of);
  }
}

function sayValues(context: AnswerContext, factId: string, values: readonly string[]): string {
  const fact = context.knowledge.facts.get(factId);
  const choices = (fact?.choices ?? []).filter((choice) =>
    choice.values.some((value) => values.includes(value)),
  );
  const whole = choices.every((choice) => choice.values.every((value) => values.includes(value)));
  if (choices.length > 0 && whole) {
    return joinList(
      context.words.language,
      choices.map((choice) => choice.means),
      'or',
    );
  }
  const products = nameProducts(context, values, 'or');
  if (factId === 'installed') return context.words.say('condition.installed', { products });
  if (factId === 'target') return context.words.say('condition.target', { products });
  return context.words.say('condition.is', { fact: fact?.prompt ?? factId, values: products });
}

/** The opposite of a condition: if possible in positive words, by the other choices of the fact. */
function sayNot(context: AnswerContext, condition: Condition): string {
  if (condition.kind === 'equals' || condition.kind === 'within') {
    const values = condition.kind === 'equals' ? [condition.value] : condition.values;
    const others = (context.knowledge.facts.get(condition.fact)?.choices ?? []).filter(
      (choice) => !choice.values.some((value) => values.includes(value)),
    );
    if (others.length > 0)
      return joinList(
        context.words.language,
        others.map((choice) => choice.means),
        'or',
      );
  }
  return context.words.say('condition.not', { condition: sayCondition(context, condition) });
}
