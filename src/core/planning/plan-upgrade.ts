import { evaluate } from '../conditions/evaluate.ts';
import { simplify } from '../conditions/simplify.ts';
import type { Facts } from '../model/fact.ts';
import { type Knowledge } from '../knowledge/knowledge.ts';
import { type AlternativeRule, type ReferenceRule, type Rule, hopKey } from '../model/rule.ts';
import type { Conditional, Outcome, Plan } from './outcome.ts';
import { decideOutcome } from './decide-outcome.ts';
import { factsOnHop } from './facts-on-hop.ts';

/**
 * The advice on upgrading from one product to another: the outcome with its hops and their issues, alternatives, and
 * references. What depends on a missing fact keeps its condition.
 */
export function planUpgrade(knowledge: Knowledge, from: string, to: string, told: Facts): Plan {
  const facts = factsOnHop(told, from, to);
  const outcome = decideOutcome(knowledge, from, to, facts);
  return {
    from,
    to,
    outcome,
    alternatives: alternativesFor(knowledge, from, to, facts),
    references: referencesBetween(knowledge, from, to, outcome),
    underReview: knowledge.index.withdrawn.filter(
      (rule) => concerns(rule, from, to) && evaluate(rule.when, facts) !== 'fails',
    ),
  };
}

/** The references of the start's family. If the outcome is not covered and there are none, those of the end's family. */
export function referencesBetween(
  knowledge: Knowledge,
  from: string | undefined,
  to: string | undefined,
  outcome: Outcome,
): readonly ReferenceRule[] {
  const of = (id: string | undefined) =>
    referencesFor(knowledge, knowledge.products.get(id ?? '')?.family, outcome);
  const own = of(from);
  return own.length > 0 || outcome.kind !== 'not-covered' ? own : of(to);
}

/** The references to show with an outcome: those of the family, and those that belong to no family. */
export function referencesFor(
  knowledge: Knowledge,
  family: string | undefined,
  outcome: Outcome,
): readonly ReferenceRule[] {
  const wanted =
    outcome.kind === 'not-supported' || outcome.kind === 'not-covered' ? outcome.kind : undefined;
  if (wanted === undefined) return [];
  const ofFamily = family === undefined ? [] : (knowledge.index.referencesByFamily.get(family) ?? []);
  const general = knowledge.index.references.filter((rule) => rule.families.length === 0);
  return [...ofFamily, ...general].filter((rule) => rule.attach.includes(wanted));
}

function alternativesFor(
  knowledge: Knowledge,
  from: string,
  to: string,
  facts: Facts,
): readonly Conditional<AlternativeRule>[] {
  return (knowledge.index.alternatives.get(hopKey(from, to)) ?? [])
    .map((rule) => ({ rule, when: simplify(rule.when, facts) }))
    .filter((alternative) => alternative.when.kind !== 'never');
}

function concerns(rule: Rule, from: string, to: string): boolean {
  switch (rule.kind) {
    case 'upgrade':
    case 'alternative':
      return rule.to === to && rule.from.includes(from);
    case 'component':
    case 'requirement':
      return rule.on.to.includes(to) && (rule.on.from?.includes(from) ?? true);
    case 'reference':
      return false;
  }
}
