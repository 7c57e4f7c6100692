import { join, resolve, sep } from 'node:path';
import type { Source } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import { isText, readText, type ReadText } from '../reading/read-text.ts';
import type { WrittenPack, WrittenSource } from '../schemas/pack-schema.ts';
import { indexQuotes, type QuoteIndex } from './quote-index.ts';

/** A source that could be read, its text indexed for quotes. */
export interface IndexedSource {
  readonly source: Source;
  readonly place: Place;
  readonly quotes: QuoteIndex;
  /** The sha256 of the text as it is now, where it is not the one in the pack. */
  readonly changed: string | undefined;
  /** Which entry of the not normative lines a line is listed in. */
  readonly notNormativeAt: ReadonlyMap<number, number>;
}

/** Every source by its file name; undefined for those that could not be read (which is reported). */
export type Sources = ReadonlyMap<string, IndexedSource | undefined>;

/** Reads the vendor's texts of a pack. */
export function linkSources(
  root: string,
  folder: string,
  pack: WrittenPack,
  place: Place,
  report: Report,
): Sources {
  const sources = new Map<string, IndexedSource | undefined>();
  for (const [i, written] of pack.sources.entries()) {
    const at = inside(place, 'sources', i);
    if (sources.has(written.file)) {
      report(issueAt(inside(at, 'file'), `the source "${written.file}" is listed already`, 'list it once'));
      continue;
    }
    const text = readSource(root, folder, written, at, report);
    sources.set(written.file, text === undefined ? undefined : toSource(written, text, at, report));
  }
  return sources;
}

function readSource(
  root: string,
  folder: string,
  written: WrittenSource,
  at: Place,
  report: Report,
): ReadText | undefined {
  const place = inside(at, 'file');
  if (!resolve(root, written.file).startsWith(resolve(root) + sep)) {
    report(
      issueAt(
        place,
        `the source "${written.file}" is not in the folder of the pack`,
        'put a copy of it there',
      ),
    );
    return undefined;
  }
  const read = readText(join(root, written.file), root, `${folder}/${written.file}`);
  if (isText(read)) return read;
  if (read.what === 'the file is missing') {
    report(
      issueAt(
        place,
        `the source "${written.file}" is missing`,
        'put it into the folder of the pack, or correct its name',
      ),
    );
  } else report(read);
  return undefined;
}

function toSource(
  written: WrittenSource,
  { text, sha256 }: ReadText,
  at: Place,
  report: Report,
): IndexedSource {
  const lines = text.split(/\r?\n/);
  // The empty text after the last line break is not a line.
  if (lines.at(-1) === '') lines.pop();
  if (written.sha256 === undefined) {
    report(issueAt(at, 'the key "sha256" is missing', `add "sha256: ${sha256}"`));
  }
  const { file, title, edition } = written;
  const notNormativeAt = readNotNormative(written, lines, at, report);
  const entries = written['not-normative'];
  const notNormative = new Map(
    [...notNormativeAt].map(([line, entry]) => [line, entries[entry]?.reason ?? '']),
  );
  return {
    source: { file, title, edition, sha256, lines, notNormative },
    place: at,
    quotes: indexQuotes(lines),
    notNormativeAt,
    changed: written.sha256 === undefined || written.sha256.toLowerCase() === sha256 ? undefined : sha256,
  };
}

function readNotNormative(
  written: WrittenSource,
  lines: readonly string[],
  at: Place,
  report: Report,
): ReadonlyMap<number, number> {
  const listedIn = new Map<number, number>();
  for (const [i, entry] of written['not-normative'].entries()) {
    const place = inside(at, 'not-normative', i, 'lines');
    const [first = 0, last = first] = String(entry.lines).split('-').map(Number);
    const refuse = (what: string, fix: string): void => report(issueAt(place, what, fix));
    if (first < 1 || last < first || last > lines.length) {
      refuse(
        `${written.file} has no lines ${first}-${last}`.replace(`lines ${first}-${first}`, `line ${first}`),
        `its lines are 1 to ${lines.length}`,
      );
      continue;
    }
    for (let line = first; line <= last; line++) {
      // A blank line inside of a range is no mistake; one that is named alone is.
      const blank = lines[line - 1]?.trim() === '';
      if (blank && first === last)
        refuse(`line ${line} of ${written.file} is blank`, 'take it out of the list');
      else if (listedIn.has(line))
        refuse(`line ${line} of ${written.file} is listed already`, 'list it once');
      else if (!blank) listedIn.set(line, i);
    }
  }
  return listedIn;
}
