import { expect } from 'chai';
import { checkStarters, formatIssue, loadLibrary } from '../../src/content/index.ts';
import { advisorOn } from '../core/conversation.ts';
import { accepts, refuses } from './refuses.ts';
import { change, withPacks, type PackFiles } from './small-pack.ts';

const starters = (list: string): PackFiles => change('pack.yaml', 'sources:', `starters: ${list}\nsources:`);

const LONG = `How ${'very '.repeat(20)}long?`;

describe('The starters of a pack', () => {
  accepts('a pack that suggests questions', starters('[Ledger 1.0, Ledger 2.0]'));
  refuses(
    'more than a page has room for',
    starters('[a, b, c, d, e, f, g]'),
    'ledger/pack.yaml:5:11: "starters" has too many items; keep at most 6 of them',
  );
  refuses(
    'a long one',
    starters(`[Ledger 1.0, "${LONG}"]`),
    'ledger/pack.yaml:5:24: an item of "starters" is too long; write at most 80 characters',
  );
  refuses(
    'one that stands there twice',
    starters('[Ledger 1.0, ledger 1.0]'),
    'ledger/pack.yaml:5:11: two items of "starters" are the same; take one of them out',
  );
  refuses(
    'an empty one',
    starters('[""]'),
    'ledger/pack.yaml:5:12: an item of "starters" is empty; write something, or take the key out',
  );

  it('may lead to an answer, or to a question of ours', () => {
    expect(issuesWith('[Can I upgrade Ledger 2.0 to Ledger 3.0?, I want to upgrade Ledger]')).to.deep.equal(
      [],
    );
  });

  it('may not lead to silence, nor to small talk', () => {
    const fix = 'write it as the cases ask, or suggest something that the text answers';
    expect(issuesWith('[Ledger 2.0, Ledger 7.0 to Ledger 3.0, Thanks]')).to.deep.equal([
      `ledger/pack.yaml:5:24: the starter "Ledger 7.0 to Ledger 3.0" leads to no answer: the pack says nothing of it; ${fix}`,
      `ledger/pack.yaml:5:50: the starter "Thanks" leads to no answer: it is not read as a question; ${fix}`,
    ]);
  });
});

function issuesWith(list: string): readonly string[] {
  return withPacks({ ledger: starters(list) }, (directory) =>
    loadLibrary(directory).packs.flatMap((pack) =>
      checkStarters(advisorOn(pack.knowledge), pack.starters).map(formatIssue),
    ),
  );
}
