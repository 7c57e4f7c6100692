import type { Citation } from '../contract/index.ts';
import { citeLines, memoize, type AnswerContext } from '../core/index.ts';
import { keepJson } from '../turn/index.ts';
import { cutText } from './text/cut-text.ts';
import { escapeMarkdown, joinMarkdownLines } from './text/markdown.ts';

/** A citation as a footnote. Its position is the number that stands in the text. */
export interface Footnote {
  readonly position: number;
  /** The lines as plain text prints them in brackets: "18", "18–20", "notes.md 18". */
  readonly labels: readonly string[];
  readonly name: string;
  /** Where the lines can be read on our own server, as a path with query and fragment. */
  readonly place: string;
  /** The sentences of those lines that are cited. */
  readonly quotes: readonly string[];
}

/** Teams refuses a message with more (400). */
const MOST_FOOTNOTES = 20;
const LONGEST_NAME = 80;
const LONGEST_ABSTRACT = 160;

/** The one root message entity with the footnotes of an answer's citations, made once; none where there are none. */
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
    return footnotes.length === 0 ? [] : [keepJson(citationEntity(footnotes, withFullQuote))];
  };
}

/**
 * The footnotes of a text. With one source a footnote's position is its first line, so that `[18]` is still line 18 of
 * the readme; with several sources, where two can have a line 18, positions count from 1 in reading order. Positions
 * are unique: lines that begin alike share one.
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

/** The page of the vendor's text, with the edition that is cited: a later one may have other lines. */
function placeOf(pack: string, { source, edition, lines: [first, last] }: Citation): string {
  const path = [pack, ...source.split('/')].map(encodeURIComponent).join('/');
  const lines = first === last ? `L${first}` : `L${first}-L${last}`;
  return `/sources/${path}?edition=${encodeURIComponent(edition)}#${lines}`;
}

/**
 * Plain text as Markdown in which every cited line is a footnote mark. Several lines in one bracket become one mark
 * each, with a space between: `[18, 22]` → `[18] [22]` (without it Markdown reads one link, "18", to 22). Teams and Web
 * Chat both match the bare number only, so `[18–20]` becomes `[18]`; the footnote's name still gives all its lines.
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

/** Brackets that are not ours (a vendor's "[sic]") stay text. */
function markBracket(bracket: string, positions: ReadonlyMap<string, number>): string {
  const marks = bracket
    .slice(1, -1)
    .split(', ')
    .map((label) => positions.get(label));
  if (marks.some((mark) => mark === undefined)) return escapeMarkdown(bracket);
  return [...new Set(marks)].map((mark) => `[${String(mark)}]`).join(' ');
}

/** The link definitions by which Web Chat knows its footnotes; other Markdown shows nothing of them. */
export function footnoteDefinitions(footnotes: readonly Footnote[]): string {
  return footnotes
    .map(({ position, name }) => `[${position}]: cite:${position} "${name.replace(/["\\]/gu, '\\$&')}"`)
    .join('\n');
}

/**
 * The one root message entity that carries the footnotes. Not marked as AI-generated: nothing of it is. Sources:
 * learn.microsoft.com/microsoftteams/platform/bots/how-to/bot-messages-ai-generated-content (name ≤ 80, abstract ≤ 160
 * characters, ≤ 20 citations, position = the [number] in the text) and BotFramework-WebChat's docs/CITATION.md (`@id`
 * is "", position = the identifier of the link definition, `text` is shown when the footnote is opened). `isBasedOn` is
 * for our own chat page: elsewhere a path leads nowhere, and a `url` would be followed.
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
