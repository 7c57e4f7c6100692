import type { Citation, SourceName } from '../../../contract/index.ts';

/** Lines of a vendor's text that can be shown beside the answer. */
export interface CitedLines {
  readonly file: string;
  readonly edition: string;
  readonly first: number;
  readonly last: number;
}

/** A piece of a sentence: words, or cited lines. */
export type Run =
  | { readonly kind: 'words'; readonly text: string }
  | { readonly kind: 'lines'; readonly label: string; readonly lines: CitedLines };

/** The sources that brackets can refer to. */
export interface Citable {
  readonly citations: readonly Citation[];
  readonly sources: readonly SourceName[];
}

/**
 * Splits a sentence like "Not supported. [18, 22]" into words and cited lines. A bracket that refers to no line of a
 * known source stays words: it may be part of anyone's text.
 */
export function splitCitations(text: string, citable: Citable): readonly Run[] {
  const runs: Run[] = [];
  let done = 0;
  for (const bracket of text.matchAll(/\[([^[\]]{1,200})\]/g)) {
    const found = (bracket[1] ?? '').split(', ').map((label) => ({ label, lines: resolve(label, citable) }));
    const known = found.flatMap(({ label, lines }): Run[] =>
      lines === undefined ? [] : [{ kind: 'lines', label, lines }],
    );
    if (known.length < found.length) continue;
    const before = text.slice(done, bracket.index).trimEnd();
    if (before !== '') runs.push({ kind: 'words', text: before });
    runs.push(...known);
    done = bracket.index + bracket[0].length;
  }
  const rest = text.slice(done);
  return rest === '' ? runs : [...runs, { kind: 'words', text: rest }];
}

/** Reads "18", "18–20" or, if there are several sources, "notes.md 18". */
function resolve(label: string, { citations, sources }: Citable): CitedLines | undefined {
  const [, file, from, to] = /^(?:(.+) )?(\d{1,7})(?:–(\d{1,7}))?$/.exec(label) ?? [];
  if (from === undefined) return undefined;
  const first = Number(from);
  const last = Number(to ?? from);
  const cited = citations.find(
    ({ source, lines }) => lines[0] === first && lines[1] === last && (file === undefined || file === source),
  );
  if (cited !== undefined) return { file: cited.source, edition: cited.edition, first, last };
  const source =
    file === undefined && sources.length > 1
      ? undefined
      : sources.find((one) => file === undefined || one.file === file);
  return source === undefined ? undefined : { file: source.file, edition: source.edition, first, last };
}
