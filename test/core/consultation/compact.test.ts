import { expect } from 'chai';
import fc from 'fast-check';
import {
  consultationJson,
  foldState,
  NEW_CONSULTATION,
  type Consultation,
  type Topic,
} from '../../../src/core/index.ts';
import { compact, REACH } from '../../../src/core/consultation/compact.ts';
import { addMoves, type Move } from '../../../src/core/consultation/consultation.ts';
import { propertyRuns } from '../../support/property-runs.ts';

const ADVICE: Topic = { kind: 'advice' };

/** A message, as it may come in any state of a conversation. */
type Step =
  | { readonly kind: 'tells'; readonly fact: string; readonly value: string; readonly asks: string }
  | { readonly kind: 'asks in passing'; readonly component: string; readonly asks: string }
  | { readonly kind: 'chooses'; readonly pack: string }
  | { readonly kind: 'would be forgotten' | 'goes back' | 'starts over' };

const asks = fc.constantFrom('installed', 'setup', '');
const tells = fc.record({
  kind: fc.constant('tells' as const),
  fact: fc.constantFrom('installed', 'target', 'setup'),
  value: fc.constantFrom('one', 'two', 'three'),
  asks,
});
const passing = fc.record({
  kind: fc.constant('asks in passing' as const),
  component: fc.constantFrom('fax', 'mail'),
  asks,
});
const chooses = fc.record({
  kind: fc.constant('chooses' as const),
  pack: fc.constantFrom('first', 'second'),
});

/** Random conversations; the fewer start over, the more there is to be folded. */
const steps = (overs: number): fc.Arbitrary<Step> =>
  fc.oneof(
    { weight: 12, arbitrary: tells },
    { weight: 6, arbitrary: passing },
    { weight: 1, arbitrary: chooses },
    { weight: 2, arbitrary: fc.constant<Step>({ kind: 'would be forgotten' }) },
    { weight: 4, arbitrary: fc.constant<Step>({ kind: 'goes back' }) },
    { weight: overs, arbitrary: fc.constant<Step>({ kind: 'starts over' }) },
  );
const conversations = fc.oneof(
  fc.array(steps(1), { minLength: 20, maxLength: 260, size: 'max' }),
  fc.array(steps(0), { minLength: 100, maxLength: 260, size: 'max' }),
);

/** The moves that a message adds, as the consultation would. */
function movesOf(step: Step, sofar: Consultation): readonly Move[] {
  const { turn: before, lastChange, questions, question } = foldState(sofar);
  const turn = before + 1;
  // Whether to forget is asked last: the next message says no.
  if (question?.fact === 'forget') return [{ kind: 'undone', turn, undoes: question.turn }];
  const closing = (fact: string): Move =>
    fact === ''
      ? { kind: 'closed', turn }
      : { kind: 'asked', turn, number: questions + 1, fact, topic: ADVICE };
  const turned = (topic: Topic, main: boolean): Move => {
    return { kind: 'turned-to', turn, topics: [topic], main, with: {} };
  };
  switch (step.kind) {
    case 'tells': {
      const told: Move = { kind: 'told', turn, facts: { [step.fact]: { kind: 'is', values: [step.value] } } };
      return [told, turned(ADVICE, true), closing(step.asks)];
    }
    case 'asks in passing':
      return [turned({ kind: 'component', component: step.component }, false), closing(step.asks)];
    case 'chooses':
      return [
        { kind: 'chose-pack', turn, pack: step.pack },
        { kind: 'replaced', turn, facts: { installed: null } },
        turned(ADVICE, true),
        closing(''),
      ];
    case 'would be forgotten':
      return [{ kind: 'asked', turn, number: questions + 1, fact: 'forget', topic: ADVICE, speaker: 'one' }];
    case 'goes back':
      return lastChange === undefined
        ? []
        : [{ kind: 'undone', turn, undoes: lastChange }, turned(ADVICE, false), closing('setup')];
    case 'starts over':
      return [{ kind: 'started-over', turn, questions }, turned(ADVICE, false), closing('installed')];
  }
}

/** What must not depend on whether moves were folded. */
function stand(consultation: Consultation): object {
  const { turn, questions, facts, pack, question, main, last, startedAfter } = foldState(consultation);
  return { turn, questions, facts, pack, question, main, last, startedAfter };
}

/** Holds a conversation twice: with all of its moves, and folded after each message. */
function hold(
  all: readonly Step[],
  check: (whole: Consultation, folded: Consultation) => void,
  start: Consultation = NEW_CONSULTATION,
): void {
  let [whole, folded] = [start, start];
  for (const step of all) {
    // Further back than is reached; `back` says so then.
    if (step.kind === 'goes back' && foldState(folded).lastChange === undefined) continue;
    folded = compact(addMoves(folded, ...movesOf(step, folded)));
    whole = addMoves(whole, ...movesOf(step, whole));
    check(whole, folded);
  }
}

const inEveryConversation = (check: (whole: Consultation, folded: Consultation) => void) => {
  fc.assert(
    fc.property(conversations, (all) => {
      hold(all, check);
    }),
    { numRuns: propertyRuns(60) },
  );
};

