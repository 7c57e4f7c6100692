import fc from 'fast-check';
import {
  ALWAYS,
  nonEmpty,
  UPGRADE_STATUSES,
  type Condition,
  type Fact,
  type Facts,
  type Knowledge,
  type NonEmpty,
  type Rule,
  type UpgradeRule,
} from '../../src/core/index.ts';
import { all, any, DONT_KNOW, fact, is, not, pack, told, within } from './builders.ts';
import { alternative, component, reference, requirement, upgrade } from './rule-builders.ts';

/** The facts that random conditions speak of, besides what is installed. */
export const FACTS: NonEmpty<Fact> = [
  fact({ id: 'setup' }),
  fact({ id: 'size', choices: ['small', 'large', 'huge'], priority: 1 }),
  fact({
    id: 'formerly',
    role: 'formerly',
    means: { yes: ['beta-1', 'beta-2'] },
  }),
];

const VALUES: Readonly<Record<string, NonEmpty<string>>> = {
  setup: ['yes', 'no'],
  size: ['small', 'large', 'huge'],
  formerly: ['beta-1', 'beta-2', 'no'],
};

const leaves: fc.Arbitrary<Condition> = fc.oneof(
  fc.constant(ALWAYS),
  ...Object.entries(VALUES).map(([id, values]) =>
    fc.oneof(
      fc.constantFrom(...values).map((value) => is(id, value)),
      fc.subarray([...values], { minLength: 1 }).map((some) => within(id, ...some)),
    ),
  ),
);

/** Conditions of every kind, up to three deep. */
export const conditions: fc.Arbitrary<Condition> = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    leaves,
    fc.array(tie('condition'), { maxLength: 3 }).map((parts) => all(...parts)),
    fc.array(tie('condition'), { maxLength: 3 }).map((parts) => any(...parts)),
    tie('condition').map(not),
  ),
})).condition;

/** Every fact has one value: a world in which nothing is open. */
export const worlds: fc.Arbitrary<Facts> = fc
  .record(Object.fromEntries(Object.entries(VALUES).map(([id, values]) => [id, fc.constantFrom(...values)])))
  .map(told);

/** What a user may have told of a world: the value, candidates that include it, "I don't know", or nothing. */
export function tellingsOf(world: Facts): fc.Arbitrary<Facts> {
  const tellings = Object.entries(VALUES).map(([id, values]) => {
    const value = world[id]?.kind === 'is' ? world[id].values[0] : values[0];
    return fc
      .oneof(
        fc.constant(undefined),
        fc.constant(DONT_KNOW),
        fc.constant(value),
        fc.subarray([...values]).map((others) => [...new Set([value, ...others])]),
      )
      .map((telling) => (telling === undefined ? {} : { [id]: telling }));
  });
  return fc
    .tuple(...tellings)
    .map((parts) => told(Object.fromEntries(parts.flatMap((part) => Object.entries(part)))));
}

export const PRODUCTS = ['alpha-1', 'alpha-2', 'alpha-3', 'beta-1', 'beta-2', 'omega-8', 'omega-9'] as const;
const products = fc.constantFrom(...PRODUCTS);
const simple = fc.oneof({ weight: 3, arbitrary: fc.constant(ALWAYS) }, { weight: 2, arbitrary: leaves });

const upgrades: fc.Arbitrary<UpgradeRule> = fc
  .record({
    ends: fc.oneof(
      fc.shuffledSubarray([...PRODUCTS], { minLength: 2, maxLength: 5 }),
      fc.shuffledSubarray(['alpha-2', 'alpha-3', 'beta-1']).map((stops) => ['omega-9', 'alpha-1', ...stops]),
    ),
    stops: fc.nat({ max: 2 }),
    status: fc.constantFrom(...UPGRADE_STATUSES),
    when: simple,
    stopWhen: simple,
    direct: fc.boolean(),
    basis: fc.constantFrom('stated' as const, 'implied' as const),
  })
  .map(({ ends, stops, status, when, stopWhen, direct, basis }) => {
    const [to = 'omega-9', first = 'alpha-1', ...rest] = ends;
    if (status !== 'supported-via' || rest.length === 0) {
      const settled = status === 'supported-via' ? 'supported' : status;
      return upgrade({
        from: nonEmpty([first, ...rest.slice(0, 1)]) ?? first,
        to,
        status: settled,
        when,
        direct,
        basis,
      });
    }
    const via = rest
      .slice(0, stops + 1)
      .map((product, i) => ({ product, when: i === 0 ? ALWAYS : stopWhen }));
    return upgrade({ from: first, to, via, when });
  });

const others: fc.Arbitrary<Rule> = fc.oneof(
  fc
    .record({
      name: fc.constantFrom('mailer', 'printer', 'scanner'),
      from: fc.option(products),
      to: products,
      when: simple,
    })
    .map(({ name, from, to, when }) => component({ name, to, when, ...(from === null ? {} : { from }) })),
  fc.record({ to: products, when: simple }).map(({ to, when }) => requirement({ to, when })),
  fc
    .record({ from: products, to: products, when: simple })
    .map(({ from, to, when }) => alternative({ from, to, when })),
  fc
    .constantFrom('alpha', 'beta')
    .map((family) => reference({ families: [family], topic: `More on ${family}` })),
);

/** Packs of three families with up to eight upgrade rules that may well contradict each other, and six others. */
export const packs: fc.Arbitrary<Knowledge> = fc
  .record({
    upgrades: fc.array(upgrades, { minLength: 1, maxLength: 8 }),
    others: fc.array(others, { maxLength: 6 }),
    compose: fc.subarray(['alpha', 'beta', 'omega']),
  })
  .map(({ upgrades: routes, others: rest, compose }) => {
    const knowledge = pack({
      families: { alpha: ['1', '2', '3'], beta: ['1', '2'], omega: ['8', '9'] },
      compose,
      facts: FACTS,
      rules: [...routes, ...rest],
    });
    return { ...knowledge, [fc.toStringMethod]: () => describePack(knowledge, compose) };
  });

/** A pack as a counterexample shows it: a line for each rule. */
function describePack(knowledge: Knowledge, compose: readonly string[]): string {
  const rules = [...knowledge.rules.values()].map((rule) => {
    const { id, kind, when } = rule;
    const hop = rule.kind === 'upgrade' ? [rule.from, rule.status, rule.direct, rule.via, rule.to] : [];
    const on = rule.kind === 'component' || rule.kind === 'requirement' ? rule.on : [];
    return JSON.stringify([id, kind, ...hop, on, when]);
  });
  return `compose ${compose.join()}\n${rules.join('\n')}\n`;
}

/** A start and another end: mostly the same, so that many rules speak of it. */
export const trips: fc.Arbitrary<{ readonly from: string; readonly to: string }> = fc.oneof(
  fc.constant({ from: 'alpha-1', to: 'omega-9' }),
  fc
    .shuffledSubarray([...PRODUCTS], { minLength: 2, maxLength: 2 })
    .map(([from = 'alpha-1', to = 'omega-9']) => ({ from, to })),
);
