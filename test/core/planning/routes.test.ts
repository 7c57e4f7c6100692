import { expect } from 'chai';
import fc from 'fast-check';
import {
  evaluate,
  type Facts,
  type Knowledge,
  type Rule,
  type UpgradeRule,
} from '../../../src/core/index.ts';
import {
  hopsOf,
  pathOf,
  type Outcome,
  type Plan,
  type PlannedHop,
} from '../../../src/core/planning/outcome.ts';
import { planUpgrade } from '../../../src/core/planning/plan-upgrade.ts';
import { factsOnHop } from '../../../src/core/planning/facts-on-hop.ts';
import { linkKnowledge } from '../../../src/core/index.ts';
import { packs, tellingsOf, trips, worlds } from '../arbitraries.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const asked = worlds.chain((world) =>
  fc.record({ knowledge: packs, trip: trips, world: fc.constant(world), less: tellingsOf(world) }),
);
type Asked = typeof asked extends fc.Arbitrary<infer T> ? T : never;

const RUNS = { numRuns: propertyRuns(1500) };

/** Checks a property of the plan for a world in which every fact is told. */
function inEveryWorld(check: (plan: Plan, knowledge: Knowledge, world: Facts) => void): void {
  const property = ({ knowledge, trip: { from, to }, world }: Asked) =>
    check(planUpgrade(knowledge, from, to, world), knowledge, world);
  fc.assert(fc.property(asked, property), RUNS);
}

function upgradesIn(knowledge: Knowledge): readonly UpgradeRule[] {
  return [...knowledge.rules.values()].filter((rule) => rule.kind === 'upgrade');
}

function holdsOn(rule: Rule, { from, to }: Pick<PlannedHop, 'from' | 'to'>, facts: Facts): boolean {
  return evaluate(rule.when, factsOnHop(facts, from, to)) === 'holds';
}

/** The path that a rule gives from a start in a world. */
function pathGiven(rule: UpgradeRule, from: string, world: Facts): readonly string[] {
  const facts = factsOnHop(world, from, rule.to);
  const stops = rule.via.filter((stop) => evaluate(stop.when, facts) === 'holds').map((stop) => stop.product);
  return [from, ...stops, rule.to];
}

/** The hops that some upgrade rule speaks of as possible. */
function statedHops(knowledge: Knowledge, world: Facts): ReadonlySet<string> {
  const positive = upgradesIn(knowledge).filter(
    ({ status }) => status === 'supported' || status === 'supported-via',
  );
  const paths = positive.flatMap((rule) => rule.from.map((from) => pathGiven(rule, from, world)));
  return new Set(paths.flatMap((path) => path.slice(1).map((to, i) => `${path[i] ?? ''}>${to}`)));
}

/** The issues of an outcome that hold in a world, with the hop's end. */
function issuesIn(outcome: Outcome, world: Facts): ReadonlySet<string> {
  const needed = hopsOf(outcome).filter((hop) => evaluate(hop.when, world) === 'holds');
  return new Set(
    needed.flatMap((hop) =>
      hop.issues
        .filter(({ when }) => evaluate(when, factsOnHop(world, hop.from, hop.to)) === 'holds')
        .map(({ rule }) => `${rule.id} at ${hop.to}`),
    ),
  );
}

function pathIn(outcome: Outcome, world: Facts): readonly string[] {
  const [first, ...rest] = hopsOf(outcome).filter((hop) => evaluate(hop.when, world) === 'holds');
  return first === undefined ? [] : [pathOf(outcome)[0] ?? '', first.to, ...rest.map((hop) => hop.to)];
}

