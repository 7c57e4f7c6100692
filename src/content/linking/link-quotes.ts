import type { Citation } from '../../contract/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { didYouMean } from '../issues/nearest.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenQuote } from '../schemas/rules-schema.ts';
import { eitherOf, shorten } from '../issues/shorten.ts';
import type { Sources } from './link-sources.ts';
import type { Span } from './quote-index.ts';

interface Found {
  readonly file: string;
  readonly edition: string;
  readonly span: Span;
}

/** Finds each quote in the sources; those that are not there, or not there only once, are reported. */
export function linkQuotes(
  quotes: readonly WrittenQuote[],
  place: Place,
  sources: Sources,
  report: Report,
): readonly Citation[] {
  return quotes.flatMap((written, i) => {
    const citation = linkQuote(written, inside(place, i), sources, report);
    return citation === undefined ? [] : [citation];
  });
}

function linkQuote(
  written: WrittenQuote,
  place: Place,
  sources: Sources,
  report: Report,
): Citation | undefined {
  const { quote, line, source } = typeof written === 'string' ? { quote: written } : written;
  if (source !== undefined && !sources.has(source)) {
    const fix = didYouMean(source, sources.keys(), `the sources are ${[...sources.keys()].join(', ')}`);
    report(issueAt(inside(place, 'source'), `unknown source "${source}"`, fix));
    return undefined;
  }
  const searched = source === undefined ? [...sources.keys()] : [source];
  // A source that could not be read is reported itself; the quote may well be in it.
  const unread = searched.some((file) => sources.get(file) === undefined);
  const found = searched.flatMap((file) => findIn(file, quote, sources));
  const onLine = line === undefined ? found : found.filter(({ span }) => span.lines[0] === line);
  const [only, another] = onLine;
  if (only !== undefined && another === undefined) {
    return { source: only.file, edition: only.edition, lines: only.span.lines, quote: only.span.text };
  }
  if (only !== undefined) report(ambiguous(onLine, place));
  else if (found.length > 0) report(wrongLine(found, line, place));
  else if (!unread) report(notFound(quote, searched, sources, place));
  return undefined;
}

function findIn(file: string, quote: string, sources: Sources): readonly Found[] {
  const indexed = sources.get(file);
  if (indexed === undefined) return [];
  return indexed.quotes.find(quote).map((span) => ({ file, edition: indexed.source.edition, span }));
}

function ambiguous(found: readonly Found[], place: Place): ReturnType<typeof issueAt> {
  const places = describePlaces(found);
  const files = new Set(found.map(({ file }) => file));
  const fix =
    files.size > 1
      ? `say which by "source:" and "line:"`
      : `say which by { quote: …, line: ${found[0]?.span.lines[0] ?? 1} }`;
  return issueAt(place, `the quote is in the text ${found.length} times, on ${places}`, fix);
}

function wrongLine(
  found: readonly Found[],
  line: number | undefined,
  place: Place,
): ReturnType<typeof issueAt> {
  const starts = [...new Set(found.map(({ span }) => `"line: ${span.lines[0]}"`))];
  const what = `the quote does not begin on line ${line ?? 0} but on ${describePlaces(found)}`;
  return issueAt(inside(place, 'line'), what, `write ${eitherOf(starts)}`);
}

function describePlaces(found: readonly Found[]): string {
  const files = [...new Set(found.map(({ file }) => file))];
  const parts = files.map((file) => {
    const lines = found.filter((one) => one.file === file).map(({ span }) => String(span.lines[0]));
    return `${lines.length === 1 ? 'line' : 'lines'} ${lines.join(', ').replace(/, (\d+)$/, ' and $1')} of ${file}`;
  });
  return parts.join(' and ');
}

function notFound(
  quote: string,
  searched: readonly string[],
  sources: Sources,
  place: Place,
): ReturnType<typeof issueAt> {
  for (const file of searched) {
    const nearest = sources.get(file)?.quotes.nearestLine(quote);
    if (nearest === undefined) continue;
    const fix = `the nearest line is ${nearest.line} ("${shorten(nearest.text)}")`;
    return issueAt(place, `quote not found in ${eitherOf(searched)}`, fix);
  }
  return issueAt(place, `quote not found in ${eitherOf(searched)}`, 'copy it from there, word for word');
}
