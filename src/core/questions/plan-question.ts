import type { Role } from '../../contract/index.ts';
import type { Choice, Fact, Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { adviceKey } from '../planning/advice-key.ts';
import type { OpenFact } from '../planning/open-facts.ts';
import { openFactsOf } from '../planning/open-facts.ts';
import type { Plan } from '../planning/outcome.ts';
import { planUpgrade } from '../planning/plan-upgrade.ts';

/** A fact worth asking, with its choices; those that lead to the same advice stand together. */
export interface PlannedQuestion {
  readonly fact: Fact;
  readonly options: readonly NonEmpty<Choice>[];
}

/**
 * The one question that can still change the advice, or undefined where none can: at least two of its answers lead to
 * different advice. What decides the outcome comes first, then the fact's priority, then the order of roles. History is
 * asked only where it bears on the server as it stands now. What the user does not know is not asked again. A `view` leaves
 * out of the plans what was not asked about.
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

/** The fact's choices that what was told leaves possible, grouped by the advice that they lead to. */
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
