import { expect } from 'chai';
import { planUpgrade } from '../../../src/core/planning/plan-upgrade.ts';
import { pathOf } from '../../../src/core/planning/outcome.ts';
import { fact, is, pack, told } from '../builders.ts';
import { refusal, upgrade } from '../rule-builders.ts';
import type { Rule } from '../../../src/core/index.ts';

const families = { alpha: ['1', '2', '3'], omega: ['9'] };
const from1to9 = { from: 'alpha-1', to: 'omega-9' };
const facts = [fact({ id: 'setup' })];

const outcomeOf = (rules: readonly Rule[], answers: Readonly<Record<string, string>> = {}) =>
  planUpgrade(pack({ families, facts, rules }), 'alpha-1', 'omega-9', told(answers)).outcome;

describe('rules that contradict each other', () => {
  it('are both shown where one says supported and one says not', () => {
    const outcome = outcomeOf([upgrade(from1to9), refusal(from1to9)]);
    expect(outcome).to.deep.include({ kind: 'conflict' });
    expect(outcome.kind === 'conflict' && outcome.rules.map((rule) => rule.id)).to.deep.equal([
      'rule-1',
      'rule-2',
    ]);
  });

  it('are both shown where a route is stated and the upgrade, not only the direct one, is refused', () => {
    const route = upgrade({ ...from1to9, via: ['alpha-2'] });
    expect(outcomeOf([route, refusal({ ...from1to9, direct: false })]).kind).to.equal('conflict');
    expect(outcomeOf([route, refusal({ ...from1to9, direct: true })]).kind).to.equal('supported-via');
  });

  it('are both shown where a route passes a hop that is refused', () => {
    const route = upgrade({ ...from1to9, via: ['alpha-2'] });
    expect(outcomeOf([route, refusal({ from: 'alpha-2', to: 'omega-9' })]).kind).to.equal('conflict');
  });

  it('are no contradiction where their conditions exclude each other', () => {
    const rules = [
      upgrade({ ...from1to9, when: is('setup', 'yes') }),
      refusal({ ...from1to9, when: is('setup', 'no') }),
    ];
    expect(outcomeOf(rules).kind).to.equal('depends');
    expect(outcomeOf(rules, { setup: 'no' }).kind).to.equal('not-supported');
  });

  it('are not a contradiction where one of them is withdrawn', () => {
    const withdrawn = refusal({ ...from1to9, withdrawn: 'a misprint' });
    const plan = planUpgrade(
      pack({ families, rules: [upgrade(from1to9), withdrawn] }),
      'alpha-1',
      'omega-9',
      {},
    );
    expect(plan.outcome.kind).to.equal('supported');
    expect(plan.underReview.map((rule) => rule.id)).to.deep.equal(['rule-2']);
  });
});

describe('two routes for different installations', () => {
  const rules = [
    upgrade({ ...from1to9, via: ['alpha-2'], when: is('setup', 'yes') }),
    upgrade({ ...from1to9, via: ['alpha-3'], when: is('setup', 'no') }),
  ];

  it('are never merged into one that some of them do not have', () => {
    expect(outcomeOf(rules).kind).to.equal('depends');
    expect(pathOf(outcomeOf(rules, { setup: 'no' }))).to.deep.equal(['alpha-1', 'alpha-3', 'omega-9']);
  });
});

describe('a stop that only some installations need', () => {
  const route = upgrade({ ...from1to9, via: [{ product: 'alpha-2', when: is('setup', 'yes') }] });

  it('stands in the one route under its condition', () => {
    const outcome = outcomeOf([route]);
    expect(pathOf(outcome)).to.deep.equal(['alpha-1', 'alpha-2', 'omega-9']);
    expect(outcome.kind === 'supported-via' && outcome.hops[0].when).to.deep.equal(is('setup', 'yes'));
  });

  it('is left out once its condition fails', () => {
    expect(pathOf(outcomeOf([route], { setup: 'no' }))).to.deep.equal(['alpha-1', 'omega-9']);
  });
});