describe('a consultation that is folded after each message', () => {
  it('stands where all of its moves lead: facts, pack, subject, open question, and the counts', () => {
    inEveryConversation((whole, folded) => {
      expect(stand(folded)).to.deep.equal(stand(whole));
    });
  });

  it(`reaches at least the last ${String(REACH)} questions with their buttons, and knows which it does not reach`, () => {
    inEveryConversation((whole, folded) => {
      const [all, kept] = [foldState(whole), foldState(folded)];
      for (const [number, asked] of all.asked) {
        if (number > all.questions - REACH || kept.asked.has(number))
          expect(kept.asked.get(number)).to.deep.equal(asked);
        else expect(number).to.be.within(kept.startedAfter + 1, kept.lostQuestion);
      }
      expect([...all.asked.keys()]).to.include.members([...kept.asked.keys()]);
      for (const number of kept.asked.keys()) expect(number).to.be.above(kept.startedAfter);
    });
  });

  it('goes back as the whole would, and knows whether there was more where it cannot', () => {
    const back: Step = { kind: 'goes back' };
    fc.assert(
      fc.property(conversations, fc.nat({ max: 3 * REACH }), (all, backs) => {
        let [end, keptEnd] = [NEW_CONSULTATION, NEW_CONSULTATION];
        hold([...all, ...Array.from({ length: backs }, () => back)], (whole, folded) => {
          [end, keptEnd] = [whole, folded];
        });
        const [{ lastChange }, kept] = [foldState(end), foldState(keptEnd)];
        if (kept.lastChange !== undefined) expect(kept.lastChange).to.equal(lastChange);
        else expect(kept.lostChanges).to.equal(lastChange !== undefined);
      }),
      { numRuns: propertyRuns(120) },
    );
  });

  it(`goes back over ${String(REACH)} changes, however long it is`, () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(tells, passing), { minLength: 30, maxLength: 200, size: 'max' }),
        (all) => {
          const changes = all.filter(({ kind }) => kind === 'tells').length;
          const backs = Array.from({ length: REACH }, (): Step => ({ kind: 'goes back' }));
          let reached = 0;
          hold([...all, ...backs], (whole, folded) => {
            expect(stand(folded)).to.deep.equal(stand(whole));
            reached += 1;
          });
          expect(reached - all.length).to.equal(Math.min(changes, REACH));
        },
      ),
      { numRuns: propertyRuns(60) },
    );
  });

  it('has no move from before a start over', () => {
    inEveryConversation((_, { since, moves }) => {
      expect(moves.some(({ kind }) => kind === 'started-over' || kind === 'undone')).to.equal(false);
      expect(since).not.to.equal(undefined);
    });
    hold(
      [
        ...Array.from({ length: 50 }, (): Step => ({
          kind: 'tells',
          fact: 'setup',
          value: 'one',
          asks: 'setup',
        })),
        { kind: 'starts over' },
      ],
      (_, { moves }) => {
        expect(moves.length).to.be.at.most(60);
      },
    );
  });

  it('does not count its questions anew, so that no stale button answers a later one', () => {
    const many = (asks: string, length: number): readonly Step[] =>
      Array.from({ length }, () => ({ kind: 'tells', fact: 'setup', value: 'one', asks }));
    let last: Consultation = NEW_CONSULTATION;
    hold([...many('setup', 50), ...many('', 120), { kind: 'starts over' }], (_, folded) => (last = folded));
    expect(foldState(last).questions).to.equal(51);
  });

  it('has less than 4 KB of JSON, also where each message tells much', () => {
    const long = fc.record({
      kind: fc.constant('tells' as const),
      fact: fc.constantFrom('installed', 'target', 'setup'),
      value: fc.constantFrom('e', 'é', '語', '🦆').chain((unit) => {
        return fc.integer({ min: 20, max: 200 }).map((length) => unit.repeat(length));
      }),
      asks,
    });
    fc.assert(
      fc.property(fc.array(fc.oneof(long, steps(1)), { maxLength: 80, size: 'max' }), (all) => {
        hold(all, (whole, folded) => {
          expect(Buffer.byteLength(consultationJson(folded))).to.be.below(4096);
          expect(stand(folded)).to.deep.equal(stand(whole));
        });
      }),
      { numRuns: propertyRuns(30) },
    );
  });

  it('goes on from the moves that earlier versions kept, of which the oldest were folded into a start over', () => {
    const told = (turn: number): Move => {
      return { kind: 'told', turn, facts: { setup: { kind: 'is', values: [`v${String(turn)}`] } } };
    };
    const started: Move = {
      kind: 'started-over',
      turn: 40,
      questions: 30,
      facts: { installed: { kind: 'is', values: ['one'] } },
    };
    const folded = compact({ moves: [started, told(41), { kind: 'closed', turn: 41 }] });
    const { facts, lastChange, lostChanges, startedAfter, lostQuestion } = foldState(folded);
    expect(facts).to.have.keys('installed', 'setup');
    expect({ lastChange, lostChanges, startedAfter, lostQuestion }).to.deep.equal({
      lastChange: 41,
      lostChanges: true,
      startedAfter: 0,
      lostQuestion: 30,
    });
  });
});
