import type { Role } from '../../contract/index.ts';
import type { Choice, Fact, Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { adviceKey } from '../planning/advice-key.ts';
import type { OpenFact } from '../planning/open-facts.ts';
import { openFactsOf } from '../planning/open-facts.ts';
import type { Plan } from '../planning/outcome.ts';
import { planUpgrade } from '../planning/plan-upgrade.ts';

/** A fact to ask for. Each option is a group of choices that lead to the same advice. */
export interface PlannedQuestion {
  readonly fact: Fact;
  readonly options: readonly NonEmpty<Choice>[];
}

/**
 * The question to ask: one that has at least two answers with different advice. Undefined if there is none. Facts that
 * decide the outcome come first, then those of higher priority, then by the order of `roles`. Former products are asked for
 * only if they matter for the first hop. What the user does not know is not asked again. `view` reduces the plans to what
 * the user asked about.
 */
export function planQuestion(
  knowledge: Knowledge,
  plans: NonEmpty<Plan>,
  facts: Facts,
  roles: readonly Role[],
  view: (plan: Plan) => Plan = (plan) => plan,
): PlannedQuestion | undefined {
  const candidates = openFactsOf(view(plans[0]))
    .flatMap((open) => {
      const fact = knowledge.facts.get(open.fact);
      return fact !== undefined && mayAsk(fact, open, facts, roles) ? [{ fact, open }] : [];
    })
    .sort(
      (a, b) =>
        Number(b.open.decides) - Number(a.open.decides) ||
        b.fact.priority - a.fact.priority ||
        roles.indexOf(a.fact.role) - roles.indexOf(b.fact.role),
    );
  for (const { fact } of candidates) {
    const options = optionsByAdvice(fact, facts, (told) =>
      plans.map((plan) => adviceKey(view(planUpgrade(knowledge, plan.from, plan.to, told)))).join('\n\n'),
    );
    if (options.length > 1) return { fact, options };
  }
  return undefined;
}

function mayAsk(fact: Fact, open: OpenFact, facts: Facts, roles: readonly Role[]): boolean {
  const told = facts[fact.id];
  if (told !== undefined && told.kind !== 'is') return false;
  return roles.includes(fact.role) && (fact.role !== 'formerly' || open.now);
}

/** The choices of a fact that are still possible, grouped by the advice that they lead to. */
export function optionsByAdvice(
  fact: Fact,
  facts: Facts,
  keyOf: (facts: Facts) => string,
): readonly NonEmpty<Choice>[] {
  const groups = new Map<string, Choice[]>();
  const told = facts[fact.id];
  for (const choice of fact.choices) {
    if (told?.kind === 'is' && !choice.values.some((value) => told.values.includes(value))) continue;
    const key = keyOf({ ...facts, [fact.id]: { kind: 'is', values: choice.values } });
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [choice]);
    else group.push(choice);
  }
  return [...groups.values()].flatMap((group) => {
    const choices = nonEmpty(group);
    return choices === undefined ? [] : [choices];
  });
}
