import type { Citation } from '../../contract/index.ts';
import { uniqueCitations } from '../model/citation.ts';
import type { Source } from '../knowledge/knowledge.ts';
import { saySource } from './say-source.ts';
import type { AnswerContext } from './answer-context.ts';

/** How many lines are shown before and after a quoted one; blank lines do not count. */
const NEIGHBOURS = 1;

/** The cited lines of the vendor's text with the lines around them, numbered. Cited lines are marked with ">". */
export function showSource({ knowledge, words }: AnswerContext, citations: readonly Citation[]): string {
  const blocks = knowledge.sources.flatMap((source) => {
    const quoted = uniqueCitations(citations.filter((citation) => citation.source === source.file));
    if (quoted.length === 0) return [];
    const file = saySource(words, 'chat.source.file', source);
    return [[file, ...numberedLines(source, quoted)].join('\n')];
  });
  return [words.say('chat.source.lead'), ...blocks].join('\n');
}

function numberedLines(source: Source, quoted: readonly Citation[]): readonly string[] {
  const marked = new Set<number>();
  for (const { lines } of quoted) for (let line = lines[0]; line <= lines[1]; line++) marked.add(line);
  const shown = new Set(
    [...marked].flatMap((line) => [line, ...neighbours(source, line, -1), ...neighbours(source, line, 1)]),
  );
  const ordered = [...shown].sort((a, b) => a - b);
  const width = String(ordered.at(-1) ?? 0).length;
  return ordered.flatMap((line, i) => {
    const gap = i > 0 && between(source, ordered[i - 1] ?? line, line) ? ['  …'] : [];
    const mark = marked.has(line) ? '>' : ' ';
    return [...gap, `${mark} ${String(line).padStart(width)}  ${(source.lines[line - 1] ?? '').trim()}`];
  });
}

/** The numbers of the nearest lines in one direction that are not blank. */
function neighbours(source: Source, line: number, step: 1 | -1): readonly number[] {
  const found: number[] = [];
  for (let at = line + step; at >= 1 && at <= source.lines.length && found.length < NEIGHBOURS; at += step) {
    if ((source.lines[at - 1] ?? '').trim() !== '') found.push(at);
  }
  return found;
}

/** Whether there is a line between two that is not blank: then "…" is shown. */
function between(source: Source, first: number, second: number): boolean {
  return source.lines.slice(first, second - 1).some((line) => line.trim() !== '');
}
