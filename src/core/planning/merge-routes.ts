import { allOf, anyOf } from '../conditions/combine.ts';
import { conditionKey } from '../conditions/condition-key.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Condition } from '../model/condition.ts';
import { mapNonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { Rule } from '../model/rule.ts';
import { pathOf, type Branch, type Conditional, type PlannedHop, type CertainOutcome } from './outcome.ts';
import type { World } from './possible-worlds.ts';

/** What one way in which the open facts can fall leads to. */
export interface WorldOutcome {
  readonly world: World;
  readonly outcome: CertainOutcome;
}

type Routed = Extract<CertainOutcome, { kind: 'supported-via' }>;

/**
 * One route for branches that differ in their optional stops only: the longest, each optional stop under its condition,
 * and what only some of the branches bring under theirs. Undefined where the branches are different routes: a stop that
 * belongs to another route is never shown as one that everybody makes.
 */
export function mergeRoutes(branches: NonEmpty<Branch>, ways: readonly WorldOutcome[]): Routed | undefined {
  const routed = branches.flatMap(({ when, outcome }) =>
    outcome.kind === 'supported-via' ? [{ when, hops: outcome.hops, outcome }] : [],
  );
  const [longest] = [...routed].sort((a, b) => b.hops.length - a.hops.length);
  if (longest === undefined || routed.length < branches.length) return undefined;
  const main = longest.outcome;
  const shortened = ({ world, outcome }: WorldOutcome) => {
    const made = main.hops.filter((hop) => evaluate(hop.when, world.facts) !== 'fails');
    return made.map((hop) => hop.to).join() === pathOf(outcome).slice(1).join();
  };
  const conditional = ways.every(shortened) ? main.hops : stopsOfBranches(main, routed);
  if (conditional === undefined) return undefined;
  const hops = mapNonEmpty(conditional, (hop): PlannedHop => {
    const made = routed.flatMap(({ when, hops: others }) =>
      others.filter((other) => other.to === hop.to).map((other) => ({ when, hop: other })),
    );
    if (made.every((other) => other.hop.from === hop.from)) return hop;
    return {
      ...hop,
      own: [...new Set([...hop.own, ...made.flatMap(({ hop: other }) => other.own)])],
      issues: mergeItems(made.map(({ when, hop: other }) => ({ when, items: other.issues }))),
      requirements: mergeItems(made.map(({ when, hop: other }) => ({ when, items: other.requirements }))),
    };
  });
  return { ...main, hops };
}

/**
 * The hops of a route that was put together, each stop that only some branches make under their condition. Undefined
 * where a branch makes a stop that the longest route does not, or where the routes are stated and not put together.
 */
function stopsOfBranches(
  main: Routed,
  routed: readonly { readonly when: Condition; readonly outcome: Routed }[],
): NonEmpty<PlannedHop> | undefined {
  const stops = main.hops.map((hop) => hop.to);
  const along = ({ outcome }: { readonly outcome: Routed }) =>
    outcome.composed &&
    pathOf(outcome)
      .slice(1)
      .every((stop, i, path) => stops.indexOf(stop) > stops.indexOf(path[i - 1] ?? ''));
  if (!routed.every(along)) return undefined;
  return mapNonEmpty(main.hops, (hop): PlannedHop => {
    const making = routed.filter(({ outcome }) => outcome.hops.some((other) => other.to === hop.to));
    const [first, ...rest] = making.map(({ when }) => when);
    if (first === undefined || making.length === routed.length) return hop;
    return { ...hop, when: rest.length === 0 ? first : { kind: 'any', of: [first, ...rest] } };
  });
}

interface Brought<R> {
  readonly when: Condition;
  readonly items: readonly Conditional<R>[];
}

/** Each statement once: under its own condition where every branch brings it, else under those of its branches. */
function mergeItems<R extends Rule>(brought: readonly Brought<R>[]): readonly Conditional<R>[] {
  const found = new Map<R, { branch: Condition; when: Condition }[]>();
  for (const { when: branch, items } of brought)
    for (const { rule, when } of items) found.set(rule, [...(found.get(rule) ?? []), { branch, when }]);
  return [...found].flatMap(([rule, each]) => {
    const [first, ...rest] = each;
    if (first === undefined) return [];
    const alike = rest.every(({ when }) => conditionKey(when) === conditionKey(first.when));
    if (alike && each.length === brought.length) return [{ rule, when: first.when }];
    const when = anyOf(each.map((one) => allOf([one.branch, one.when])));
    return [{ rule, when }];
  });
}
