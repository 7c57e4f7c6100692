import { conditionKey } from '../conditions/condition-key.ts';
import type { AlternativeRule, Rule } from '../model/rule.ts';
import { hopsOf, pathOf, type Conditional, type Outcome, type Plan } from './outcome.ts';

/**
 * A text that is equal for equal advice: the same verdict, stops, issues, requirements, alternatives and references, each
 * under the same condition. Labels, their order, citations and the product that the upgrade starts from do not count.
 */
export function adviceKey(plan: Plan): string {
  return [mainAdviceKey(plan), `alternatives ${sorted(plan.alternatives.map(alternativeKey))}`].join('\n');
}

/** A text that is equal for alternatives with the same steps under the same condition, whichever products have them. */
export function alternativeKey({ rule, when }: Conditional<AlternativeRule>): string {
  return `${JSON.stringify(rule.steps)}:${conditionKey(when)}`;
}

/** The same as `adviceKey`, without the alternatives. */
export function mainAdviceKey(plan: Plan): string {
  const { outcome } = plan;
  return [
    verdictKey(outcome),
    ...hopsOf(outcome).map((hop, i) =>
      [`hop${String(i)}`, conditionKey(hop.when), set(hop.issues), set(hop.requirements)].join(' '),
    ),
    `references ${sorted(plan.references.map((rule) => rule.url ?? rule.contact ?? rule.id))}`,
    `review ${sorted(plan.underReview.map((rule) => rule.id))}`,
  ].join('\n');
}

function verdictKey(outcome: Outcome): string {
  if (outcome.kind !== 'depends') return `${outcome.kind} ${pathOf(outcome).slice(1).join('>')}`;
  const branches = outcome.branches.map(
    ({ when, outcome: branch }) => `${conditionKey(when)}:${verdictKey(branch)}`,
  );
  return `depends ${sorted(branches)}`;
}

function set(items: readonly Conditional<Rule>[]): string {
  return sorted(items.map(({ rule, when }) => `${rule.id}:${conditionKey(when)}`));
}

function sorted(texts: readonly string[]): string {
  return [...texts].sort().join('|');
}
