import { expect } from 'chai';
import fc from 'fast-check';
import { foldState, type Consultation, type Topic } from '../../../src/core/index.ts';
import { compact } from '../../../src/core/consultation/compact.ts';
import type { Move } from '../../../src/core/consultation/consultation.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const ADVICE: Topic = { kind: 'advice' };

type AnswerTask =
  | { readonly kind: 'tells'; readonly fact: string; readonly value: string; readonly asks: string }
  | { readonly kind: 'goes-back' }
  | { readonly kind: 'starts-over' };

const steps: fc.Arbitrary<AnswerTask> = fc.oneof(
  {
    weight: 12,
    arbitrary: fc.record({
      kind: fc.constant('tells' as const),
      fact: fc.constantFrom('installed', 'target', 'setup'),
      value: fc.constantFrom('one', 'two', 'three'),
      asks: fc.constantFrom('installed', 'setup', ''),
    }),
  },
  { weight: 3, arbitrary: fc.constant<AnswerTask>({ kind: 'goes-back' }) },
  { weight: 1, arbitrary: fc.constant<AnswerTask>({ kind: 'starts-over' }) },
);

/** The moves that a message adds, as the consultation would. */
function movesOf(step: AnswerTask, sofar: Consultation): readonly Move[] {
  const { turn: last, lastChange, questions } = foldState(sofar);
  const turn = last + 1;
  const turned: Move = { kind: 'turned-to', turn, topics: [ADVICE], main: true, with: {} };
  switch (step.kind) {
    case 'tells': {
      const told: Move = { kind: 'told', turn, facts: { [step.fact]: { kind: 'is', values: [step.value] } } };
      const asked = {
        kind: 'asked',
        turn,
        number: questions + 1,
        fact: step.asks,
        topic: ADVICE,
        choices: [],
      } as const;
      return [told, turned, step.asks === '' ? { kind: 'closed', turn } : asked];
    }
    case 'goes-back':
      return lastChange === undefined ? [] : [{ kind: 'undone', turn, undoes: lastChange }, turned];
    case 'starts-over':
      return [{ kind: 'started-over', turn, questions }];
  }
}

function hold(all: readonly AnswerTask[]): Consultation {
  let held: Consultation = { moves: [] };
  for (const step of all) held = { moves: [...held.moves, ...movesOf(step, held)] };
  return held;
}

function base(consultation: Consultation): object {
  const { turn, questions, facts, question, main, last } = foldState(consultation);
  return { turn, questions, facts, asks: question?.fact, topics: main?.topics, last: last?.topics };
}

const long = fc.array(steps, { minLength: 180, maxLength: 260 }).map(hold);

describe('a consultation whose oldest moves are folded together', () => {
  it('is shorter and stands where it stood: facts, subject, open question, and the count of questions', () => {
    fc.assert(
      fc.property(long, (consultation) => {
        const compacted = compact(consultation);
        expect(compacted.moves.length).to.be.at.most(Math.max(400, consultation.moves.length));
        expect(base(compacted)).to.deep.equal(base(consultation));
      }),
      { numRuns: propertyRuns(40) },
    );
  });

  it('is left as it is while it is short', () => {
    const short = hold(
      Array.from({ length: 100 }, () => ({ kind: 'tells', fact: 'setup', value: 'one', asks: '' })),
    );
    expect(compact(short)).to.equal(short);
  });

  it('does not count its questions anew, so that no stale button answers a later one', () => {
    const tells = (asks: string, times: number): readonly AnswerTask[] =>
      Array.from({ length: times }, () => ({ kind: 'tells', fact: 'setup', value: 'one', asks }));
    const consultation = hold([...tells('setup', 50), ...tells('', 120)]);
    expect(foldState(compact(consultation)).questions).to.equal(50);
  });

  it('goes on where it stood, back included, as far as it was kept', () => {
    fc.assert(
      fc.property(long, fc.array(steps, { maxLength: 10 }), (consultation, more) => {
        let [whole, folded] = [consultation, compact(consultation)];
        for (const step of more) {
          whole = { moves: [...whole.moves, ...movesOf(step, whole)] };
          folded = { moves: [...folded.moves, ...movesOf(step, folded)] };
        }
        expect(base(folded)).to.deep.equal(base(whole));
      }),
      { numRuns: propertyRuns(40) },
    );
  });
});
