import { expect } from 'chai';
import fc from 'fast-check';
import { z } from 'zod';
import {
  ANSWER_KINDS,
  COMPONENT_STATUSES,
  VERDICTS,
  type Answer,
  type AnswerPart,
} from '../../../src/contract/index.ts';
import { withLines, type Knowledge, type Reply, type Sentence } from '../../../src/core/index.ts';
import { realAdvisor } from '../../support/real-advisor.ts';
import { packs } from '../arbitraries.ts';
import { advisorOn, talk } from '../conversation.ts';
import { questions, typed } from '../questions-asked.ts';
import { propertyRuns } from '../../support/property-runs.ts';

// The contract of `waymark ask --json` and POST /api/ask: see docs/design.md. Nothing may be added, left out or null.

const id = z.string().regex(/^[a-z0-9][a-z0-9.-]*$/);
const text = z.string().min(1);
const indexes = z.array(z.int().min(0));
const certainty = { certainty: z.enum(['applies', 'depends']), condition: z.string() };

const hop = z.strictObject({
  from: id,
  to: id,
  basis: z.enum(['stated', 'implied']),
  ...certainty,
  citations: indexes.min(1),
  requirements: z.array(
    z.strictObject({ id, phase: z.enum(['before', 'after']), text, ...certainty, citations: indexes.min(1) }),
  ),
  issues: z.array(
    z.strictObject({
      id,
      label: text,
      status: z.enum(COMPONENT_STATUSES),
      ...certainty,
      citations: indexes.min(1),
    }),
  ),
});

const part = z.strictObject({
  kind: z.enum(ANSWER_KINDS),
  verdict: z.enum(VERDICTS),
  pack: id.nullable(),
  facts: z.record(id, z.union([text, z.array(text).min(2)])),
  path: z.array(id).refine((path) => path.length !== 1, 'a path has two ends'),
  hops: z.array(hop),
  alternatives: z.array(
    z.strictObject({
      steps: z.array(text).min(1),
      effect: z.string(),
      ...certainty,
      citations: indexes.min(1),
    }),
  ),
  references: z.array(
    z.strictObject({
      topic: text,
      url: text.optional(),
      contact: text.optional(),
      citations: indexes.min(1),
    }),
  ),
  nearest: z.array(z.strictObject({ text, citations: indexes.min(1) })),
  text,
  citations: z.array(
    z.strictObject({
      source: text,
      edition: text,
      lines: z.tuple([z.int().min(1), z.int().min(1)]),
      quote: text,
    }),
  ),
  question: z
    .strictObject({
      fact: id,
      prompt: text,
      choices: z.array(z.strictObject({ value: text, label: text })).min(1),
      why: text,
    })
    .nullable(),
});

const answerSchema = part.extend({
  parts: z.array(part).refine(({ length }) => length !== 1, 'one part is no list'),
});

const builtQuestions = fc
  .tuple(
    fc.constantFrom('Alpha 1', 'Alpha 2', 'Alpha', 'Beta 1', 'Omega 8', 'Gamma 7'),
    fc.constantFrom('Omega 9', 'Omega 8', 'Alpha 3', 'Mailer'),
  )
  .map((ends) => ends.join(' to '));

/** So many conversations are held; the seed is another one each time, and what it leads to is the same for every check. */
const RUNS = { seed: Math.floor(Math.random() * 2 ** 31), unbiased: false };
const REAL_RUNS = { ...RUNS, numRuns: propertyRuns(700) };
const BUILT_RUNS = { ...RUNS, numRuns: propertyRuns(250) };

/** Single questions and conversations on the shipped pack, and on random ones. */
const realTalks = fc.oneof(fc.tuple(questions), fc.array(typed, { minLength: 1, maxLength: 5 }));
const builtTalks = fc.tuple(packs, fc.array(builtQuestions, { minLength: 1, maxLength: 2 }));
const real = (texts: readonly string[]) => talk(realAdvisor(), texts).reply;
const built = ([pack, texts]: readonly [Knowledge, readonly string[]]) => talk(advisorOn(pack), texts).reply;

