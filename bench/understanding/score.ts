import type { Expectation } from '../../src/content/index.ts';
import type { FoundLine } from './line-finder.ts';

/** What a question calls for: one of these lines of the readme, or no line at all. */
export type Wanted =
  { readonly kind: 'lines'; readonly lines: ReadonlySet<number> } | { readonly kind: 'silence' };

/** Verdicts of an answer that tells the user nothing out of the readme as the answer to the question. */
const SILENT: ReadonlySet<string> = new Set(['not-covered', 'clarify', 'chat']);

/** How a line finder did on one question. */
export type Score = 'right' | 'wrong' | 'missed';

/**
 * What a case calls for of a tool that finds lines; undefined where it names neither a line nor silence. Lines that a
 * silent answer shows as the nearest are no answer.
 */
export function wantedBy({ kind, verdict, cites = [] }: Expectation): Wanted | undefined {
  if (SILENT.has(verdict ?? kind ?? '')) return { kind: 'silence' };
  return cites.length === 0 ? undefined : { kind: 'lines', lines: new Set(cites) };
}

/**
 * Scores what a tool gives when it shows at most `most` lines that reach the threshold: right where one of them is
 * wanted, or where silence is wanted and there is none; wrong where it shows lines and none of them is wanted; missed
 * where it shows nothing although a line is wanted.
 */
export function scoreFound(
  wanted: Wanted,
  found: readonly FoundLine[],
  most: number,
  threshold: number,
): Score {
  const shown = found.slice(0, most).filter(({ score }) => score >= threshold);
  if (shown.length === 0) return wanted.kind === 'silence' ? 'right' : 'missed';
  return wanted.kind === 'lines' && shown.some(({ line }) => wanted.lines.has(line)) ? 'right' : 'wrong';
}

/** A question with what it calls for and what a tool found. */
export interface Found {
  readonly wanted: Wanted;
  readonly found: readonly FoundLine[];
}

/**
 * The threshold with which a tool has the most right on these very questions, and of several such the one with the
 * fewest wrong: the best that could be chosen with the answers in hand.
 */
export function bestThreshold(questions: readonly Found[], most: number): number {
  const thresholds = [...new Set(questions.flatMap(({ found }) => found.map(({ score }) => score)))];
  let best = { threshold: Infinity, right: -1, wrong: 0 };
  for (const threshold of [...thresholds, Infinity]) {
    const scores = questions.map(({ wanted, found }) => scoreFound(wanted, found, most, threshold));
    const right = count(scores, 'right');
    const wrong = count(scores, 'wrong');
    if (right > best.right || (right === best.right && wrong < best.wrong))
      best = { threshold, right, wrong };
  }
  return best.threshold;
}

export function count(scores: readonly Score[], which: Score): number {
  return scores.filter((score) => score === which).length;
}
