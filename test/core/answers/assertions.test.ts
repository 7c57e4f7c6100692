import { expect } from 'chai';
import fc from 'fast-check';
import { loadLibrary } from '../../../src/content/index.ts';
import type { Answer, AnswerPart, WordKey } from '../../../src/contract/index.ts';
import {
  ask,
  citationsIn,
  citeLines,
  uniqueCitations,
  type Advisor,
  type AnswerDocument,
  type Knowledge,
  type Reply,
  type Sentence,
  type UpgradeRule,
} from '../../../src/core/index.ts';
import { advisorOn, shippedDialogs } from '../conversation.ts';
import { propertyRuns } from '../../support/property-runs.ts';

// What an answer asserts, on the shipped pack and on those of two invented vendors, whatever facts are sent along.

const RUNS = { numRuns: propertyRuns(360) };

const asked: readonly { readonly knowledge: Knowledge; readonly advisor: Advisor }[] = [
  ...loadLibrary('knowledge').packs,
  ...loadLibrary('test/packs').packs,
].map(({ knowledge }) => ({ knowledge, advisor: advisorOn(knowledge) }));

const WHOLE = [
  'can I upgrade?',
  'is there another way?',
  'what are the requirements?',
  'why not directly?',
  'which versions can be upgraded?',
  'where do I find more information?',
  'how long does it take?',
  'does the Frobnicator still work?',
];

/** Values that a fact may be sent with: one, several, "I don't know", something else, or nothing. */
function valuesOf(ids: readonly string[]): fc.Arbitrary<string | readonly string[] | undefined> {
  return fc.oneof(
    { weight: 6, arbitrary: fc.constantFrom(...ids) },
    {
      weight: 1,
      arbitrary: fc.shuffledSubarray([...ids], { minLength: 1, maxLength: Math.min(3, ids.length) }),
    },
    { weight: 1, arbitrary: fc.constantFrom('unknown', 'other') },
    { weight: 2, arbitrary: fc.constant(undefined) },
  );
}

function requestsOn(knowledge: Knowledge) {
  const products = [...knowledge.products.keys()];
  const ends = [...knowledge.targets];
  const others = [...knowledge.facts.values()].filter(({ choices }) => choices.length > 0);
  const names = [...knowledge.components.values()].map(({ name }) => `does ${name} still work?`);
  return fc.record({
    text: fc.oneof(
      { weight: 3, arbitrary: fc.constant('can I upgrade?') },
      { weight: 3, arbitrary: fc.constantFrom(...WHOLE) },
      { weight: 2, arbitrary: fc.constantFrom(...names) },
    ),
    facts: fc
      .record({
        installed: valuesOf(products),
        target: fc.oneof(valuesOf(ends), valuesOf(products)),
        ...Object.fromEntries(others.map(({ id, choices }) => [id, valuesOf(choices.map((one) => one.id))])),
      })
      .map((facts) => Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined))),
  });
}

interface Asking {
  readonly knowledge: Knowledge;
  readonly answer: Answer;
  readonly reply: Reply;
  readonly facts: Readonly<Record<string, unknown>>;
}

/** Checks a property of answers to random questions with random facts, on each pack. */
function ofEveryAnswer(check: (asking: Asking) => void): void {
  for (const { knowledge, advisor } of asked) {
    fc.assert(
      fc.property(requestsOn(knowledge), ({ text, facts }) => {
        const answered = ask(advisor, { turns: [text], facts });
        if (answered.kind === 'refused') throw new Error(answered.problems.join('\n'));
        check({ knowledge, facts, ...answered });
      }),
      { ...RUNS, numRuns: RUNS.numRuns / asked.length },
    );
  }
}

const partsOf = (answer: Answer): readonly AnswerPart[] =>
  answer.parts.length > 0 ? answer.parts : [answer];

/** The sentences that stand in a text: with a single step, what to know of it, and not the step. */
function sentencesOf(document: AnswerDocument): readonly Sentence[] {
  const steps = document.steps.flatMap(({ step, before, lead, issues, conditional, after }) => [
    ...(document.steps.length > 1 ? [step] : []),
    ...before,
    ...(lead === undefined ? [] : [lead]),
    ...issues,
    ...conditional,
    ...after,
  ]);
  return [
    document.headline,
    ...document.notes,
    ...(document.lead === undefined ? [] : [document.lead]),
    ...steps,
    ...document.points,
    ...document.alternatives.flatMap(({ lead, steps: way, unsaid }) => [lead, ...way, unsaid]),
    ...document.references.map(({ said }) => said),
    ...(document.nearestLead === undefined ? [] : [document.nearestLead]),
    ...document.nearest,
  ];
}

