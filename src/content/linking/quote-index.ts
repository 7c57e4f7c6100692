/** Where a quote stands in a text, and how the text itself spells it. Lines count from 1. */
export interface Span {
  readonly lines: readonly [number, number];
  readonly text: string;
}

/** Finds quotes in one text without reading all of it for each. White space is folded on both sides. */
export interface QuoteIndex {
  /** Every place of the quote, at most one for each line that it begins on. */
  find(quote: string): readonly Span[];
  /** The line that shares most with a quote that is not in the text. */
  nearestLine(quote: string): { readonly line: number; readonly text: string } | undefined;
}

/** A text as words: word `i` is `words[i]`, on line `lines[i]` (from 0) at column `columns[i]` (from 0). */
interface WordList {
  readonly words: readonly string[];
  readonly lines: readonly number[];
  readonly columns: readonly number[];
  /** Every place of a word in `words`. */
  readonly at: ReadonlyMap<string, readonly number[]>;
}

/** Indexes a text by its words. */
export function indexQuotes(lines: readonly string[]): QuoteIndex {
  const list = listWords(lines);
  return {
    find: (quote) => {
      const wanted = quote.trim().split(/\s+/);
      const spans = new Map<number, Span>();
      for (const start of candidates(wanted, list)) {
        const span = spanAt(start, wanted, list, lines);
        if (span !== undefined && !spans.has(span.lines[0])) spans.set(span.lines[0], span);
      }
      return [...spans.values()];
    },
    nearestLine: (quote) => nearestLine(quote, list, lines),
  };
}

function listWords(lines: readonly string[]): WordList {
  const words: string[] = [];
  const lineOf: number[] = [];
  const columns: number[] = [];
  const at = new Map<string, number[]>();
  for (const [line, text] of lines.entries()) {
    for (const match of text.matchAll(/\S+/g)) {
      const [word] = match;
      const places = at.get(word);
      if (places === undefined) at.set(word, [words.length]);
      else places.push(words.length);
      words.push(word);
      lineOf.push(line);
      columns.push(match.index);
    }
  }
  return { words, lines: lineOf, columns, at };
}

/**
 * Positions at which the quote may begin. Between its first and last word, which may be parts of words of the text,
 * the words of a quote are words of the text: the rarest of them leads to the fewest positions.
 */
function candidates(wanted: readonly string[], list: WordList): Iterable<number> {
  let rarest: { offset: number; places: readonly number[] } | undefined;
  for (let offset = 1; offset < wanted.length - 1; offset++) {
    const places = list.at.get(wanted[offset] ?? '') ?? [];
    if (rarest === undefined || places.length < rarest.places.length) rarest = { offset, places };
  }
  if (rarest === undefined) return list.words.keys();
  const { offset, places } = rarest;
  return places.map((place) => place - offset);
}

function spanAt(
  start: number,
  wanted: readonly string[],
  list: WordList,
  lines: readonly string[],
): Span | undefined {
  const end = start + wanted.length - 1;
  const [first, last] = [wanted[0] ?? '', wanted.at(-1) ?? ''];
  const [firstWord, lastWord] = [list.words[start], list.words[end]];
  if (firstWord === undefined || lastWord === undefined) return undefined;
  const single = start === end;
  if (single ? !firstWord.includes(first) : !firstWord.endsWith(first) || !lastWord.startsWith(last))
    return undefined;
  for (let i = 1; i < wanted.length - 1; i++) if (list.words[start + i] !== wanted[i]) return undefined;
  const inWord = single ? firstWord.indexOf(first) : firstWord.length - first.length;
  const [fromLine, toLine] = [list.lines[start] ?? 0, list.lines[end] ?? 0];
  const from = (list.columns[start] ?? 0) + inWord;
  const to = (list.columns[end] ?? 0) + (single ? inWord : 0) + last.length;
  return { lines: [fromLine + 1, toLine + 1], text: cut(lines, fromLine, from, toLine, to) };
}

function cut(lines: readonly string[], fromLine: number, from: number, toLine: number, to: number): string {
  if (fromLine === toLine) return (lines[fromLine] ?? '').slice(from, to);
  const between = lines.slice(fromLine + 1, toLine);
  return [(lines[fromLine] ?? '').slice(from), ...between, (lines[toLine] ?? '').slice(0, to)].join('\n');
}

/** A word that occurs more often is ignored: it says little about a line, and looking at all its places is slow. */
const COMMON = 1000;

/** Each word shared with a line counts by how rare it is (its inverse frequency); the best line has the most. */
function nearestLine(
  quote: string,
  list: WordList,
  lines: readonly string[],
): { line: number; text: string } | undefined {
  const score = new Map<number, number>();
  let best: number | undefined;
  for (const word of new Set(quote.trim().split(/\s+/))) {
    const places = list.at.get(word) ?? [];
    if (places.length > COMMON) continue;
    for (const line of new Set(places.map((place) => list.lines[place] ?? 0))) {
      const sum = (score.get(line) ?? 0) + 1 / places.length;
      score.set(line, sum);
      if (best === undefined || sum > (score.get(best) ?? 0)) best = line;
    }
  }
  return best === undefined ? undefined : { line: best + 1, text: lines[best] ?? '' };
}
