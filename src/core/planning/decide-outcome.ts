import { evaluate } from '../conditions/evaluate.ts';
import { factsIn } from '../conditions/facts-in.ts';
import { simplify } from '../conditions/simplify.ts';
import type { Condition } from '../model/condition.ts';
import type { Facts } from '../model/fact.ts';
import { hopKey } from '../model/rule.ts';
import { type Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { pathOf, type Branch, type Outcome, type CertainOutcome } from './outcome.ts';
import { collectRouteFacts, collectRefusalFacts } from './find-route.ts';
import { mergeRoutes, type WorldOutcome } from './merge-routes.ts';
import { outcomeInWorld } from './outcome-in-world.ts';
import { possibleWorlds, type World } from './possible-worlds.ts';

/**
 * The outcome of an upgrade, when facts may be missing. The outcome is decided for every combination of values that the
 * missing facts can have. If all agree, that is the outcome; if only the stops differ, it is one route with conditional
 * stops; else the outcome is `depends`, with a branch for each.
 */
export function decideOutcome(knowledge: Knowledge, from: string, to: string, facts: Facts): Outcome {
  const open = openFacts(knowledge, from, to, facts);
  if (open.length === 0) return outcomeInWorld(knowledge, from, to, facts, facts);
  const ways = possibleWorlds(knowledge, open, facts).map((world) => ({
    world,
    outcome: outcomeInWorld(knowledge, from, to, { ...facts, ...world.facts }, facts),
  }));
  const branches = groupByOutcome(ways);
  const [first] = branches;
  if (branches.length === 1) return first.outcome;
  return mergeRoutes(branches, ways) ?? { kind: 'depends', branches };
}

/** The missing facts on which the upgrade rules depend that can matter here. */
function openFacts(knowledge: Knowledge, from: string, to: string, facts: Facts): readonly string[] {
  const into = new Set<string>();
  const collect = (condition: Condition) => factsIn(simplify(condition, facts), into);
  for (const rule of knowledge.index.upgrades.get(hopKey(from, to)) ?? []) {
    collect(rule.when);
    for (const stop of rule.via) collect(stop.when);
    collectRefusalFacts(knowledge, rule, from, facts, into);
  }
  for (const hop of knowledge.index.routeHops.get(hopKey(from, to)) ?? []) {
    collect(hop.rule.when);
    for (const stop of hop.rule.via) collect(stop.when);
  }
  const rules = knowledge.index.upgrades.get(hopKey(from, to)) ?? [];
  const answered = rules.some(
    (rule) => rule.status !== 'not-supported' && evaluate(rule.when, facts) === 'holds',
  );
  if (!answered) collectRouteFacts(knowledge, from, facts, into);
  return [...into];
}

function groupByOutcome(ways: readonly WorldOutcome[]): NonEmpty<Branch> {
  const groups = new Map<string, { worlds: World[]; outcome: CertainOutcome }>();
  for (const { world, outcome } of ways) {
    const key = outcomeKey(outcome);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, { worlds: [world], outcome });
    else group.worlds.push(world);
  }
  const branches = nonEmpty(
    [...groups.values()].map(({ worlds, outcome }) => ({ when: anyOf(worlds), outcome })),
  );
  if (branches === undefined)
    throw new Error('a fact without values reached the planner: there is no possible world');
  return branches;
}

function outcomeKey(outcome: CertainOutcome): string {
  return `${outcome.kind} ${pathOf(outcome).join('>')}`;
}

/** The condition that one of these worlds is the real one. If only one fact differs, it is a list of its values. */
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
