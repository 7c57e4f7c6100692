import { allOf, anyOf } from '../conditions/combine.ts';
import { conditionKey } from '../conditions/condition-key.ts';
import { evaluate } from '../conditions/evaluate.ts';
import type { Condition } from '../model/condition.ts';
import { mapNonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { Rule } from '../model/rule.ts';
import { pathOf, type Branch, type Conditional, type PlannedHop, type CertainOutcome } from './outcome.ts';
import type { World } from './possible-worlds.ts';

/** The outcome for one combination of values of the missing facts. */
export interface WorldOutcome {
  readonly world: World;
  readonly outcome: CertainOutcome;
}

type Routed = Extract<CertainOutcome, { kind: 'supported-via' }>;

/**
 * Merges branches that differ in their optional stops only into one route: the longest, with each optional stop under its
 * condition, and what only some branches have under theirs. Undefined if the branches are different routes: a stop of one
 * route must not look like a stop that everybody makes.
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
 * The hops of a combined route, with each stop that only some branches make under the condition of these. Undefined if a
 * branch makes a stop that the longest route does not make, or if the routes are stated and not combined.
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

/** Each statement once: under its own condition if every branch has it, else also under the conditions of its branches. */
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
