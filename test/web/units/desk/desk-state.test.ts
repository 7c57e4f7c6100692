import { expect } from 'chai';
import fc from 'fast-check';
import {
  changeDesk,
  isSettled,
  START,
  type DeskChange,
  type DeskState,
} from '../../../../src/web/desk/desk-state.ts';
import { NO_QUESTION, type DeskQuestion } from '../../../../src/web/desk/ask/question.ts';
import { answerTo, packNames } from './answers.ts';

const answer = answerTo('backoffice 4.5 to 2003');
const pack = packNames();
const asking = (text: string): DeskQuestion => ({ ...NO_QUESTION, text });
const after = (...changes: readonly DeskChange[]): DeskState => changes.reduce(changeDesk, START);
const answered = (to: DeskQuestion): DeskChange => ({
  kind: 'answered',
  to,
  result: { kind: 'answered', answer, picks: to.picks },
});

const anyChange = fc.oneof(
  fc.string().map((text): DeskChange => ({ kind: 'typed', text })),
  fc.constantFrom<DeskChange>(
    { kind: 'confirmed' },
    { kind: 'picked', fact: 'installed', value: 'x' },
    { kind: 'picked-pack', pack: 'p' },
    { kind: 'unpicked' },
    { kind: 'tried-again' },
    { kind: 'named', packs: [pack] },
    { kind: 'answered', to: asking('a'), result: { kind: 'failed' } },
    { kind: 'troubled', trouble: { kind: 'unreachable' } },
    answered(asking('a')),
  ),
);

describe('the state of the desk page', () => {
  it('never loses what was typed, whatever the server says', () => {
    fc.assert(
      fc.property(fc.array(anyChange), (changes) => {
        const typed =
          changes.flatMap((change) => (change.kind === 'typed' ? [change.text] : [])).at(-1) ?? '';
        expect(after(...changes).question.text).to.equal(typed);
      }),
    );
  });

  it('shows an answer only to the question as it stands', () => {
    const first = asking('one');
    const state = after({ kind: 'typed', text: 'one' }, { kind: 'typed', text: 'one two' }, answered(first));
    expect(state.answer).to.equal(undefined);
    expect(isSettled(after({ kind: 'typed', text: 'one' }, answered(first)))).to.equal(true);
  });

  it('keeps the last answer while the next question is typed, as no longer settled', () => {
    const state = after({ kind: 'typed', text: 'one' }, answered(asking('one')), {
      kind: 'typed',
      text: 'one t',
    });
    expect(state.answer).to.equal(answer);
    expect(isSettled(state)).to.equal(false);
  });

  it('asks at once what was picked, opened or confirmed, and what ends with a space; else waits for the next key', () => {
    const urgent = (change: DeskChange) => after({ kind: 'typed', text: 'one' }, change).urgent;
    expect(urgent({ kind: 'typed', text: 'on' })).to.equal(false);
    expect(urgent({ kind: 'typed', text: 'one ' })).to.equal(true);
    expect(urgent({ kind: 'confirmed' })).to.equal(true);
    expect(urgent({ kind: 'picked', fact: 'f', value: 'v' })).to.equal(true);
    expect(urgent({ kind: 'opened', question: asking('two') })).to.equal(true);
  });

  it('asks again on Enter only where there is no answer yet', () => {
    const typed: DeskChange = { kind: 'typed', text: 'one' };
    expect(after(typed, { kind: 'confirmed' }).attempt).to.equal(1);
    expect(after(typed, answered(asking('one')), { kind: 'confirmed' }).attempt).to.equal(0);
  });

  it('has a trouble in place of an answer, until it is tried again or answered', () => {
    const to = asking('one');
    const failed: DeskChange = { kind: 'answered', to, result: { kind: 'failed' } };
    const typed: DeskChange = { kind: 'typed', text: 'one' };
    expect(after(typed, answered(to), failed)).to.deep.include({
      answer: undefined,
      trouble: { kind: 'failed' },
    });
    expect(after(typed, failed, { kind: 'tried-again' })).to.deep.include({ trouble: undefined, attempt: 1 });
    expect(after(typed, failed, answered(to)).trouble).to.equal(undefined);
  });

  it('begins anew where everything is deleted, and asks for a key all the same', () => {
    const named: DeskChange = { kind: 'named', packs: [pack] };
    const picked: DeskChange = { kind: 'picked', fact: 'f', value: 'v' };
    const state = after(named, { kind: 'typed', text: 'one' }, picked, { kind: 'typed', text: ' ' });
    expect(state.question).to.deep.equal(asking(' '));
    expect(state.packs).to.deep.equal([pack]);
    const key: DeskChange = { kind: 'troubled', trouble: { kind: 'key', sent: false } };
    expect(after(key, { kind: 'cleared' }).trouble).to.deep.equal({ kind: 'key', sent: false });
    expect(after({ kind: 'troubled', trouble: { kind: 'failed' } }, { kind: 'cleared' }).trouble).to.equal(
      undefined,
    );
  });

  it('drops picks when another pack is picked, and those that the pack of the answer does not know', () => {
    const picked: DeskChange = { kind: 'picked', fact: 'strange', value: 'v' };
    expect(after(picked, { kind: 'picked-pack', pack: 'p' }).question).to.deep.include({
      picks: {},
      pack: 'p',
    });
    const question = { ...asking('one'), picks: { strange: { value: 'v' } } };
    const state = after({ kind: 'named', packs: [pack] }, { kind: 'opened', question }, answered(question));
    expect(state.question.picks).to.deep.equal({});
    expect(isSettled(state)).to.equal(true);
  });
});
