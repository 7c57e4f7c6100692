import type { Knowledge } from '../knowledge/knowledge.ts';
import type { RoledMention } from './roled-mention.ts';
import { means, type Segment } from './segment.ts';
import { normalizePhrase } from './tokenize.ts';

/**
 * Editions that stand apart from their release: "the Enterprise edition of 2022", "Standard 2022", "from 2022 to 2025,
 * both Standard". One right before a release is that release's; one that stands alone is everybody's. Only releases
 * that the pack has in several editions are narrowed.
 */
export function applyEditions(
  knowledge: Knowledge,
  segments: readonly Segment[],
  roled: readonly RoledMention[],
): readonly RoledMention[] {
  if (!segments.some((part) => means(part, 'qualifier'))) return roled;
  const inside = new Set(roled.flatMap(({ mention: { from, to } }) => indexes(from, to)));
  const apart = segments.flatMap((part, i) =>
    means(part, 'qualifier') && !inside.has(i) ? [{ edition: part.norm, at: i }] : [],
  );
  if (apart.length === 0) return roled;
  const apartAt = new Map(apart.map((each) => [each.at, each]));
  const owned = new Set<number>();
  const narrowed = roled.map((each) => {
    const before = apartAt.get(withoutFillers(segments, each.mention.from) - 1);
    if (before === undefined) return each;
    owned.add(before.at);
    return withEdition(knowledge, each, before.edition);
  });
  const [left, ...others] = apart.filter(({ at }) => !owned.has(at));
  const switched =
    left === undefined ? undefined : switchEditions(knowledge, narrowed, left.edition, others[0]?.edition);
  if (switched !== undefined) return switched;
  return left === undefined || others.length > 0
    ? narrowed
    : narrowed.map((each) => withEdition(knowledge, each, left.edition));
}

/** "Switch X from Standard to Enterprise": two editions of a family that is named without a release. */
function switchEditions(
  knowledge: Knowledge,
  roled: readonly RoledMention[],
  from: string,
  to: string | undefined,
): readonly RoledMention[] | undefined {
  const whole = roled.find(({ mention }) => mention.wholeFamily !== undefined);
  if (whole === undefined || to === undefined || roled.length > 1) return undefined;
  const [installed, target] = [withEdition(knowledge, whole, from), withEdition(knowledge, whole, to)];
  return installed === whole || target === whole
    ? undefined
    : [
        { ...installed, role: 'installed' },
        { ...target, role: 'target' },
      ];
}

/** Where the fillers right before a place begin. */
function withoutFillers(segments: readonly Segment[], to: number): number {
  let from = to;
  while (
    means(segments[from - 1], 'filler') &&
    !means(segments[from - 1], 'cue') &&
    !means(segments[from - 1], 'qualifier')
  )
    from -= 1;
  return from;
}

function indexes(from: number, to: number): readonly number[] {
  return Array.from({ length: to - from }, (_, i) => from + i);
}

function withEdition(knowledge: Knowledge, each: RoledMention, edition: string): RoledMention {
  const { products } = each.mention;
  const meant = products.filter((id) => {
    const own = knowledge.products.get(id)?.edition;
    return own !== undefined && normalizePhrase(own)[0] === edition;
  });
  return meant.length === 0 ? each : { ...each, mention: { ...each.mention, products: meant } };
}
