import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../model/fact.ts';
import { type Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { type UpgradeRule, type UpgradeStatus, hopKey } from '../model/rule.ts';
import { findRoute } from './find-route.ts';
import type { PlannedHop, CertainOutcome } from './outcome.ts';
import { routesOver, planHop } from './plan-hop.ts';
import { refusalsAlong } from './refusals.ts';

/**
 * The outcome when `world` has a value for every fact that the upgrade rules depend on. Issues keep the conditions that the
 * known facts (`told`) leave open. All rules that apply are taken together before the outcome is chosen: "not recommended"
 * is said even if the upgrade is supported, a direct upgrade is preferred to a route, a stated route to the statement that
 * the direct upgrade is not supported, and a contradiction between rules is shown and never decided.
 */
export function outcomeInWorld(
  knowledge: Knowledge,
  from: string,
  to: string,
  world: Facts,
  told: Facts,
): CertainOutcome {
  const rules = (knowledge.index.upgrades.get(hopKey(from, to)) ?? []).filter(
    (rule) => evaluate(rule.when, world) === 'holds',
  );
  const against = withStatus(rules, 'not-supported');
  const notRecommended = nonEmpty(withStatus(rules, 'not-recommended'));
  const direct = nonEmpty([...withStatus(rules, 'supported'), ...routesOver(knowledge, from, to, world)]);
  const route = stopsOf(withStatus(rules, 'supported-via'), world);
  const hop = (start: string, end: string, via: readonly UpgradeRule[]): PlannedHop =>
    planHop(knowledge, { from: start, to: end, routes: via, world, told });

  if (direct !== undefined) {
    const contradicted = nonEmpty(against);
    if (contradicted !== undefined) return { kind: 'conflict', rules: [...direct, ...contradicted] };
    const hops: NonEmpty<PlannedHop> = [hop(from, to, [])];
    return notRecommended === undefined
      ? { kind: 'supported', hops }
      : { kind: 'not-recommended', rules: notRecommended, hops };
  }
  if (route !== undefined) {
    const refusing = refusalsAlong(knowledge, [from, ...route.stops, to], world);
    const denials = nonEmpty([...new Set([...against.filter((rule) => !rule.direct), ...refusing])]);
    if (denials !== undefined) return { kind: 'conflict', rules: [...route.rules, ...denials] };
    const hops = hopsAlong(from, [...route.stops, to], (start, end) => hop(start, end, route.rules));
    return notRecommended === undefined
      ? { kind: 'supported-via', hops, route: route.rules, composed: false, against }
      : { kind: 'not-recommended', rules: notRecommended, hops };
  }
  if (notRecommended !== undefined) return { kind: 'not-recommended', rules: notRecommended, hops: [] };
  if (against.every((rule) => rule.direct)) {
    const composed = findRoute(knowledge, from, to, world);
    if (composed !== undefined) {
      const hops = hopsAlong(from, composed.stops, (start, end) => hop(start, end, []));
      return { kind: 'supported-via', hops, route: composed.rules, composed: true, against };
    }
  }
  const refused = nonEmpty(against);
  return refused === undefined ? { kind: 'not-covered' } : { kind: 'not-supported', rules: refused };
}

function withStatus(rules: readonly UpgradeRule[], status: UpgradeStatus): readonly UpgradeRule[] {
  return rules.filter((rule) => rule.status === status);
}

/** The stated route with the fewest stops, with all rules that state it. */
function stopsOf(
  rules: readonly UpgradeRule[],
  world: Facts,
): { stops: readonly string[]; rules: NonEmpty<UpgradeRule> } | undefined {
  const routes = rules.map((rule) => ({
    rule,
    stops: rule.via.filter((stop) => evaluate(stop.when, world) !== 'fails').map((stop) => stop.product),
  }));
  const [best] = [...routes].sort((a, b) => a.stops.length - b.stops.length);
  if (best === undefined) return undefined;
  const same = nonEmpty(
    routes.filter((route) => route.stops.join() === best.stops.join()).map((route) => route.rule),
  );
  return same === undefined ? undefined : { stops: best.stops, rules: same };
}

function hopsAlong(
  from: string,
  stops: readonly string[],
  hop: (from: string, to: string) => PlannedHop,
): NonEmpty<PlannedHop> {
  const starts = [from, ...stops];
  const hops = nonEmpty(stops.map((to, i) => hop(starts[i] ?? from, to)));
  if (hops === undefined) throw new Error('a route without a hop reached the planner');
  return hops;
}
