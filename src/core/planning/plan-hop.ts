import { evaluate } from '../conditions/evaluate.ts';
import { simplify } from '../conditions/simplify.ts';
import { ALWAYS, type Condition } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';
import { rulesOnHop } from '../knowledge/hop-index.ts';
import { type Knowledge, type RouteHop } from '../knowledge/knowledge.ts';
import { type ComponentRule, type RequirementRule, type UpgradeRule, hopKey } from '../model/rule.ts';
import type { Conditional, PlannedHop } from './outcome.ts';
import { factsOnHop } from './facts-on-hop.ts';

interface HopRequest {
  readonly from: string;
  readonly to: string;
  /** The statements of the route that the hop is part of; empty if the hop is a whole upgrade. */
  readonly routes: readonly UpgradeRule[];
  /** All facts, with an assumed value for each that is missing: these decide the route. */
  readonly world: Facts;
  /** The facts that are really known: issues and requirements that depend on others keep a condition. */
  readonly told: Facts;
}

/** One hop with the statements that support it, its requirements and its issues. */
export function planHop(knowledge: Knowledge, { from, to, routes, world, told }: HopRequest): PlannedHop {
  const inWorld = factsOnHop(world, from, to);
  const facts = factsOnHop(told, from, to);
  const own = (knowledge.index.upgrades.get(hopKey(from, to)) ?? []).filter(
    (rule) => rule.status === 'supported' && evaluate(rule.when, inWorld) === 'holds',
  );
  const saidItself = own.some((rule) => rule.basis === 'stated');
  const passing = routes.length > 0 ? routes : saidItself ? [] : routesOver(knowledge, from, to, inWorld);
  const stated = routes.length > 0 || own.some((rule) => rule.basis === 'stated');
  return {
    from,
    to,
    basis: stated ? 'stated' : 'implied',
    routes: passing,
    own,
    when: stopCondition(routes, to, told),
    requirements: requirementsOn(knowledge, from, to, facts),
    issues: componentsOn(knowledge, from, to, facts).filter(({ rule }) => rule.status !== 'supported'),
  };
}

/** The stated routes that contain this hop. They imply that the hop is supported when it is asked about alone. */
export function routesOver(
  knowledge: Knowledge,
  from: string,
  to: string,
  facts: Facts,
): readonly UpgradeRule[] {
  const hops = (knowledge.index.routeHops.get(hopKey(from, to)) ?? []).filter((hop) => isMade(hop, facts));
  return [...new Set(hops.map((hop) => hop.rule))];
}

/** The component rules that may apply to a hop, each with the part of its condition that is still open. */
export function componentsOn(
  knowledge: Knowledge,
  from: string,
  to: string,
  facts: Facts,
): readonly Conditional<ComponentRule>[] {
  return open(rulesOnHop(knowledge.index.componentsOn, from, to), facts);
}

function requirementsOn(
  knowledge: Knowledge,
  from: string,
  to: string,
  facts: Facts,
): readonly Conditional<RequirementRule>[] {
  return open(rulesOnHop(knowledge.index.requirementsOn, from, to), facts);
}

/** The rules that may apply with these facts, each with the part of its condition that is still open. */
function open<R extends { readonly when: Condition }>(
  rules: readonly R[],
  facts: Facts,
): readonly Conditional<R>[] {
  return rules
    .map((rule) => ({ rule, when: simplify(rule.when, facts) }))
    .filter((conditional) => conditional.when.kind !== 'never');
}

function isMade({ rule, from, to, skips }: RouteHop, facts: Facts): boolean {
  const start = rule.from.includes(from) ? from : rule.from[0];
  const atStart = factsOnHop(facts, start, rule.to);
  if (evaluate(rule.when, atStart) !== 'holds') return false;
  return rule.via.every((stop) => {
    const truth = evaluate(stop.when, atStart);
    if (skips.includes(stop.product)) return truth === 'fails';
    return stop.product === from || stop.product === to ? truth === 'holds' : true;
  });
}

function stopCondition(routes: readonly UpgradeRule[], to: string, facts: Facts): Condition {
  const stop = routes.flatMap((rule) => rule.via).find((candidate) => candidate.product === to);
  return stop === undefined ? ALWAYS : simplify(stop.when, facts);
}
