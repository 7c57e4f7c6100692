import { expect } from 'chai';
import fc from 'fast-check';
import type { Facts, NonEmpty } from '../../../src/core/index.ts';
import { adviceKey } from '../../../src/core/planning/advice-key.ts';
import type { Plan } from '../../../src/core/planning/outcome.ts';
import { planUpgrade } from '../../../src/core/planning/plan-upgrade.ts';
import { planQuestion, type PlannedQuestion } from '../../../src/core/questions/plan-question.ts';
import { planProductQuestion } from '../../../src/core/questions/plan-product-question.ts';
import { packs, tellingsOf, trips, worlds } from '../arbitraries.ts';
import { DONT_KNOW, fact, is, pack, told } from '../builders.ts';
import { alternative, component, upgrade } from '../rule-builders.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const ROLES = ['installed', 'target', 'other', 'formerly'] as const;
const RUNS = { numRuns: propertyRuns(600) };

const asked = worlds.chain((world) => fc.record({ knowledge: packs, trip: trips, less: tellingsOf(world) }));

/** Checks a property of the question that is asked in a random pack after random tellings, where there is one. */
function wheneverAsked(
  check: (question: PlannedQuestion, less: Facts, keyOf: (facts: Facts) => string) => void,
): void {
  fc.assert(
    fc.property(asked, ({ knowledge, trip: { from, to }, less }) => {
      const plans: NonEmpty<Plan> = [planUpgrade(knowledge, from, to, less)];
      const question = planQuestion(knowledge, plans, less, ROLES);
      if (question === undefined) return;
      check(question, less, (facts) => adviceKey(planUpgrade(knowledge, from, to, facts)));
    }),
    RUNS,
  );
}

const after = (facts: Facts, { fact: { id } }: PlannedQuestion, values: NonEmpty<string>): Facts => ({
  ...facts,
  [id]: { kind: 'is', values },
});

describe('the question that is asked', () => {
  it('has two answers that lead to different advice', () => {
    wheneverAsked((question, less, keyOf) => {
      const keys = question.options.map(([choice]) => keyOf(after(less, question, choice.values)));
      expect(new Set(keys).size).to.equal(question.options.length).and.be.greaterThan(1);
    });
  });

  it('has one button for all choices that lead to the same advice', () => {
    wheneverAsked((question, less, keyOf) => {
      for (const group of question.options) {
        const keys = group.map((choice) => keyOf(after(less, question, choice.values)));
        expect(new Set(keys).size).to.equal(1);
      }
    });
  });

  it('has a button for every choice that what was told leaves possible', () => {
    wheneverAsked(({ fact: { id, choices }, options }, less) => {
      const known = less[id];
      const left = choices.filter(
        ({ values }) => known?.kind !== 'is' || values.some((value) => known.values.includes(value)),
      );
      expect(options.flat()).to.have.members(left);
    });
  });

  it('is not about what was answered or what the user does not know', () => {
    wheneverAsked(({ fact: { id, choices } }, less) => {
      const known = less[id];
      const answers = choices.map((choice) => [...choice.values].sort().join());
      expect(known?.kind).not.to.equal('unknown');
      if (known?.kind === 'is') expect(answers).not.to.include([...known.values].sort().join());
    });
  });

  it('does not come back once it was answered by any of its buttons', () => {
    fc.assert(
      fc.property(asked, ({ knowledge, trip: { from, to }, less }) => {
        const question = planQuestion(knowledge, [planUpgrade(knowledge, from, to, less)], less, ROLES);
        for (const group of question?.options ?? []) {
          if (question === undefined) return;
          const [first, ...rest] = group;
          const next = after(less, question, [
            first.values[0],
            ...first.values.slice(1),
            ...rest.flatMap((c) => c.values),
          ]);
          const again = planQuestion(knowledge, [planUpgrade(knowledge, from, to, next)], next, ROLES);
          expect(again?.fact.id).not.to.equal(question.fact.id);
        }
      }),
      RUNS,
    );
  });

  it('is there whenever a fact that may be asked splits the advice', () => {
    fc.assert(
      fc.property(asked, ({ knowledge, trip: { from, to }, less }) => {
        const splits = [...knowledge.facts.values()].filter(({ id, role, choices }) => {
          if (role === 'formerly' || less[id] !== undefined) return false;
          const keys = choices.map(({ values }) =>
            adviceKey(planUpgrade(knowledge, from, to, { ...less, [id]: { kind: 'is', values } })),
          );
          return new Set(keys).size > 1;
        });
        const question = planQuestion(knowledge, [planUpgrade(knowledge, from, to, less)], less, ROLES);
        if (splits.length > 0) expect(question).not.to.equal(undefined);
      }),
      RUNS,
    );
  });

  it('is not asked for a role that the flow does not ask about', () => {
    const knowledge = pack({
      families: { alpha: ['1'], omega: ['9'] },
      facts: [fact({ id: 'setup' })],
      rules: [upgrade({ from: 'alpha-1', to: 'omega-9', when: is('setup', 'yes') })],
    });
    const plans: NonEmpty<Plan> = [planUpgrade(knowledge, 'alpha-1', 'omega-9', {})];
    expect(planQuestion(knowledge, plans, {}, ['installed', 'formerly'])).to.equal(undefined);
    expect(planQuestion(knowledge, plans, {}, ['other'])?.fact.id).to.equal('setup');
  });
});

