import { ms, printTable } from '../table.ts';
import { timing } from '../measure.ts';
import { askTools, type AskedTool } from './ask-tools.ts';
import type { AskedPack } from './packs-with-cases.ts';
import { questionsOf, type ScoredQuestion } from './scored-questions.ts';
import { bestThreshold, count, scoreFound, type Score } from './score.ts';

/** How a tool did on all questions, in their order, with its best threshold. */
interface Scored {
  readonly name: string;
  readonly tool: string;
  /** The one best line, and the three best; for Waymark, its whole answer counts both times. */
  readonly best: readonly Score[];
  readonly three: readonly Score[];
  readonly median: number;
}

/** Puts the cases' first messages to Waymark and to tools that find lines of the readme, side by side. */
export async function benchComparison(packs: readonly AskedPack[], short: boolean): Promise<void> {
  const questions = questionsOf(packs);
  const { waymark, tools } = await askTools(packs, questions, short ? 1 : 5);
  const scores: readonly Score[] = waymark.map(({ score }) => score);
  const rows: readonly Scored[] = [
    {
      name: 'Waymark',
      tool: 'Waymark',
      best: scores,
      three: scores,
      median: timing(waymark.flatMap(({ times }) => times)).median,
    },
    ...tools.map((tool) => scoreTool(questions, tool)),
  ];
  printAll(questions, rows);
  printKinds(questions, rows);
}

function scoreTool(questions: readonly ScoredQuestion[], { kind, found, times }: AskedTool): Scored {
  const answered = questions.map(({ wanted }, i) => ({ wanted, found: found[i] ?? [] }));
  const scored = (most: number): readonly Score[] => {
    const threshold = bestThreshold(answered, most);
    return answered.map((each) => scoreFound(each.wanted, each.found, most, threshold));
  };
  return {
    name: `${kind.tool}: ${kind.settings}`,
    tool: kind.tool,
    best: scored(1),
    three: scored(3),
    median: timing(times).median,
  };
}

function printAll(questions: readonly ScoredQuestion[], rows: readonly Scored[]): void {
  const silent = questions.filter(({ wanted }) => wanted.kind === 'silence').length;
  printTable(
    `The same ${questions.length} questions (${questions.length - silent} with an answer in the text, ${silent} without), each with its pack's text`,
    [
      '',
      'right, best line',
      'wrong',
      'right, three lines',
      'wrong',
      'silent where it must be (three lines)',
      'median, ms',
    ],
    rows.map(({ name, best, three, median }) => [
      name,
      share(best, 'right'),
      share(best, 'wrong'),
      share(three, 'right'),
      share(three, 'wrong'),
      share(
        three.filter((_, i) => questions[i]?.wanted.kind === 'silence'),
        'right',
      ),
      ms(median),
    ]),
  );
}

/** Of each tool the settings with the most right; three lines shown. */
function printKinds(questions: readonly ScoredQuestion[], rows: readonly Scored[]): void {
  const tools = [...new Set(rows.map(({ tool }) => tool))];
  const shown = tools.flatMap((tool) =>
    rows
      .filter((each) => each.tool === tool)
      .sort((a, b) => count(b.three, 'right') - count(a.three, 'right'))
      .slice(0, 1),
  );
  const kinds = [...new Set(questions.map(({ kind }) => kind))].sort();
  printTable(
    'By the verdict that is expected: right / wrong, three lines shown, each tool with the settings that have the most right',
    ['', 'questions', ...shown.map(({ tool }) => tool)],
    kinds.map((kind) => {
      const of = (scores: readonly Score[]) => scores.filter((_, i) => questions[i]?.kind === kind);
      return [
        kind,
        String(questions.filter((each) => each.kind === kind).length),
        ...shown.map(({ three }) => `${share(of(three), 'right')} / ${share(of(three), 'wrong')}`),
      ];
    }),
  );
}

function share(scores: readonly Score[], which: Score): string {
  return scores.length === 0 ? '–' : `${((count(scores, which) / scores.length) * 100).toFixed(0)} %`;
}