/** All that may be said without a line of the text: silence, what announces others, questions and conversation. */
const WITHOUT_LINES: readonly WordKey[] = [
  'verdict.depends',
  'verdict.not-covered',
  'verdict.not-covered.route',
  'verdict.not-covered.topic',
  'verdict.not-covered.same',
  'verdict.not-covered.component',
  'verdict.not-covered.component-target',
  'verdict.not-covered.component-open',
  'verdict.not-covered.component-other',
  'note.target-assumed',
  'note.composed',
  'note.no-other-route',
  'note.open-set',
  'route.lead',
  'route.lead-for-goal',
  'hop.issues',
  'alternative.unsaid-issues',
  'alternative.unsaid-issues-alone',
  'alternative.unsaid-outcome',
  'aspect.alternative',
  'aspect.no-alternative',
  'aspect.requirement',
  'aspect.no-requirement',
  'aspect.reason',
  'topic.says',
  'reference.lead',
  'nearest.lead',
  'component.depends',
  'component.several',
  'component.otherwise',
  'component.no-alternative',
];

/** Each of these sentences as a pattern, its holes filled with anything. */
function patternsOf(): readonly RegExp[] {
  const words = shippedDialogs().words.get('en');
  if (words === undefined) throw new Error('there are no English words');
  const say: (key: WordKey, holes: Readonly<Record<string, string | number>>) => string =
    words.say.bind(words);
  const holes = Object.fromEntries(
    ['from', 'to', 'via', 'route', 'topic', 'product', 'component', 'said', 'target', 'label', 'goal'].map(
      (hole) => [hole, 'ANYTHING'],
    ),
  );
  return WITHOUT_LINES.flatMap((key) =>
    [1, 2].map((count) => {
      const said = say(key, { ...holes, count }).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      return new RegExp(`^${said.replaceAll('ANYTHING', '.+')}$`, 's');
    }),
  );
}

/** Whether a rule states a hop: as its own, or as one step of its route, over stops that not everybody makes. */
function states(rule: UpgradeRule, from: string, to: string): boolean {
  if (rule.status === 'not-supported') return false;
  const stops = rule.via.map(({ product }) => product);
  const way = (start: string) => [start, ...stops, rule.to];
  return rule.from.some((start) => {
    const [first, last] = [way(start).indexOf(from), way(start).indexOf(to)];
    const passed = rule.via.slice(first, last - 1);
    return first >= 0 && last > first && passed.every(({ when }) => when.kind !== 'always');
  });
}

describe('what an answer asserts, on every pack', () => {
  it('stands with its lines in brackets, and those are among the citations of its part', () => {
    const patterns = patternsOf();
    ofEveryAnswer(({ answer, reply }) => {
      if (answer.verdict === 'clarify' || answer.verdict === 'chat') return;
      partsOf(answer).forEach((part, i) => {
        const document = reply.documents[i];
        if (document === undefined || document.verdict === 'clarify') return;
        for (const sentence of sentencesOf(document)) {
          if (sentence.citations.length === 0)
            expect(
              patterns.some((pattern) => pattern.test(sentence.text)),
              sentence.text,
            ).to.equal(true);
          expect(part.text).to.include(sentence.text);
          expect(part.citations).to.deep.include.members([...sentence.citations]);
        }
      });
    });
  });

  it('has no line in brackets that is not cited', () => {
    ofEveryAnswer(({ answer }) => {
      for (const { text, citations } of partsOf(answer)) {
        const cited = new Set(citations.map((citation) => citeLines(citation, false)));
        const shown = [...text.matchAll(/ \[([\d–, ]+)\](?=$|[ \n])/gm)].flatMap(([, lines = '']) =>
          lines.split(', '),
        );
        for (const lines of shown) expect(cited, text).to.include(lines);
      }
    });
  });

  it('has a citation with everything that programs read', () => {
    ofEveryAnswer(({ answer }) => {
      for (const part of [answer, ...answer.parts]) {
        const items = [
          ...part.hops.flatMap((hop) => [hop, ...hop.issues, ...hop.requirements]),
          ...part.alternatives,
          ...part.references,
          ...part.nearest,
        ];
        for (const { citations } of items) {
          expect(citations, JSON.stringify(items)).not.to.deep.equal([]);
          for (const index of citations) expect(part.citations[index]).not.to.equal(undefined);
        }
      }
    });
  });

  it('cites for an issue, a requirement and a hop the statement itself', () => {
    ofEveryAnswer(({ knowledge, answer }) => {
      for (const part of partsOf(answer)) {
        for (const { id, citations } of part.hops.flatMap((hop) => [...hop.issues, ...hop.requirements])) {
          const own = knowledge.rules.get(id)?.citations ?? [];
          expect(citations.map((index) => part.citations[index])).to.have.deep.members([...own]);
        }
      }
    });
  });
});

