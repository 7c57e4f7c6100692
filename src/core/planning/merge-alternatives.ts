import { allOf, anyOf } from '../conditions/combine.ts';
import type { Condition } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { mainAdviceKey, alternativeKey } from './advice-key.ts';
import type { Plan } from './outcome.ts';
import { planUpgrade } from './plan-upgrade.ts';

/** The alternatives of more pairs than this are not merged. */
const MOST_MERGED = 40;

/**
 * The plans of all pairs of start and end, if they differ in their alternatives only. The first plan then has all
 * alternatives, each on the condition that the product is one that has it. Undefined if the plans differ otherwise.
 */
export function mergeAlternatives(
  knowledge: Knowledge,
  starts: NonEmpty<string>,
  ends: NonEmpty<string>,
  facts: Facts,
): NonEmpty<Plan> | undefined {
  if (starts.length * ends.length > MOST_MERGED) return undefined;
  const plans = nonEmpty(
    starts.flatMap((start) => ends.map((end) => planUpgrade(knowledge, start, end, facts))),
  );
  if (plans === undefined || new Set(plans.map(mainAdviceKey)).size > 1) return undefined;
  const ways = new Map(plans.flatMap((plan) => plan.alternatives.map((way) => [alternativeKey(way), way])));
  const alternatives = [...ways].map(([key, way]) => {
    const having = plans.filter((plan) => plan.alternatives.some((other) => alternativeKey(other) === key));
    if (having.length === plans.length) return way;
    return { ...way, when: allOf([endsAmong(having, starts.length > 1, ends.length > 1), way.when]) };
  });
  const [first, ...rest] = plans;
  return [{ ...first, alternatives }, ...rest];
}

/** The condition that the upgrade is one of these; only the ends that are not known are part of it. */
function endsAmong(plans: readonly Plan[], openStart: boolean, openEnd: boolean): Condition {
  const starts = [...new Set(plans.map((plan) => plan.from))];
  return anyOf(
    starts.map((start) => {
      const ends = plans.filter((plan) => plan.from === start).map((plan) => plan.to);
      return allOf([
        ...(openStart ? [{ kind: 'equals' as const, fact: 'installed', value: start }] : []),
        ...(openEnd ? [{ kind: 'within' as const, fact: 'target', values: ends }] : []),
      ]);
    }),
  );
}
