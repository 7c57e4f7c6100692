import { conditionKey } from '../conditions/condition-key.ts';
import { factsIn } from '../conditions/facts-in.ts';
import type { Role } from '../../contract/index.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { findComponent } from '../planning/find-component.ts';
import { optionsByAdvice, type PlannedQuestion } from './plan-question.ts';

/** The question that decides what is said of a component; undefined if no question would change it. */
export function planComponentQuestion(
  knowledge: Knowledge,
  component: string,
  facts: Facts,
  roles: readonly Role[],
): PlannedQuestion | undefined {
  const finding = findComponent(knowledge, component, facts);
  if (finding.kind === 'silent') return undefined;
  for (const { when, now } of finding.statements) {
    for (const id of factsIn(when)) {
      const fact = knowledge.facts.get(id);
      const told = facts[id];
      if (fact === undefined || !roles.includes(fact.role) || (told !== undefined && told.kind !== 'is'))
        continue;
      if (fact.role === 'formerly' && !now) continue;
      const options = optionsByAdvice(fact, facts, (known) => findingKey(knowledge, component, known));
      if (options.length > 1) return { fact, options };
    }
  }
  return undefined;
}

function findingKey(knowledge: Knowledge, component: string, facts: Facts): string {
  const finding = findComponent(knowledge, component, facts);
  if (finding.kind === 'silent') return 'silent';
  return finding.statements
    .map(({ rule, when, from, to }) => `${rule.id} ${from ?? ''} ${to} ${conditionKey(when)}`)
    .join('\n');
}
