import { expect } from 'chai';
import { formatIssue, readTranscripts, type Transcripts } from '../../src/content/index.ts';
import { withPacks, type PackFiles } from './small-pack.ts';

describe('Transcripts', () => {
  it('are one conversation a file, or a list of them', () => {
    const { cases, issues } = read({
      'one.yaml': 'id: one\nask: Hello\nexpect: { kind: chat }\n',
      'more/two.yaml':
        'cases:\n  - { id: two, pack: ledger, turns: [{ user: Hello }, { press: "Yes", expect: { asks: nothing } }] }\n',
    });
    expect(issues).to.deep.equal([]);
    expect(cases.map(({ id, pack }) => [id, pack])).to.deep.equal([
      ['two', 'ledger'],
      ['one', undefined],
    ]);
    expect(cases[0]?.turns).to.deep.equal([
      { kind: 'user', text: 'Hello', expect: {}, place: 'talks/more/two.yaml:2:38' },
      {
        kind: 'press',
        label: 'Yes',
        expect: { asks: 'nothing' },
        place: 'talks/more/two.yaml:2:55',
      },
    ]);
  });

  it('say that there is no folder', () => {
    expect(readTranscripts('/nowhere/talks').issues[0]?.what).to.equal('this folder cannot be read');
  });

  it('are read even where another is wrong, and every issue has its place', () => {
    const { cases, issues } = read({
      'bad.yaml': 'id: bad\nask: Hello\nexpect: { verdict: suported, sais: [x] }\n',
      'good.yaml': 'id: good\nask: Hello\n',
      'same.yaml': 'id: good\nask: Hello\n',
      'short.yaml': 'id: short\n',
    });
    expect(cases.map(({ id }) => id)).to.deep.equal(['good', 'good']);
    expect(issues.map(formatIssue)).to.deep.equal([
      'talks/bad.yaml:3:20: "verdict" cannot be "suported"; did you mean "supported"?',
      'talks/bad.yaml:3:30: unknown key "sais"; did you mean "says"?',
      'talks/same.yaml:1:5: the conversation id "good" is used at talks/good.yaml:1:5 already; give it another id',
      'talks/short.yaml:1:1: a case must have either "ask" with "expect" or "turns"; with several turns each has its own "expect"',
    ]);
  });
});

function read(files: PackFiles): Transcripts {
  return withPacks({ talks: files }, (directory) => readTranscripts(`${directory}/talks`));
}
