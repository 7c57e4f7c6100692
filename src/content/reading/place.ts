import type { ContentIssue } from '../issues/content-issue.ts';
import type { Step, YamlFile } from './yaml-file.ts';

/** A value in a file, by the keys and list positions that lead to it. Its line is looked up only for an issue. */
export interface Place {
  readonly file: YamlFile;
  readonly path: readonly Step[];
}

/** The place of a value inside the value at `place`. */
export function inside(place: Place, ...steps: readonly Step[]): Place {
  return { file: place.file, path: [...place.path, ...steps] };
}

/** An issue at a place. Its line is looked up when it is first asked for: of many issues only a few are listed. */
export function issueAt(
  place: Place,
  what: string,
  fix: string,
  part: 'key' | 'value' = 'value',
): ContentIssue {
  const { file, path } = place;
  let found: { readonly line: number; readonly column: number } | undefined;
  const locate = () => (found ??= file.locate(path, part));
  return {
    file: file.name,
    get line() {
      return locate().line;
    },
    get column() {
      return locate().column;
    },
    what,
    fix,
  };
}

/** The place as issues name it in passing: `backoffice/rules.yaml:41:9`. */
export function formatPlace(place: Place): string {
  const { line, column } = place.file.locate(place.path);
  return `${place.file.name}:${line}:${column}`;
}

/** The items of "one, or a list of them", each with its place. */
export function asList<T>(written: T | readonly T[], place: Place): readonly (readonly [T, Place])[] {
  return isList(written) ? written.map((item, i) => [item, inside(place, i)] as const) : [[written, place]];
}

function isList<T>(written: T | readonly T[]): written is readonly T[] {
  return Array.isArray(written);
}
