import { evaluate } from '../conditions/evaluate.ts';
import { factsIn } from '../conditions/facts-in.ts';
import { simplify } from '../conditions/simplify.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { hopsOnRoute } from '../knowledge/link-knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { UpgradeRule } from '../model/rule.ts';
import { refusalsAlong, refusalsOf } from './refusals.ts';
import { factsOnHop } from './facts-on-hop.ts';

export interface FoundRoute {
  /** The products after the start, the target last. */
  readonly stops: readonly string[];
  readonly rules: NonEmpty<UpgradeRule>;
}

interface Reached {
  readonly product: string;
  readonly before: Reached | undefined;
  readonly by: UpgradeRule | undefined;
}

/**
 * The shortest route that can be combined from rules on single hops, found by breadth-first search. It passes only through
 * families that allow it (`compose: true` in the pack), and over no hop that a rule says is not supported. Undefined if
 * there is no such route.
 */
export function findRoute(
  knowledge: Knowledge,
  from: string,
  to: string,
  facts: Facts,
): FoundRoute | undefined {
  if (!mayCompose(knowledge, from)) return undefined;
  const seen = new Set([from]);
  let frontier: Reached[] = [{ product: from, before: undefined, by: undefined }];
  while (frontier.length > 0) {
    const next: Reached[] = [];
    for (const reached of frontier) {
      for (const extension of extensionsFrom(knowledge, reached.product, facts)) {
        if (seen.has(extension.product) || passesAny(reached, extension.path)) continue;
        const here = walk(reached, extension.path, extension.rule);
        if (extension.product === to) return unwind(here);
        seen.add(extension.product);
        if (mayCompose(knowledge, extension.product)) next.push(here);
      }
    }
    frontier = next;
  }
  return undefined;
}

/** After this many products the search for open facts stops: combined routes are short. */
const MOST_SEARCHED = 500;

/** Adds to `into` the facts that decide whether a route can be combined: those in the conditions of all reachable hops. */
export function collectRouteFacts(knowledge: Knowledge, from: string, facts: Facts, into: Set<string>): void {
  const seen = new Set([from]);
  for (const product of seen) {
    if (!mayCompose(knowledge, product) || seen.size > MOST_SEARCHED) continue;
    for (const rule of knowledge.index.upgradesFrom.get(product) ?? []) {
      const here = factsOnHop(facts, product, rule.to);
      for (const condition of [rule.when, ...rule.via.map((stop) => stop.when)]) {
        factsIn(simplify(condition, here), into);
      }
      collectRefusalFacts(knowledge, rule, product, facts, into);
      seen.add(rule.to);
    }
  }
}

/** Adds to `into` the facts that decide whether some hop of a stated route is not supported. */
export function collectRefusalFacts(
  knowledge: Knowledge,
  rule: UpgradeRule,
  start: string,
  facts: Facts,
  into: Set<string>,
): void {
  if (rule.via.length === 0) return;
  for (const { from, to } of hopsOnRoute({ ...rule, from: [start] })) {
    const here = factsOnHop(facts, from, to);
    for (const refusal of refusalsOf(knowledge, from, to)) factsIn(simplify(refusal.when, here), into);
  }
}

function mayCompose(knowledge: Knowledge, product: string): boolean {
  return knowledge.families.get(knowledge.products.get(product)?.family ?? '')?.compose ?? false;
}

interface RouteExtension {
  readonly product: string;
  readonly path: readonly string[];
  readonly rule: UpgradeRule;
}

function extensionsFrom(knowledge: Knowledge, product: string, facts: Facts): readonly RouteExtension[] {
  return (knowledge.index.upgradesFrom.get(product) ?? []).flatMap((rule) => {
    const here = factsOnHop(facts, product, rule.to);
    if (rule.status !== 'supported' && rule.status !== 'supported-via') return [];
    if (evaluate(rule.when, here) !== 'holds') return [];
    const stops = rule.via
      .filter((stop) => evaluate(stop.when, here) !== 'fails')
      .map((stop) => stop.product);
    const path = [...stops, rule.to];
    return isRefused(knowledge, product, path, facts) ? [] : [{ product: rule.to, path, rule }];
  });
}

/** Whether a rule says that a hop of the path is not supported, or that any upgrade to its end (not only the direct) is not. */
function isRefused(knowledge: Knowledge, from: string, path: readonly string[], facts: Facts): boolean {
  if (refusalsAlong(knowledge, [from, ...path], facts).length > 0) return true;
  const end = path.at(-1) ?? from;
  return refusalsAlong(knowledge, [from, end], facts).some((rule) => !rule.direct);
}

function passesAny(reached: Reached, path: readonly string[]): boolean {
  for (let at: Reached | undefined = reached; at !== undefined; at = at.before) {
    if (path.includes(at.product)) return true;
  }
  return false;
}

function walk(start: Reached, path: readonly string[], by: UpgradeRule): Reached {
  return path.reduce<Reached>((before, product) => ({ product, before, by }), start);
}

function unwind(end: Reached): FoundRoute | undefined {
  const stops: string[] = [];
  const rules = new Set<UpgradeRule>();
  for (let at: Reached | undefined = end; at?.by !== undefined; at = at.before) {
    stops.unshift(at.product);
    rules.add(at.by);
  }
  const used = nonEmpty([...rules].reverse());
  return used === undefined ? undefined : { stops, rules: used };
}