describe('a route', () => {
  it('connects its start to its end, hop by hop, without passing a product twice', () => {
    inEveryWorld(({ from, to, outcome }) => {
      const hops = hopsOf(outcome);
      if (hops.length === 0) return;
      expect([hops[0]?.from, hops.at(-1)?.to]).to.deep.equal([from, to]);
      hops.slice(1).forEach((hop, i) => expect(hop.from).to.equal(hops[i]?.to));
      expect(new Set(pathOf(outcome)).size).to.equal(hops.length + 1);
    });
  });

  it('never uses a hop that a rule says is not supported', () => {
    inEveryWorld(({ outcome }, knowledge, world) => {
      for (const hop of hopsOf(outcome)) {
        const refusals = upgradesIn(knowledge).filter(
          (rule) =>
            rule.status === 'not-supported' &&
            rule.from.includes(hop.from) &&
            rule.to === hop.to &&
            holdsOn(rule, hop, world),
        );
        expect(refusals.map((rule) => rule.id)).to.deep.equal([]);
      }
    });
  });

  it('has only hops that an upgrade rule states or passes through, never a history or another way', () => {
    inEveryWorld(({ outcome }, knowledge, world) => {
      const stated = statedHops(knowledge, world);
      for (const hop of hopsOf(outcome)) {
        const licensed = upgradesIn(knowledge).some((rule) =>
          (knowledge.index.routeHops.get(`${hop.from}\n${hop.to}`) ?? []).some(
            (licence) => licence.rule === rule,
          ),
        );
        expect(licensed || stated.has(`${hop.from}>${hop.to}`), `${hop.from}>${hop.to}`).to.equal(true);
      }
    });
  });

  it('has the stops of one rule, in its order, unless the answer says that it was put together', () => {
    inEveryWorld(({ from, to, outcome }, knowledge, world) => {
      if (outcome.kind !== 'supported-via' || outcome.composed) return;
      const given = upgradesIn(knowledge)
        .filter((rule) => rule.status === 'supported-via' && rule.from.includes(from) && rule.to === to)
        .map((rule) => pathGiven(rule, from, world).join('>'));
      expect(given).to.include(pathOf(outcome).join('>'));
    });
  });

  it('is put together only by way of families whose owner allows it', () => {
    inEveryWorld(({ outcome }, knowledge) => {
      if (outcome.kind !== 'supported-via' || !outcome.composed) return;
      for (const hop of hopsOf(outcome)) {
        const family = knowledge.products.get(hop.from)?.family ?? '';
        const ownRoute = upgradesIn(knowledge).some((rule) =>
          rule.via.some((stop) => stop.product === hop.from),
        );
        expect(ownRoute || knowledge.families.get(family)?.compose, family).to.equal(true);
      }
    });
  });

  it('carries every issue and every requirement of every hop, and no other', () => {
    inEveryWorld(({ outcome }, knowledge, world) => {
      for (const hop of hopsOf(outcome)) {
        const rules = [...knowledge.rules.values()].filter(
          (rule) =>
            (rule.kind === 'component' || rule.kind === 'requirement') &&
            rule.on.to.includes(hop.to) &&
            (rule.on.from?.includes(hop.from) ?? true) &&
            holdsOn(rule, hop, world),
        );
        const carried = [...hop.issues, ...hop.requirements];
        expect(carried.map(({ rule }) => rule.id)).to.have.members(rules.map((rule) => rule.id));
        expect(carried.every(({ when }) => when.kind === 'always')).to.equal(true);
      }
    });
  });

  it('is never made of components, other ways and references alone', () => {
    inEveryWorld(({ from, to }, knowledge, world) => {
      const rules = [...knowledge.rules.values()].filter((rule) => rule.kind !== 'upgrade');
      const silent = linkKnowledge({
        ...knowledge,
        families: [...knowledge.families.values()],
        products: [...knowledge.products.values()],
        components: [...knowledge.components.values()],
        facts: [...knowledge.facts.values()],
        rules,
      });
      expect(planUpgrade(silent, from, to, world).outcome.kind).to.equal('not-covered');
    });
  });
});

/** Checks a property of the plan for what was told of a world, beside the plan for the whole world. */
function whateverIsOpen(check: (partly: Plan, wholly: Plan, world: Facts) => void): void {
  const property = ({ knowledge, trip: { from, to }, world, less }: Asked) =>
    check(planUpgrade(knowledge, from, to, less), planUpgrade(knowledge, from, to, world), world);
  fc.assert(fc.property(asked, property), RUNS);
}

describe('advice with open facts', () => {
  it('has a verdict only where it is the verdict of every way in which they can fall', () => {
    whateverIsOpen(({ outcome }, wholly) => {
      if (outcome.kind === 'depends') return;
      expect(outcome.kind).to.equal(wholly.outcome.kind);
    });
  });

  it('has for every way in which they can fall a branch with its verdict and path', () => {
    whateverIsOpen(({ outcome }, wholly, world) => {
      if (outcome.kind !== 'depends') return;
      const taken = outcome.branches
        .filter(({ when }) => evaluate(when, world) === 'holds')
        .map((branch) => branch.outcome);
      expect(taken.map(({ kind }) => kind)).to.deep.equal([wholly.outcome.kind]);
      expect(taken.map(pathOf)).to.deep.equal([pathOf(wholly.outcome)]);
    });
  });

  it('has the path of that way, once its conditional stops are decided', () => {
    whateverIsOpen(({ outcome }, wholly, world) => {
      if (outcome.kind !== 'supported-via') return;
      expect(pathIn(outcome, world)).to.deep.equal(pathOf(wholly.outcome));
    });
  });

  it('has the issues of that way, once their conditions are decided', () => {
    whateverIsOpen(({ outcome }, wholly, world) => {
      if (hopsOf(outcome).length === 0) return;
      expect([...issuesIn(outcome, world)]).to.have.members([...issuesIn(wholly.outcome, world)]);
    });
  });

  it('has the other ways of that way, once their conditions are decided', () => {
    whateverIsOpen((partly, wholly, world) => {
      const facts = factsOnHop(world, partly.from, partly.to);
      const open = partly.alternatives.filter(({ when }) => evaluate(when, facts) === 'holds');
      expect(open.map(({ rule }) => rule.id)).to.have.members(wholly.alternatives.map(({ rule }) => rule.id));
    });
  });

  it('depends on nothing where every way in which the facts can fall comes to the same', () => {
    fc.assert(
      fc.property(asked, ({ knowledge, trip: { from, to }, less }) => {
        const possible = everyWorld(less).map((world) => planUpgrade(knowledge, from, to, world).outcome);
        const verdicts = new Set(possible.map((outcome) => `${outcome.kind} ${pathOf(outcome).join('>')}`));
        if (verdicts.size !== 1) return;
        expect(planUpgrade(knowledge, from, to, less).outcome.kind).to.equal(possible[0]?.kind);
      }),
      RUNS,
    );
  });
});

/** Every world that what was told leaves possible. */
function everyWorld(less: Facts): readonly Facts[] {
  const values = {
    setup: ['yes', 'no'],
    size: ['small', 'large', 'huge'],
    formerly: ['beta-1', 'beta-2', 'no'],
  };
  return Object.entries(values).reduce<readonly Facts[]>(
    (sofar, [id, all]) => {
      const told = less[id];
      const left = told?.kind === 'is' ? told.values : all;
      return sofar.flatMap((world) =>
        left.map((value): Facts => ({ ...world, [id]: { kind: 'is', values: [value] } })),
      );
    },
    [{}],
  );
}
