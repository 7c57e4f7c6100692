import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Family } from '../model/product.ts';
import type { Version } from '../model/version.ts';
import { productsOfAnyFamily, productsOfVersion } from './products-of-version.ts';
import { means, type Segment } from './segment.ts';

/** "4.5", "version 4.5", "4.0 and 4.5", "4.0/4.5" from a place on. */
export function versionsFrom(segments: readonly Segment[], from: number): VersionList {
  const found: Version[] = [];
  const ends: number[] = [];
  let to = from;
  let i = from;
  for (;;) {
    while (means(segments[i], 'filler') || (found.length === 0 && isRange(segments[i]))) i += 1;
    const version = segments[i]?.version;
    if (version === undefined) break;
    found.push(version);
    to = i + 1;
    ends.push(to);
    i = to;
    if (!means(segments[i], 'joiner') && segments[i]?.kind !== 'comma') break;
    while (means(segments[i], 'joiner') || segments[i]?.kind === 'comma') i += 1;
  }
  return { found, ends, to };
}

/** Versions that are counted up, with where each ends. */
export interface VersionList {
  readonly found: readonly Version[];
  readonly ends: readonly number[];
  readonly to: number;
}

/** "SBS 4.5, then 2003": a further number that is another family's release, and none of this one, is not counted. */
export function ofFamily(knowledge: Knowledge, family: Family, list: VersionList): VersionList {
  const cut = list.found.findIndex(
    (version, i) =>
      i > 0 &&
      productsOfVersion(knowledge, family, version).length === 0 &&
      productsOfAnyFamily(knowledge, version).length > 0,
  );
  const to = cut < 0 ? undefined : list.ends[cut - 1];
  return to === undefined ? list : { found: list.found.slice(0, cut), ends: list.ends.slice(0, cut), to };
}

/**
 * "4 . 5" and "4 5": a whole number with another number right behind it may be one release torn apart. It is never read
 * as the release of its first half. Returns where it ends.
 */
export function tornVersion(segments: readonly Segment[], at: number): number | undefined {
  const here = segments[at]?.version;
  if (here === undefined || here.parts.length > 1) return undefined;
  const behind = segments[at + 1]?.kind === 'stop' ? at + 2 : at + 1;
  const next = segments[behind]?.version;
  return next !== undefined && next.text.length < 3 ? behind + 1 : undefined;
}

/** "X before 4.5": a range between a family and its version. */
function isRange(part: Segment | undefined): boolean {
  return means(part, 'older') || means(part, 'newer');
}
