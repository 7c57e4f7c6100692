import type { Citation } from '../contract/index.ts';
import { citeLines, memoize, type AnswerContext } from '../core/index.ts';
import { withCachedJson } from '../turn/index.ts';
import { cutText } from './text/cut-text.ts';
import { escapeMarkdown, joinMarkdownLines } from './text/markdown.ts';

/** A footnote for one or more citations. */
export interface Footnote {
  /** The number in the text. */
  readonly position: number;
  /** The lines as plain text prints them in brackets: "18", "18–20", "notes.md 18". */
  readonly labels: readonly string[];
  readonly name: string;
  /** The page of the lines on our own server: path, query and fragment. */
  readonly place: string;
  /** The cited sentences. */
  readonly quotes: readonly string[];
}

/** Teams refuses a message with more footnotes (status 400). */
const MOST_FOOTNOTES = 20;
const LONGEST_NAME = 80;
const LONGEST_ABSTRACT = 160;

/** The message entity with the footnotes of an answer's citations; none if there are no citations. Each is made once. */
export function citationEntities(
  context: AnswerContext,
  citations: readonly Citation[],
  withFullQuote: boolean,
) {
  return (withFullQuote ? fullEntities : shortEntities)(context)(citations);
}

const fullEntities = memoize((context: AnswerContext) => memoize(entitiesOf(context, true)));
const shortEntities = memoize((context: AnswerContext) => memoize(entitiesOf(context, false)));

function entitiesOf(context: AnswerContext, withFullQuote: boolean) {
  return (citations: readonly Citation[]) => {
    const footnotes = footnotesOf(context, citations);
    return footnotes.length === 0 ? [] : [withCachedJson(citationEntity(footnotes, withFullQuote))];
  };
}

/**
 * The footnotes of a text. With one source a footnote's position is its first line: `[18]` is line 18 of the readme. With
 * several sources, two of which may have a line 18, positions count from 1 in reading order. Citations that begin at the
 * same line share a footnote.
 */
export function footnotesOf(
  { knowledge, words }: AnswerContext,
  citations: readonly Citation[],
): readonly Footnote[] {
  const several = knowledge.sources.length > 1;
  const found = new Map<string, Footnote>();
  for (const citation of citations) {
    const [line] = citation.lines;
    const label = citeLines(citation, several);
    const key = several ? label : String(line);
    const earlier = found.get(key);
    if (earlier !== undefined) {
      const labels = [...new Set([...earlier.labels, label])];
      found.set(key, { ...earlier, labels, quotes: [...new Set([...earlier.quotes, citation.quote])] });
    } else if (found.size < MOST_FOOTNOTES) {
      const position = several ? found.size + 1 : line;
      const name = words.say('card.footnote', { source: citation.source, lines: citeLines(citation, false) });
      found.set(key, {
        position,
        labels: [label],
        name: cutText(name, LONGEST_NAME),
        place: placeOf(knowledge.id, citation),
        quotes: [citation.quote],
      });
    }
  }
  return [...found.values()];
}

/** The page of the vendor's text in the cited edition; a later edition may have other lines. */
function placeOf(pack: string, { source, edition, lines: [first, last] }: Citation): string {
  const path = [pack, ...source.split('/')].map(encodeURIComponent).join('/');
  const lines = first === last ? `L${first}` : `L${first}-L${last}`;
  return `/sources/${path}?edition=${encodeURIComponent(edition)}#${lines}`;
}

/**
 * Plain text as Markdown in which the lines in brackets are footnote marks. `[18, 22]` becomes `[18] [22]`: without the space
 * Markdown would read a link. `[18–20]` becomes `[18]`, because Teams and Web Chat match a bare number only; the footnote's
 * name gives all its lines.
 */
export function markFootnotes(text: string, footnotes: readonly Footnote[]): string {
  const positions = new Map(footnotes.flatMap((note) => note.labels.map((label) => [label, note.position])));
  const lines = text.split('\n').map((line) =>
    line
      .split(/(\[[^[\]]+\])/u)
      .map((piece, i) => (i % 2 === 0 ? escapeMarkdown(piece) : markBracket(piece, positions)))
      .join(''),
  );
  return joinMarkdownLines(lines);
}

/** The footnote marks for a bracket; other brackets, such as a vendor's "[sic]", stay text. */
function markBracket(bracket: string, positions: ReadonlyMap<string, number>): string {
  const marks = bracket
    .slice(1, -1)
    .split(', ')
    .map((label) => positions.get(label));
  if (marks.some((mark) => mark === undefined)) return escapeMarkdown(bracket);
  return [...new Set(marks)].map((mark) => `[${String(mark)}]`).join(' ');
}

/** The footnotes as Markdown link definitions, from which Web Chat makes its list. Other renderers show nothing of them. */
export function footnoteDefinitions(footnotes: readonly Footnote[]): string {
  return footnotes
    .map(({ position, name }) => `[${position}]: cite:${position} "${name.replace(/["\\]/gu, '\\$&')}"`)
    .join('\n');
}

/**
 * The message entity that carries the footnotes. It is not marked as AI-generated, because nothing of it is. Its form follows
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content (name ≤ 80, abstract ≤ 160
 * characters, ≤ 20 citations, position = the [number] in the text) and BotFramework-WebChat's docs/CITATION.md (`@id` is "",
 * position = the identifier of the link definition, `text` is shown when the footnote is opened). `isBasedOn` is read by our
 * own chat page only: on other sites the path would lead nowhere.
 */
export function citationEntity(footnotes: readonly Footnote[], withFullQuote: boolean) {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    citation: footnotes.map(({ position, name, place, quotes }) => ({
      '@type': 'Claim',
      position,
      appearance: {
        '@type': 'DigitalDocument',
        name,
        abstract: cutText(quotes.join(' … '), LONGEST_ABSTRACT),
        // In Teams `text` is a stringified card, so the quote goes there for Web Chat only.
        ...(withFullQuote
          ? {
              encodingFormat: 'text/markdown',
              text: escapeMarkdown(quotes.join(' … ')),
              isBasedOn: place,
            }
          : {}),
      },
    })),
  };
}
