import { expect } from 'chai';
import { kindOf } from '../../bench/understanding/accuracy.ts';
import type { FoundLine } from '../../bench/understanding/line-finder.ts';
import { bestThreshold, scoreFound, wantedBy, type Wanted } from '../../bench/understanding/score.ts';

const lines = (...wanted: number[]): Wanted => ({ kind: 'lines', lines: new Set(wanted) });
const silence: Wanted = { kind: 'silence' };
const found = (...pairs: readonly (readonly [line: number, score: number])[]): readonly FoundLine[] =>
  pairs.map(([line, score]) => ({ line, score }));

describe('What a case wants of a tool that finds lines', () => {
  it('is one of the lines that it cites', () => {
    expect(wantedBy({ verdict: 'not-supported', cites: [5, 7] })).to.deep.equal(lines(5, 7));
  });

  it('is silence where the text says nothing, or the question must be asked back', () => {
    for (const verdict of ['not-covered', 'clarify', 'chat'] as const)
      expect(wantedBy({ verdict, cites: [5] }), verdict).to.deep.equal(silence);
    expect(wantedBy({ kind: 'not-covered' })).to.deep.equal(silence);
  });

  it('is not known where it names neither', () => {
    expect(wantedBy({ verdict: 'supported' })).to.equal(undefined);
    expect(wantedBy({ says: ['direct'] })).to.equal(undefined);
  });
});

describe('The score of what a tool found', () => {
  it('is right where a line is among those that are shown, and wrong where it is only behind them', () => {
    const ranked = found([9, 3], [5, 2], [7, 1]);
    expect(scoreFound(lines(5), ranked, 3, 0)).to.equal('right');
    expect(scoreFound(lines(5), ranked, 1, 0)).to.equal('wrong');
  });

  it('counts a line below the threshold as not shown', () => {
    expect(scoreFound(lines(5), found([5, 2]), 1, 2.5)).to.equal('missed');
    expect(scoreFound(silence, found([5, 2]), 1, 2.5)).to.equal('right');
  });

  it('is wrong where a line is shown and silence is wanted', () => {
    expect(scoreFound(silence, found([5, 2]), 3, 0)).to.equal('wrong');
    expect(scoreFound(silence, [], 3, 0)).to.equal('right');
  });
});

describe('The best threshold', () => {
  it('is the one with the most right', () => {
    const questions = [
      { wanted: lines(5), found: found([5, 4]) },
      { wanted: lines(6), found: found([6, 3]) },
      { wanted: silence, found: found([5, 2]) },
    ];
    expect(bestThreshold(questions, 1)).to.equal(3);
  });

  it('is the one with fewer wrong, where as many are right', () => {
    const questions = [
      { wanted: silence, found: found([5, 2]) },
      { wanted: lines(6), found: found([6, 2]) },
      { wanted: lines(6), found: found([5, 1]) },
    ];
    expect(bestThreshold(questions, 1)).to.equal(Infinity);
  });
});

describe('The kind of a question', () => {
  it('is the verdict that is expected, and else what is', () => {
    expect(kindOf({ verdict: 'depends', kind: 'question' })).to.equal('depends');
    expect(kindOf({ kind: 'chat' })).to.equal('chat');
    expect(kindOf({ cites: [5] })).to.equal('lines only');
    expect(kindOf({ says: ['yes'] })).to.equal('words or facts only');
  });
});
