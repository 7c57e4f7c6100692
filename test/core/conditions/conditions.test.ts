import { expect } from 'chai';
import fc from 'fast-check';
import {
  ALWAYS,
  conditionKey,
  evaluate,
  factsIn,
  negate,
  NEVER,
  simplify,
  type Condition,
  type Facts,
} from '../../../src/core/index.ts';
import { conditions, FACTS, tellingsOf, worlds } from '../arbitraries.ts';
import { all, any, DONT_KNOW, is, not, told, within } from '../builders.ts';

/** A world, and two things told of it, of which the second says at least as much. */
const tellings = worlds.chain((world) =>
  fc.record({
    world: fc.constant(world),
    less: tellingsOf(world),
    known: fc.subarray(FACTS.map(({ id }) => id)),
  }),
);

function tellMore(less: Facts, world: Facts, known: readonly string[]): Facts {
  return { ...less, ...Object.fromEntries(Object.entries(world).filter(([id]) => known.includes(id))) };
}

/** Two-valued logic, written out as plainly as can be. */
function holdsIn(condition: Condition, world: Facts): boolean {
  const valueOf = (id: string) => (world[id]?.kind === 'is' ? world[id].values[0] : undefined);
  switch (condition.kind) {
    case 'always':
      return true;
    case 'never':
      return false;
    case 'equals':
      return valueOf(condition.fact) === condition.value;
    case 'within':
      return condition.values.some((value) => valueOf(condition.fact) === value);
    case 'all':
      return condition.of.every((part) => holdsIn(part, world));
    case 'any':
      return condition.of.some((part) => holdsIn(part, world));
    case 'not':
      return !holdsIn(condition.of, world);
  }
}

function reversed(condition: Condition): Condition {
  switch (condition.kind) {
    case 'always':
    case 'never':
    case 'equals':
      return condition;
    case 'within':
      return { ...condition, values: [...condition.values].reverse() };
    case 'all':
    case 'any':
      return { ...condition, of: condition.of.map(reversed).reverse() };
    case 'not':
      return { ...condition, of: reversed(condition.of) };
  }
}

describe('a condition', () => {
  it('is unknown until its fact is told', () => {
    expect(evaluate(is('setup', 'yes'), {})).to.equal('unknown');
    expect(evaluate(is('setup', 'yes'), told({ setup: DONT_KNOW }))).to.equal('unknown');
    expect(evaluate(is('setup', 'yes'), told({ setup: 'yes' }))).to.equal('holds');
    expect(evaluate(is('setup', 'yes'), told({ setup: 'no' }))).to.equal('fails');
  });

  it('holds for candidates only where it holds for each of them', () => {
    expect(evaluate(within('size', 'large', 'huge'), told({ size: ['large', 'huge'] }))).to.equal('holds');
    expect(evaluate(is('size', 'large'), told({ size: ['large', 'huge'] }))).to.equal('unknown');
    expect(evaluate(is('size', 'small'), told({ size: ['large', 'huge'] }))).to.equal('fails');
  });

  it('fails for something that the pack does not name', () => {
    expect(
      evaluate(is('size', 'large'), told({ size: { kind: 'outside', said: 'vast', family: undefined } })),
    ).to.equal('fails');
  });

  it('is settled by one part where the others are open', () => {
    expect(evaluate(all(is('setup', 'yes'), is('size', 'huge')), told({ setup: 'no' }))).to.equal('fails');
    expect(evaluate(any(is('setup', 'yes'), is('size', 'huge')), told({ setup: 'yes' }))).to.equal('holds');
  });

  it('is held by nothing where it has no parts: all of none holds, any of none fails', () => {
    expect(evaluate(all(), {})).to.equal('holds');
    expect(evaluate(any(), {})).to.equal('fails');
  });

  it('never reopens and never flips when more is told', () => {
    fc.assert(
      fc.property(conditions, tellings, (condition, { world, less, known }) => {
        const before = evaluate(condition, less);
        fc.pre(before !== 'unknown');
        expect(evaluate(condition, tellMore(less, world, known))).to.equal(before);
      }),
    );
  });

  it('is as true in a whole world as two-valued logic says', () => {
    fc.assert(
      fc.property(conditions, worlds, (condition, world) => {
        expect(evaluate(condition, world)).to.equal(holdsIn(condition, world) ? 'holds' : 'fails');
      }),
    );
  });

  it('keeps its meaning in every world when it is simplified', () => {
    fc.assert(
      fc.property(conditions, tellings, (condition, { world, less }) => {
        expect(holdsIn(simplify(condition, less), world)).to.equal(holdsIn(condition, world));
      }),
    );
  });

  it('is not changed by simplifying twice', () => {
    fc.assert(
      fc.property(conditions, tellings, (condition, { less }) => {
        const once = simplify(condition, less);
        expect(simplify(once, less)).to.deep.equal(once);
      }),
    );
  });

  it('speaks of no fact that was told', () => {
    fc.assert(
      fc.property(conditions, worlds, (condition, world) => {
        expect([...factsIn(simplify(condition, world))]).to.deep.equal([]);
      }),
    );
  });
});

describe('the opposite of a condition', () => {
  it('holds where the condition fails', () => {
    expect(negate(ALWAYS)).to.equal(NEVER);
    fc.assert(
      fc.property(conditions, worlds, (condition, world) => {
        expect(holdsIn(negate(condition), world)).to.equal(!holdsIn(condition, world));
      }),
    );
  });

  it('is the condition itself when it is taken twice', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        const twice = negate(negate(condition));
        expect(conditionKey(simplify(twice, {}))).to.equal(conditionKey(simplify(condition, {})));
      }),
    );
  });

  it('is as unknown as the condition', () => {
    fc.assert(
      fc.property(conditions, tellings, (condition, { less }) => {
        expect(evaluate(not(condition), less) === 'unknown').to.equal(
          evaluate(condition, less) === 'unknown',
        );
      }),
    );
  });
});

describe('the key of a condition', () => {
  it('does not hang on the order of its parts', () => {
    fc.assert(
      fc.property(conditions, (condition) => {
        expect(conditionKey(reversed(condition))).to.equal(conditionKey(condition));
      }),
    );
  });

  it('is different where two conditions differ in some world', () => {
    fc.assert(
      fc.property(conditions, conditions, worlds, (a, b, world) => {
        fc.pre(holdsIn(a, world) !== holdsIn(b, world));
        expect(conditionKey(a)).not.to.equal(conditionKey(b));
      }),
    );
  });
});
