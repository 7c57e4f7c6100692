import { simplify } from '../conditions/simplify.ts';
import { allOf, anyOf } from '../conditions/combine.ts';
import { ALWAYS, type Condition } from '../model/condition.ts';
import type { Facts, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { ComponentRule } from '../model/rule.ts';
import { hopsOf, type Outcome, type PlannedHop } from './outcome.ts';
import { componentsOn } from './plan-hop.ts';
import { planUpgrade } from './plan-upgrade.ts';
import { factsOnHop } from './facts-on-hop.ts';

/** A statement on a component, for one hop. */
export interface ComponentStatement {
  readonly rule: ComponentRule;
  readonly when: Condition;
  /** Undefined if the statement is about the target, whatever was installed before. */
  readonly from: string | undefined;
  readonly to: string;
  /** Whether the hop starts at what is installed now, and not at a later stop. */
  readonly now: boolean;
}

export type ComponentFinding =
  /** `hopFrom`: whether the hop is on the route of the user's product, or is the one that the rule is about. */
  | {
      readonly kind: 'said';
      readonly statements: NonEmpty<ComponentStatement>;
      readonly hopFrom: 'told' | 'from-rule';
    }
  /** Nothing is said for these facts. (The rules may mention the component for other products.) */
  | { readonly kind: 'silent' };

/**
 * What the rules say of a component: on the user's own route if the product is known, else on the hops that the rules are
 * about. If a component is said to stop working on other hops only, that does not mean that it works on this one.
 */
export function findComponent(knowledge: Knowledge, component: string, facts: Facts): ComponentFinding {
  const rules = knowledge.index.componentRules.get(component) ?? [];
  const installed = facts['installed'];
  const starts = productsOf(installed);
  if (installed?.kind === 'outside' || facts['target']?.kind === 'outside') return { kind: 'silent' };
  const found = starts === undefined ? onAnyHop(rules, facts) : onRoutes(knowledge, component, starts, facts);
  const statements = nonEmpty(found);
  if (statements === undefined) return { kind: 'silent' };
  return { kind: 'said', statements, hopFrom: starts === undefined ? 'from-rule' : 'told' };
}

function productsOf(value: FactValue | undefined): readonly string[] | undefined {
  if (value?.kind === 'is') return value.values;
  return value?.kind === 'unknown' && value.among.length > 0 ? value.among : undefined;
}

function onAnyHop(rules: readonly ComponentRule[], facts: Facts): readonly ComponentStatement[] {
  const targets = productsOf(facts['target']);
  return rules.flatMap((rule) =>
    rule.on.to
      .filter((to) => targets?.includes(to) ?? true)
      .flatMap((to) =>
        (rule.on.from ?? [undefined]).map((from) => {
          const known = from === undefined ? facts : factsOnHop(facts, from, to);
          return { rule, when: simplify(rule.when, known), from, to, now: true };
        }),
      )
      .filter((statement) => statement.when.kind !== 'never')
      .slice(0, rule.on.from === undefined ? 1 : undefined),
  );
}

function onRoutes(
  knowledge: Knowledge,
  component: string,
  starts: readonly string[],
  facts: Facts,
): readonly ComponentStatement[] {
  const targets = productsOf(facts['target']) ?? knowledge.productIndex.ends ?? [];
  const found = new Map<string, ComponentStatement>();
  for (const start of starts) {
    for (const target of targets) {
      for (const { hop, first, branch } of hopsInReach(
        planUpgrade(knowledge, start, target, facts).outcome,
      )) {
        for (const { rule, when: own } of componentsOn(
          knowledge,
          hop.from,
          hop.to,
          factsOnHop(facts, hop.from, hop.to),
        )) {
          if (!rule.components.includes(component) && !(rule.openSet?.examples.includes(component) ?? false))
            continue;
          const before = found.get(rule.id);
          const here = allOf([branch, own]);
          const when = before === undefined ? here : anyOf([before.when, here]);
          found.set(rule.id, {
            rule,
            when,
            from: before?.from ?? hop.from,
            to: before?.to ?? hop.to,
            now: first || (before?.now ?? false),
          });
        }
      }
    }
  }
  return [...found.values()];
}

interface HopInReach {
  readonly hop: PlannedHop;
  readonly first: boolean;
  /** The condition under which the hop is made. */
  readonly branch: Condition;
}

/** The hops of an outcome. If it depends: those of every branch, each under the branch's condition unless all make it. */
function hopsInReach(outcome: Outcome): readonly HopInReach[] {
  if (outcome.kind !== 'depends') {
    return hopsOf(outcome).map((hop, i) => ({ hop, first: i === 0, branch: hop.when }));
  }
  const routed = outcome.branches.every((branch) => hopsOf(branch.outcome).length > 0);
  return outcome.branches.flatMap(({ when, outcome: decided }) =>
    hopsOf(decided).map((hop, i) => ({
      hop,
      first: i === 0,
      branch:
        routed && outcome.branches.every((other) => hopsOf(other.outcome).some(({ to }) => to === hop.to))
          ? ALWAYS
          : when,
    })),
  );
}