describe('which question comes first', () => {
  const families = { alpha: ['1'], omega: ['9'] };
  const hop = { from: 'alpha-1', to: 'omega-9' };
  const first = (...rules: Parameters<typeof pack>[0]['rules']) => {
    const facts = [fact({ id: 'setup' }), fact({ id: 'size', priority: 1 })];
    const knowledge = pack({ families, facts, rules });
    const plans: NonEmpty<Plan> = [planUpgrade(knowledge, 'alpha-1', 'omega-9', {})];
    return planQuestion(knowledge, plans, {}, ROLES)?.fact.id;
  };

  it('is the one that decides the outcome, before one that decides an issue', () => {
    const issue = component({ name: 'mailer', ...hop, when: is('size', 'yes') });
    expect(first(upgrade({ ...hop, when: is('setup', 'yes') }), issue)).to.equal('setup');
  });

  it('is then the one with the higher priority', () => {
    const issue = component({ name: 'mailer', ...hop, when: is('setup', 'yes') });
    const way = alternative({ ...hop, when: is('size', 'yes') });
    expect(first(upgrade(hop), issue, way)).to.equal('size');
  });
});

describe('the question on the product', () => {
  const knowledge = pack({
    families: { alpha: ['1', '2', '3'], beta: ['1'], omega: ['9'] },
    rules: [
      upgrade({ from: ['alpha-1', 'alpha-2'], to: 'omega-9' }),
      upgrade({ from: 'alpha-3', to: 'omega-9', status: 'not-supported' }),
      upgrade({ from: 'beta-1', to: 'omega-9' }),
    ],
  });

  it('asks for the family first where one of them needs a second question', () => {
    const question = planProductQuestion(
      knowledge,
      'installed',
      ['alpha-1', 'alpha-2', 'alpha-3', 'beta-1'],
      {},
    );
    expect(question.kind).to.equal('family');
  });

  it('puts versions with equal advice on one button', () => {
    const question = planProductQuestion(knowledge, 'installed', ['alpha-1', 'alpha-2', 'alpha-3'], {});
    expect(question).to.deep.include({ kind: 'version', options: [['alpha-1', 'alpha-2'], ['alpha-3']] });
  });

  it('asks for the products themselves where the family alone would not say which', () => {
    const question = planProductQuestion(knowledge, 'installed', ['alpha-3', 'beta-1'], {});
    expect(question).to.deep.include({ kind: 'product', options: [['alpha-3'], ['beta-1']] });
  });

  it('is answered for good by "I don\'t know"', () => {
    const known = told({ setup: DONT_KNOW });
    expect(
      planQuestion(knowledge, [planUpgrade(knowledge, 'alpha-1', 'omega-9', known)], known, ROLES),
    ).to.equal(undefined);
  });
});