describe('the path of an answer, on every pack', () => {
  it('is made of stated hops only', () => {
    ofEveryAnswer(({ knowledge, answer }) => {
      const rules = [...knowledge.rules.values()].filter((rule) => rule.kind === 'upgrade');
      for (const { path } of partsOf(answer)) {
        path.slice(1).forEach((to, i) => {
          const from = path[i] ?? '';
          expect(
            rules.some((rule) => states(rule, from, to)),
            `${from} → ${to}`,
          ).to.equal(true);
        });
      }
    });
  });

  it('goes from what is installed to the target, by way of no history', () => {
    ofEveryAnswer(({ knowledge, answer }) => {
      for (const { path, facts } of partsOf(answer)) {
        const [start] = path;
        const end = path.at(-1);
        if (start === undefined || end === undefined) continue;
        const among = (value: string | readonly string[] | undefined) =>
          value === undefined || value === 'unknown' ? [...knowledge.products.keys()] : [value].flat();
        expect(among(facts['installed'])).to.include(start);
        expect(among(facts['target'])).to.include(end);
        expect(new Set(path).size).to.equal(path.length);
      }
    });
  });

  it('and the facts of a part are its own where several are listed', () => {
    ofEveryAnswer(({ answer }) => {
      if (answer.verdict !== 'list') return;
      for (const { path, facts } of answer.parts) {
        if (path.length > 0) expect([facts['installed']].flat()).to.include(path[0]);
      }
      const starts = answer.parts.map(({ facts }) => JSON.stringify([facts['installed'], facts['target']]));
      expect(new Set(starts).size).to.equal(starts.length);
    });
  });
});

describe('the kind of an answer, on every pack', () => {
  it('goes with its verdict', () => {
    ofEveryAnswer(({ answer }) => {
      for (const { kind, verdict, question } of [answer, ...answer.parts]) {
        const kinds: Readonly<Partial<Record<AnswerPart['verdict'], AnswerPart['kind']>>> = {
          clarify: 'question',
          depends: 'question',
          'not-covered': 'not-covered',
          chat: 'chat',
        };
        expect(kind, verdict).to.equal(kinds[verdict] ?? 'answer');
        if (kind === 'not-covered') expect(question).to.equal(null);
      }
    });
  });

  it('not covered has no path, no hop, no other way, and cites only what is nearest and where to ask', () => {
    ofEveryAnswer(({ answer }) => {
      for (const part of partsOf(answer)) {
        if (part.kind !== 'not-covered') continue;
        expect(part).to.deep.include({ path: [], hops: [], alternatives: [] });
        const used = [...part.nearest, ...part.references].flatMap(({ citations }) => [...citations]);
        expect([...new Set(used)].sort((a, b) => a - b)).to.deep.equal(part.citations.map((_, i) => i));
      }
    });
  });

  it('other way has no path and no hop: it is never one', () => {
    ofEveryAnswer(({ answer }) => {
      for (const part of partsOf(answer))
        if (part.verdict === 'alternative') expect(part).to.deep.include({ path: [], hops: [] });
    });
  });

  it('is the first part at the top, with the citations of all', () => {
    ofEveryAnswer(({ answer, reply }) => {
      const [first] = answer.parts;
      if (first === undefined) return;
      expect(answer.path).to.deep.equal(first.path);
      expect(answer.hops).to.deep.equal(first.hops);
      const all = reply.documents.flatMap(citationsIn);
      expect(uniqueCitations(answer.citations)).to.deep.include.members([...uniqueCitations(all)]);
    });
  });
});
