import { playCase, unmetExpectations } from '../../src/content/index.ts';
import type { Answer } from '../../src/contract/index.ts';
import { ask } from '../../src/core/index.ts';
import { falseAssertions } from '../../test/packs/false-assertions.ts';
import { FUSE } from './fuse-lines.ts';
import type { FinderKind, FoundLine, LineFinder } from './line-finder.ts';
import { MINI_SEARCH } from './mini-search-lines.ts';
import { NLP_JS } from './nlpjs-lines.ts';
import type { AskedPack } from './packs-with-cases.ts';
import type { ScoredQuestion } from './scored-questions.ts';
import { scoreFound, type Score } from './score.ts';

/** What a tool found for each question, in their order, and how long each took. */
export interface AskedTool {
  readonly kind: FinderKind;
  readonly found: readonly (readonly FoundLine[])[];
  readonly times: readonly number[];
}

/** How Waymark did on a question, and how long it took. */
export interface AskedWaymark {
  readonly score: Score;
  readonly times: readonly number[];
}

const KINDS: readonly FinderKind[] = [...MINI_SEARCH, ...FUSE, ...NLP_JS];

/** Asks all tools one after the other for each question, in `rounds` that count after one to warm up. */
export async function askTools(
  packs: readonly AskedPack[],
  questions: readonly ScoredQuestion[],
  rounds: number,
): Promise<{ readonly waymark: readonly AskedWaymark[]; readonly tools: readonly AskedTool[] }> {
  const tools = await Promise.all(KINDS.map((kind) => prepareAll(kind, packs)));
  const waymark = questions.map((question) => ({
    score: scoreWaymark(question),
    times: new Array<number>(),
  }));
  for (let round = 0; round <= rounds; round++) {
    for (const [i, { pack, text }] of questions.entries()) {
      const own = await timed(() => ask(pack.advisor, { turns: [text] }));
      if (round > 0) waymark[i]?.times.push(own.time);
      for (const { finders, found, times } of tools) {
        const finder = finders.get(pack);
        if (finder === undefined) throw new Error(`a tool was not given the text of ${pack.knowledge.id}`);
        const one = await timed(() => finder.find(text));
        found[i] = one.result;
        if (round > 0) times.push(one.time);
      }
    }
  }
  return { waymark, tools };
}

async function prepareAll(kind: FinderKind, packs: readonly AskedPack[]) {
  const finders = new Map<AskedPack, LineFinder>();
  for (const pack of packs) {
    const lines = pack.knowledge.sources.flatMap((source) =>
      source.lines.map((text, i) => ({ line: i + 1, text })).filter(({ text }) => text.trim() !== ''),
    );
    finders.set(pack, await kind.prepare(lines));
  }
  return { kind, finders, found: new Array<readonly FoundLine[]>(), times: new Array<number>() };
}

/**
 * Waymark is right only where the whole expectation of the case is met. It is wrong where it asserts something false,
 * and also where it gives an answer although silence is wanted, or only lines that are not wanted.
 */
function scoreWaymark({ pack, each, wanted }: ScoredQuestion): Score {
  const [held] = playCase(pack.advisor, each);
  if (held?.reply === undefined) throw new Error(`${each.place}: the case has no reply`);
  if (unmetExpectations(held).length === 0) return 'right';
  if (falseAssertions(pack.knowledge, held.turn.expect, held.reply).length > 0) return 'wrong';
  const shown = linesOf(held.reply.answer);
  return scoreFound(wanted, shown, shown.length, 0) === 'wrong' ? 'wrong' : 'missed';
}

function linesOf({ kind, verdict, citations }: Answer): readonly FoundLine[] {
  if (kind !== 'answer' && verdict !== 'depends') return [];
  return citations.flatMap(({ lines: [first, last] }) =>
    Array.from({ length: last - first + 1 }, (_, i) => ({ line: first + i, score: 1 })),
  );
}

async function timed<T>(
  action: () => T | Promise<T>,
): Promise<{ readonly result: T; readonly time: number }> {
  const start = performance.now();
  const result = await action();
  return { result, time: performance.now() - start };
}
