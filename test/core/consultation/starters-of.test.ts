import { expect } from 'chai';
import { ask, startersOf } from '../../../src/core/index.ts';
import { allPacks } from '../../support/all-packs.ts';
import { pack } from '../builders.ts';
import { advisorOn } from '../conversation.ts';

const suggesting = (...starters: readonly string[]) => ({
  ...pack({ families: { alpha: ['1', '2'] }, rules: [] }),
  starters,
});

describe('startersOf', () => {
  it('gives those of the pack, in the order of their owner', () => {
    expect(startersOf(advisorOn(suggesting('first', 'second')))).to.deep.equal(['first', 'second']);
  });

  it('gives none where no pack has any', () => {
    expect(startersOf(advisorOn(suggesting(), suggesting()))).to.deep.equal([]);
  });

  it('lets packs take turns, up to six, none twice', () => {
    const advisor = advisorOn(suggesting('a1', 'same', 'a3', 'a4'), suggesting('b1', 'same', 'b3', 'b4'));
    expect(startersOf(advisor)).to.deep.equal(['a1', 'b1', 'same', 'a3', 'b3', 'a4']);
  });

  it('gives questions that lead somewhere where the packs stand side by side too', () => {
    const asked = startersOf(allPacks()).map((text) => ask(allPacks(), { turns: [text] }));
    const kinds = asked.map((each) => (each.kind === 'answered' ? each.answer.kind : each.kind));
    expect(kinds).to.have.length.above(3);
    for (const kind of kinds) expect(kind).to.be.oneOf(['answer', 'question']);
  });
});
