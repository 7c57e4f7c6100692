import { conditionKey } from '../conditions/condition-key.ts';
import { factsIn } from '../conditions/facts-in.ts';
import { simplify } from '../conditions/simplify.ts';
import type { Condition } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';
import { hopKey, type Knowledge } from '../model/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { pathOf, type Branch, type Outcome, type SettledOutcome } from './outcome.ts';
import { openFactsOnTheWay } from './compose-route.ts';
import { settleOutcome } from './settle-outcome.ts';
import { possibleWorlds, type World } from './possible-worlds.ts';

/**
 * The outcome of an upgrade under facts that may leave conditions open. Every way in which they can fall is settled on
 * its own; where all agree there is one outcome (with conditional stops where only the stops differ), else it depends.
 */
export function decideOutcome(knowledge: Knowledge, from: string, to: string, facts: Facts): Outcome {
  const open = openFacts(knowledge, from, to, facts);
  if (open.length === 0) return settleOutcome(knowledge, from, to, facts, facts);
  const branches = groupByOutcome(
    possibleWorlds(knowledge, open).map((world) => ({
      world,
      outcome: settleOutcome(knowledge, from, to, { ...facts, ...world.facts }, facts),
    })),
  );
  const [first] = branches;
  if (branches.length === 1) return first.outcome;
  return sameVerdict(branches) ? longestRoute(branches) : { kind: 'depends', branches };
}

/** Facts that the upgrade rules in reach speak of and that are not decided yet. */
function openFacts(knowledge: Knowledge, from: string, to: string, facts: Facts): readonly string[] {
  const into = new Set<string>();
  const collect = (condition: Condition) => factsIn(simplify(condition, facts), into);
  for (const rule of knowledge.index.upgrades.get(hopKey(from, to)) ?? []) {
    collect(rule.when);
    for (const stop of rule.via) collect(stop.when);
  }
  for (const hop of knowledge.index.licensed.get(hopKey(from, to)) ?? []) {
    collect(hop.rule.when);
    for (const stop of hop.rule.via) collect(stop.when);
  }
  const rules = knowledge.index.upgrades.get(hopKey(from, to)) ?? [];
  if (rules.every((rule) => rule.status === 'not-supported')) openFactsOnTheWay(knowledge, from, facts, into);
  return [...into];
}

function groupByOutcome(settled: readonly { world: World; outcome: SettledOutcome }[]): NonEmpty<Branch> {
  const groups = new Map<string, { worlds: World[]; outcome: SettledOutcome }>();
  for (const { world, outcome } of settled) {
    const key = outcomeKey(outcome);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { worlds: [world], outcome });
    else group.worlds.push(world);
  }
  const branches = nonEmpty(
    [...groups.values()].map(({ worlds, outcome }) => ({ when: anyOf(worlds), outcome })),
  );
  if (branches === undefined)
    throw new Error('No possible world: a fact without values reached the planner.');
  return branches;
}

function outcomeKey(outcome: SettledOutcome): string {
  return `${outcome.kind} ${pathOf(outcome).join('>')}`;
}

/** The worlds as one condition; the worlds that differ in a single fact are merged. */
function anyOf(worlds: readonly World[]): Condition {
  const facts = new Set(worlds.flatMap((world) => Object.keys(world.values)));
  const [only] = facts;
  if (facts.size === 1 && only !== undefined) {
    const values = worlds.flatMap((world) => world.values[only] ?? []);
    return { kind: 'within', fact: only, values };
  }
  const parts = worlds.map((world): Condition => ({
    kind: 'all',
    of: Object.entries(world.values).map(([fact, value]): Condition => ({ kind: 'equals', fact, value })),
  }));
  const [first] = parts;
  return parts.length === 1 && first !== undefined ? first : { kind: 'any', of: parts };
}

function sameVerdict(branches: NonEmpty<Branch>): boolean {
  return branches.every(({ outcome }) => outcome.kind === branches[0].outcome.kind);
}

/** The route with the most stops, each optional one under its condition; what only a shorter one brings is added. */
function longestRoute(branches: NonEmpty<Branch>): Outcome {
  const [longest] = [...branches].sort((a, b) => pathOf(b.outcome).length - pathOf(a.outcome).length);
  if (longest?.outcome.kind !== 'supported-via') return { kind: 'depends', branches };
  const main = longest.outcome;
  const hops = main.hops.map((hop) => {
    const added = branches.flatMap(({ when, outcome }) =>
      outcome.kind === 'supported-via'
        ? outcome.hops
            .filter((other) => other.to === hop.to && other.from !== hop.from)
            .flatMap((other) =>
              other.issues.map((issue) => ({ rule: issue.rule, when: both(when, issue.when) })),
            )
        : [],
    );
    const known = new Set(hop.issues.map((issue) => issue.rule.id));
    return { ...hop, issues: [...hop.issues, ...added.filter((issue) => !known.has(issue.rule.id))] };
  });
  return { ...main, hops: nonEmpty(hops) ?? main.hops };
}

function both(a: Condition, b: Condition): Condition {
  if (b.kind === 'always' || conditionKey(a) === conditionKey(b)) return a;
  return { kind: 'all', of: [a, b] };
}
