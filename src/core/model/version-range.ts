import { compareVersions, parseVersion, type Version } from './version.ts';

type Comparator = '>=' | '>' | '<=' | '<' | '=';
type Bound = readonly [Comparator, Version];

/** A set of versions: those that meet every bound. */
export interface VersionRange {
  readonly text: string;
  readonly bounds: readonly Bound[];
}

const BOUND = /^(>=|<=|>|<|=)?(.+)$/;

/**
 * Parses `5.7.x` (the release line 5.7), `>=5.7 <6`, or a plain version. Bounds are separated by spaces, and all must
 * be met. Undefined if the text is not a range.
 */
export function parseVersionRange(text: string): VersionRange | undefined {
  const bounds: Bound[] = [];
  for (const word of text.trim().split(/\s+/)) {
    const read = parseLine(word) ?? parseBound(word);
    if (read === undefined) return undefined;
    bounds.push(...read);
  }
  return { text: text.trim(), bounds };
}

/** Whether the range contains the version. */
export function rangeContains(range: VersionRange, version: Version): boolean {
  return range.bounds.every(([comparator, bound]) => holds(comparator, compareVersions(version, bound)));
}

function parseLine(word: string): Bound[] | undefined {
  const line = /^(.+)\.[x*]$/i.exec(word)?.[1];
  const from = line === undefined ? undefined : parseVersion(line);
  const last = from?.parts.at(-1);
  if (from === undefined || last === undefined || from.preRelease !== undefined) return undefined;
  const next = parseVersion([...from.parts.slice(0, -1), last + 1].join('.'));
  return next === undefined
    ? undefined
    : [
        ['>=', from],
        ['<', next],
      ];
}

function parseBound(word: string): Bound[] | undefined {
  const match = BOUND.exec(word);
  const version = match?.[2] === undefined ? undefined : parseVersion(match[2]);
  return version === undefined ? undefined : [[comparatorOf(match?.[1]), version]];
}

function comparatorOf(text: string | undefined): Comparator {
  return text === '>=' || text === '>' || text === '<=' || text === '<' ? text : '=';
}

function holds(comparator: Comparator, order: number): boolean {
  switch (comparator) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
  }
}