let replies: readonly Reply[] | undefined;

/** Checks a property of every answer. The answers are made once for all checks; one that fails is made smaller. */
function ofEveryReply(check: (reply: Reply) => void): void {
  replies ??= [...fc.sample(realTalks, REAL_RUNS).map(real), ...fc.sample(builtTalks, BUILT_RUNS).map(built)];
  try {
    replies.forEach(check);
  } catch (error) {
    fc.assert(
      fc.property(realTalks, (texts) => check(real(texts))),
      REAL_RUNS,
    );
    fc.assert(
      fc.property(builtTalks, (talked) => check(built(talked))),
      BUILT_RUNS,
    );
    throw error;
  }
}

const partsOf = (answer: Answer): readonly AnswerPart[] => [answer, ...answer.parts];

function indexesOf(answer: AnswerPart): readonly number[] {
  const items = [
    ...answer.hops.flatMap((one) => [one, ...one.requirements, ...one.issues]),
    ...answer.alternatives,
    ...answer.references,
    ...answer.nearest,
  ];
  return items.flatMap(({ citations }) => [...citations]);
}

const folded = (written: string) => written.replace(/\s+/g, ' ').trim();

describe('every answer', () => {
  it('has the agreed shape, with nothing missing and nothing more', () => {
    ofEveryReply(({ answer }) => {
      const { error } = answerSchema.safeParse(JSON.parse(JSON.stringify(answer)));
      expect(error?.issues ?? []).to.deep.equal([]);
    });
  });

  it('cites by indexes that are there', () => {
    ofEveryReply(({ answer }) => {
      for (const one of partsOf(answer)) {
        for (const index of indexesOf(one)) expect(index).to.be.lessThan(one.citations.length);
      }
    });
  });

  it('gives each citation once, and none that nothing rests on', () => {
    ofEveryReply(({ answer }) => {
      const keys = answer.citations.map((citation) => JSON.stringify(citation));
      expect(new Set(keys).size).to.equal(keys.length);
      const pointedTo = new Set(indexesOf(answer).map((index) => keys[index]));
      if (answer.verdict === 'chat') return;
      for (const [i, { lines }] of answer.citations.entries()) {
        const inText = new RegExp(
          `\\[(?:[^\\]]*, )?${lines.filter((line, at) => at === 0 || line !== lines[0]).join('–')}[,\\]]`,
        );
        expect(pointedTo.has(keys[i]) || inText.test(answer.text), keys[i]).to.equal(true);
      }
    });
  });

  it('quotes words that really stand on the lines it names', () => {
    ofEveryReply(({ answer, context: { knowledge } }) => {
      for (const { source, lines, quote, edition } of answer.citations) {
        const found = knowledge.sources.find(({ file }) => file === source);
        expect(found?.edition).to.equal(edition);
        expect(folded((found?.lines ?? []).slice(lines[0] - 1, lines[1]).join(' '))).to.include(
          folded(quote),
        );
      }
    });
  });

  it('is an answer only with a citation for what it asserts', () => {
    ofEveryReply(({ answer }) => {
      for (const { kind, citations, verdict } of partsOf(answer)) {
        if (kind === 'answer' && verdict !== 'list') expect(citations, verdict).not.to.deep.equal([]);
      }
    });
  });

  it('has the path that its hops make', () => {
    ofEveryReply(({ answer }) => {
      for (const { path, hops } of partsOf(answer)) {
        expect(hops.map(({ from, to }) => [from, to])).to.deep.equal(
          path.slice(1).map((to, i) => [path[i], to]),
        );
      }
    });
  });

  it('spells out the condition of whatever depends, and of nothing else', () => {
    ofEveryReply(({ answer }) => {
      for (const { hops, alternatives } of partsOf(answer)) {
        const items = [
          ...hops,
          ...hops.flatMap((one) => [...one.issues, ...one.requirements]),
          ...alternatives,
        ];
        for (const item of items) expect(item.condition !== '').to.equal(item.certainty === 'depends');
      }
    });
  });

  it('asserts nothing where it is not covered: no path, no hop, no other way', () => {
    ofEveryReply(({ answer }) => {
      for (const one of partsOf(answer)) {
        expect(one.kind === 'not-covered').to.equal(one.verdict === 'not-covered');
        if (one.kind === 'not-covered') expect(one).to.deep.include({ path: [], hops: [] });
      }
    });
  });

  it('asks where it is a question of what is installed, and nowhere goes without a verdict', () => {
    ofEveryReply(({ answer }) => {
      if (answer.kind === 'question') expect(answer.verdict).to.be.oneOf(['clarify', 'depends']);
      if (answer.verdict === 'clarify') expect(answer.kind).to.equal('question');
    });
  });
});

