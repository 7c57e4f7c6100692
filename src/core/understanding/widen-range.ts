import type { Knowledge } from '../knowledge/knowledge.ts';
import { compareVersions, type Version } from '../model/version.ts';
import { outside, type Say } from './make-mention.ts';
import type { Mention } from './mention.ts';
import { means, type Segment } from './segment.ts';

type Range = 'older' | 'newer' | 'and-older' | 'and-newer';

/**
 * "X older than 4.5", "older than X 4.5", "X 4.0 and later": all releases of the family on that side. Where it has none
 * there, what was named is nothing that the pack names.
 */
export function widenRange(
  knowledge: Knowledge,
  segments: readonly Segment[],
  mention: Mention,
  say: Say,
): Mention {
  const range = mention.wholeFamily === undefined ? rangeAt(segments, mention) : undefined;
  const product = knowledge.products.get(mention.products[0] ?? '');
  const version = onlyVersion(knowledge, mention.products);
  const family = knowledge.families.get(product?.family ?? '');
  if (range === undefined || version === undefined || family === undefined) return mention;
  const products = family.products.filter((each) => {
    const other = knowledge.products.get(each)?.version;
    return other !== undefined && lies(range, compareVersions(other, version));
  });
  const to = range.startsWith('and') ? mention.to + 1 : mention.to;
  const [first, last] = [segments[mention.from], segments[to - 1]];
  return products.length === 0 && first !== undefined && last !== undefined
    ? outside(say(first, last), family.id, mention.from, to)
    : { ...mention, products, to };
}

/** The version of products that differ in nothing but their edition. */
function onlyVersion(knowledge: Knowledge, products: readonly string[]): Version | undefined {
  const versions = products.flatMap((id) => knowledge.products.get(id)?.version ?? []);
  const [first] = versions;
  return first !== undefined && versions.every((other) => compareVersions(first, other) === 0)
    ? first
    : undefined;
}

function rangeAt(segments: readonly Segment[], { from, to }: Mention): Range | undefined {
  for (const range of ['and-older', 'and-newer'] as const) if (means(segments[to], range)) return range;
  let before = from - 1;
  while (means(segments[before], 'filler')) before -= 1;
  for (const range of ['older', 'newer'] as const) {
    // "Before X 4.5 it was Y" tells when; "X before 4.5" which.
    if (means(segments[before], range) && !means(segments[before], 'cue-behind')) return range;
    if (segments.slice(from, to).some((part) => means(part, range))) return range;
  }
  return undefined;
}

function lies(range: Range, order: number): boolean {
  switch (range) {
    case 'older':
      return order < 0;
    case 'newer':
      return order > 0;
    case 'and-older':
      return order <= 0;
    case 'and-newer':
      return order >= 0;
  }
}
