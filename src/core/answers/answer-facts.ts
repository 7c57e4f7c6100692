import type { Facts, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { type AnswerFacts, OTHER, UNKNOWN } from '../../contract/index.ts';

/**
 * Facts for the structured answer, by id: the id of a product or choice, several candidates, `unknown` or `other`. Facts
 * that are internal (their ids begin with `$`) are left out.
 */
export function answerFacts(knowledge: Knowledge, facts: Facts): AnswerFacts {
  return Object.fromEntries(
    Object.entries(facts)
      .filter(([id]) => !id.startsWith('$'))
      .map(([id, value]) => [id, answerFact(knowledge, id, value)]),
  );
}

function answerFact(knowledge: Knowledge, id: string, value: FactValue): string | readonly string[] {
  switch (value.kind) {
    case 'outside':
      return OTHER;
    case 'unknown':
      return value.among.length > 0 ? value.among : UNKNOWN;
    case 'is': {
      const [only, second] = value.values;
      const choice = (knowledge.facts.get(id)?.choices ?? []).find(
        (candidate) => [...candidate.values].sort().join() === [...value.values].sort().join(),
      );
      if (choice !== undefined) return choice.id;
      return second === undefined ? only : value.values;
    }
  }
}
