import { conditionKey } from '../conditions/condition-key.ts';
import type { AlternativeRule, Rule } from '../model/rule.ts';
import { hopsOf, pathOf, type Conditional, type Outcome, type Plan } from './outcome.ts';

/**
 * A text that is equal for equal advice: verdict, path, and the set of issues, requirements, alternatives and
 * references, each with its certainty. Labels, order, citations and the start itself do not count.
 */
export function adviceKey(plan: Plan): string {
  return [mainAdviceKey(plan), `alternatives ${sorted(plan.alternatives.map(alternativeKey))}`].join('\n');
}

/** Equal for other ways that are the same steps on the same condition, whichever products they are stated for. */
export function alternativeKey({ rule, when }: Conditional<AlternativeRule>): string {
  return `${JSON.stringify(rule.steps)}:${conditionKey(when)}`;
}

/** The same without other ways: what the verdict and the route are, whichever of them there are. */
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
