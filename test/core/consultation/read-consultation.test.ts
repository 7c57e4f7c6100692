import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  advance,
  consultationJson,
  foldState,
  readConsultation,
  type Consultation,
  type Facts,
  type Message,
  type ReadableConsultation,
} from '../../../src/core/index.ts';
import { compact } from '../../../src/core/consultation/compact.ts';
import type { Move } from '../../../src/core/consultation/consultation.ts';
import type { FactChanges } from '../../../src/core/model/fact.ts';
import type { Topic } from '../../../src/core/model/topic.ts';
import { propertyRuns } from '../../support/property-runs.ts';
import { realAdvisor } from '../../support/real-advisor.ts';

/**
 * Conversations that version 0.1.0 stored, and where each of several next messages led there: what is known, what is asked
 * and the verdict. (Its words may have changed since.)
 */
interface EarlierConversation {
  readonly name: string;
  readonly state: ReadableConsultation;
  readonly next: readonly {
    readonly message: Message;
    readonly facts: Readonly<Record<string, unknown>>;
    readonly asks: string | null;
    readonly verdict: string;
    readonly known: Facts;
    readonly questions: number;
  }[];
}

function earlierConversations(): readonly EarlierConversation[] {
  const file = new URL('stored/by-0.1.0.json', import.meta.url);
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- a file of this test
  return JSON.parse(readFileSync(file, 'utf8')) as readonly EarlierConversation[];
}

function storeAndRead(consultation: Consultation): Consultation {
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what was just written
  return readConsultation(JSON.parse(consultationJson(consultation)) as ReadableConsultation);
}

describe('a conversation that version 0.1.0 stored', () => {
  for (const { name, state, next } of earlierConversations()) {
    describe(`and in which ${name}`, () => {
      for (const [from, consultation] of [
        ['as it was stored', readConsultation(state)],
        ['once it is folded and stored anew', storeAndRead(compact(readConsultation(state)))],
      ] as const)
        it(`goes on as it would have gone on there, ${from}`, () => {
          for (const { message, facts, asks, verdict, known, questions } of next) {
            const advanced = advance(realAdvisor(), consultation, message);
            const answer = advanced.replies.at(-1)?.answer;
            const stand = foldState(advanced.consultation);
            const where = JSON.stringify(message);
            expect(answer?.facts, where).to.deep.equal(facts);
            expect(answer?.question?.fact ?? null, where).to.equal(asks);
            expect(answer?.verdict, where).to.equal(verdict);
            // What is undefined is not in JSON.
            expect(JSON.parse(JSON.stringify(stand.facts)), where).to.deep.equal(known);
            expect(stand.questions, where).to.equal(questions);
          }
        });

      it('is stored in less than 4 KB from then on', () => {
        expect(consultationJson(compact(readConsultation(state))).length).to.be.below(4096);
      });
    });
  }
});

const id = fc.string({ minLength: 1, maxLength: 5 }).filter((text) => text !== '__proto__');
const number = fc.nat({ max: 9 });
const value = fc.oneof(
  fc.array(id, { minLength: 1, maxLength: 3 }).map(([first = '', ...others]) => {
    return { kind: 'is' as const, values: [first, ...others] as const };
  }),
  fc.record({ kind: fc.constant('outside' as const), said: id, family: id }),
  fc.record({ kind: fc.constant('unknown' as const), among: fc.array(id, { maxLength: 2 }) }),
);
const facts: fc.Arbitrary<Facts> = fc.dictionary(id, value, { maxKeys: 3 });
const changes: fc.Arbitrary<FactChanges> = fc.dictionary(id, fc.option(value), { maxKeys: 3 });
const topic: fc.Arbitrary<Topic> = fc.oneof(
  fc.constant<Topic>({ kind: 'advice' }),
  id.map((component): Topic => ({ kind: 'component', component })),
);
const move: fc.Arbitrary<Move> = fc.oneof(
  fc.record({ kind: fc.constantFrom('told', 'replaced'), turn: number, facts: changes }),
  fc.record({ kind: fc.constant('answered'), turn: number, number, facts: changes }),
  fc.record(
    { kind: fc.constant('asked'), turn: number, number, fact: id, topic, speaker: id },
    { requiredKeys: ['kind', 'turn', 'number', 'fact', 'topic'] },
  ),
  fc.record({ kind: fc.constant('closed'), turn: number }),
  fc.record({
    kind: fc.constant('turned-to'),
    turn: number,
    topics: fc.array(topic, { maxLength: 3 }),
    main: fc.boolean(),
    with: changes,
  }),
  fc.record({ kind: fc.constant('chose-pack'), turn: number, pack: id }),
  fc.record({ kind: fc.constant('undone'), turn: number, undoes: number }),
  fc.record(
    { kind: fc.constant('started-over'), turn: number, questions: number, facts },
    { requiredKeys: ['kind', 'turn', 'questions'] },
  ),
);

describe('a stored consultation', () => {
  it('is read as it was written, whatever its moves, folded or not', () => {
    fc.assert(
      fc.property(fc.array(move, { maxLength: 30 }), (moves) => {
        for (const consultation of [{ moves }, compact({ moves })])
          expect(storeAndRead(consultation)).to.deep.equal(consultation);
      }),
      { numRuns: propertyRuns(500) },
    );
  });
});