/** Every sentence of a reply that a user reads. */
function sentencesOf({ documents }: Reply): readonly Sentence[] {
  return documents.flatMap((document) => [
    document.headline,
    ...document.notes,
    ...(document.lead === undefined ? [] : [document.lead]),
    ...document.steps.flatMap((step) => [
      ...(document.steps.length > 1 ? [step.step] : []),
      ...step.before,
      ...(step.lead === undefined ? [] : [step.lead]),
      ...step.issues,
      ...step.conditional,
      ...step.after,
    ]),
    ...document.points,
    ...document.alternatives.flatMap((block) => [block.lead, ...block.steps, block.unsaid]),
    ...document.references.map(({ said }) => said),
    ...document.nearest,
  ]);
}

describe('the text of every answer', () => {
  it('ends each sentence that asserts with its lines in brackets', () => {
    ofEveryReply((reply) => {
      if (reply.answer.kind === 'question' && reply.answer.verdict === 'clarify') return;
      for (const sentence of sentencesOf(reply)) {
        expect(reply.answer.text).to.include(withLines(reply.context, sentence));
      }
    });
  });

  it('has no id, no hole left open, no empty bracket and no doubled space', () => {
    ofEveryReply(({ answer, context: { knowledge } }) => {
      if (answer.kind === 'chat') return;
      const said = answer.text.replace(/http\S+/g, 'address');
      const ids = [...knowledge.products.keys(), ...knowledge.rules.keys()].filter((one) =>
        /[a-z]-[a-z0-9]/.test(one),
      );
      expect(said).not.to.match(/undefined|null|NaN|\[object|\[\]|\(\)|\[ |\{[a-z]| [.,:;]|\.\.|“”/);
      expect(said.replace(/\n +/g, '\n').replace(/“[^”]*”/g, 'quoted')).not.to.match(/ {2}| $/m);
      for (const one of ids) expect(said).not.to.include(one);
    });
  });

  it('is the text of all parts where there are several', () => {
    ofEveryReply(({ answer }) => {
      for (const { text: said } of answer.parts) expect(answer.text).to.include(said);
    });
  });

  it('closes with its source and edition', () => {
    ofEveryReply(({ answer }) => {
      if (answer.kind === 'answer' || answer.kind === 'not-covered')
        expect(answer.text.split('\n').at(-1)).to.match(/^Source: .+, edition .+/);
    });
  });

  it('is hardly longer than the longest model answer: 180 words a part besides addresses, lines and quotes', () => {
    ofEveryReply(({ answer, context: { knowledge } }) => {
      if (answer.kind === 'chat' || knowledge.id === 'pack') return;
      for (const { text: said } of answer.parts.length > 0 ? answer.parts : [answer]) {
        const bare = said.replace(/\[[\d, –]+\]|http\S+|“[^”]*”|^Source: .*$/gm, '');
        expect(bare.split(/\s+/).filter((word) => /\w/.test(word)).length).to.be.at.most(180);
      }
    });
  });
});
