import { hopKey } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { issueAt } from '../reading/place.ts';
import type { HopRule } from './hop-rules.ts';

/**
 * Reports routes that need each other. A hop *stands* if no rule says that it is `supported-via` (then the route that
 * uses it licenses it), or if a rule says that it is `supported` or `not-recommended`, or if all hops of one of its
 * routes stand. A hop that does not stand can only be made by way of hops that need it first: A → B by way of C while
 * C → B is by way of A. Conditions do not matter here: a route is taken with all of its stops.
 */
export function checkCycles(hops: ReadonlyMap<string, readonly HopRule[]>, report: Report): void {
  const routes = new Map(
    [...hops].flatMap(([key, rules]) => {
      const direct = rules.some(
        ({ rule }) => rule.status === 'supported' || rule.status === 'not-recommended',
      );
      const vias = rules.filter(isRoute);
      return direct || vias.length === 0 ? [] : [[key, vias] as const];
    }),
  );
  const fallen = fallenHops(routes);
  const told = new Set<string>();
  for (const key of fallen) {
    const cycle = told.has(key) ? undefined : findCycle(key, routes, fallen);
    const [start] = routes.get(key) ?? [];
    if (cycle === undefined || start === undefined) continue;
    for (const hop of cycle) told.add(hop);
    const others = cycle.filter((hop) => hop !== key).map((hop) => `"${hop.replace('\n', '" to "')}"`);
    const what = `this route goes round in a circle: it needs ${others.join(', then ')}, which needs "${start.from}" to "${start.rule.to}" first`;
    report(issueAt(start.place, what, 'check the stops, or withdraw one of these rules'));
  }
}

/** A route by way of its own start or end is reported where it is linked. */
function isRoute({ rule, from }: HopRule): boolean {
  const stops = rule.via.map((stop) => stop.product);
  return (
    rule.status === 'supported-via' && stops.length > 0 && !stops.includes(from) && !stops.includes(rule.to)
  );
}

/** The hops that do not stand. Those that stand are removed until nothing changes; the rest is returned. */
function fallenHops(routes: ReadonlyMap<string, readonly HopRule[]>): ReadonlySet<string> {
  const fallen = new Set(routes.keys());
  const waiting = new Map<string, Set<string>>();
  for (const [key, rules] of routes) {
    for (const route of rules) {
      for (const hop of hopsOf(route)) waiting.set(hop, (waiting.get(hop) ?? new Set()).add(key));
    }
  }
  const queue = [...routes.keys()];
  for (let key = queue.pop(); key !== undefined; key = queue.pop()) {
    const stands = routes.get(key)?.some((route) => hopsOf(route).every((hop) => !fallen.has(hop)));
    if (stands !== true || !fallen.delete(key)) continue;
    queue.push(...(waiting.get(key) ?? []));
  }
  return fallen;
}

/** The shortest circle of hops through this one; undefined if it leads to a circle but is not part of one. */
function findCycle(
  start: string,
  routes: ReadonlyMap<string, readonly HopRule[]>,
  fallen: ReadonlySet<string>,
): readonly string[] | undefined {
  const reachedFrom = new Map<string, string>();
  const queue = [start];
  for (const key of queue) {
    const needed = (routes.get(key) ?? []).flatMap(hopsOf).filter((hop) => fallen.has(hop));
    for (const hop of needed) {
      if (hop === start) return wayTo(key, start, reachedFrom);
      if (reachedFrom.has(hop)) continue;
      reachedFrom.set(hop, key);
      queue.push(hop);
    }
  }
  return undefined;
}

function wayTo(end: string, start: string, reachedFrom: ReadonlyMap<string, string>): readonly string[] {
  const way = [end];
  for (let hop = reachedFrom.get(end); hop !== undefined && hop !== start; hop = reachedFrom.get(hop))
    way.unshift(hop);
  return end === start ? [start] : [start, ...way];
}

function hopsOf({ rule, from }: HopRule): readonly string[] {
  const stops = [from, ...rule.via.map((stop) => stop.product), rule.to];
  return stops.slice(1).map((to, i) => hopKey(stops[i] ?? from, to));
}
