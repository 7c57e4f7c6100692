import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Family } from '../model/product.ts';
import { ofFamily, tornVersion, versionsFrom } from './count-versions.ts';
import { isEdition, nothing, outside, withSuffix, type Say } from './make-mention.ts';
import type { Mention } from './mention.ts';
import { isWritten, productsOfAnyFamily, productsOfVersion } from './products-of-version.ts';
import { meaningOf, means, type Segment } from './segment.ts';
import { widenRange } from './widen-range.ts';

/** Finds everything in a product's place: named releases, families, bare versions, and products that the pack lacks. */
export function findMentions(
  knowledge: Knowledge,
  segments: readonly Segment[],
  text: (from: Segment, to: Segment) => string,
): readonly Mention[] {
  const mentions: Mention[] = [];
  let i = 0;
  while (i < segments.length) {
    const mention = mentionAt(knowledge, segments, i, text);
    if (mention === undefined) {
      i += 1;
      continue;
    }
    const widened = widenRange(knowledge, segments, mention, text);
    mentions.push(widened);
    i = Math.max(widened.to, i + 1);
  }
  return mentions;
}

function mentionAt(
  knowledge: Knowledge,
  segments: readonly Segment[],
  at: number,
  say: Say,
): Mention | undefined {
  const here = segments[at];
  const product = meaningOf(here, 'product');
  if (product !== undefined) return productMention(knowledge, product.id, segments, at, say);
  const family = knowledge.families.get(meaningOf(here, 'family')?.id ?? '');
  if (family !== undefined) return familyMention(knowledge, family, segments, at, say);
  // The release number of a component is no product's.
  if (here?.kind === 'version' && here.version !== undefined && !means(segments[at - 1], 'component'))
    return versionMention(knowledge, segments, at, say);
  return undefined;
}

/** A release, with further versions of its family behind it: "BackOffice Server 2.5 or 4.0". */
function productMention(
  knowledge: Knowledge,
  id: string,
  segments: readonly Segment[],
  at: number,
  say: Say,
): Mention {
  const family = knowledge.families.get(knowledge.products.get(id)?.family ?? '');
  const joined = means(segments[at + 1], 'joiner') || segments[at + 1]?.kind === 'comma';
  const more = joined && family !== undefined ? versionsFrom(segments, at + 2) : undefined;
  const others = (more?.found ?? []).flatMap((version) =>
    family === undefined ? [] : productsOfVersion(knowledge, family, version),
  );
  return others.length === 0 || more === undefined
    ? withSuffix(knowledge, [id], segments, at, at + 1, say)
    : withSuffix(knowledge, [...new Set([id, ...others])], segments, at, more.to, say);
}

/** A family with the versions named behind (or before) it; without any, the whole family. */
function familyMention(
  knowledge: Knowledge,
  family: Family,
  segments: readonly Segment[],
  at: number,
  say: Say,
): Mention {
  const start = segments[at];
  const edition =
    means(segments[at + 1], 'qualifier') && segments[at + 2]?.kind === 'version'
      ? segments[at + 1]
      : undefined;
  const versions = ofFamily(knowledge, family, versionsFrom(segments, at + (edition === undefined ? 1 : 2)));
  const last = segments[versions.to - 1];
  if (start === undefined || last === undefined) throw new Error('A family mention without a segment.');
  if (versions.found.length === 0) {
    const strange = strangeName(segments, at + 1);
    if (strange !== undefined) {
      const end = segments[strange - 1] ?? start;
      // "4.5a" is a release of the family, "Windows NT" another product.
      const release = /^v?\d/.test(segments[at + 1]?.norm ?? '');
      return outside(say(start, end), release ? family.id : undefined, at, strange);
    }
    return { ...nothing(at, at + 1), products: family.products, wholeFamily: family.id };
  }
  const torn = tornVersion(segments, versions.to - 1);
  if (torn !== undefined) return outside(say(start, segments[torn - 1] ?? last), family.id, at, torn);
  const named = versions.found.map((version) => productsOfVersion(knowledge, family, version));
  if (named.some((products) => products.length === 0))
    return outside(say(start, last), family.id, at, versions.to);
  const products = [...new Set(named.flat())];
  const meant =
    edition === undefined
      ? products
      : products.filter((id) => isEdition(knowledge.products.get(id)?.edition, edition));
  if (edition !== undefined && meant.length === 0)
    return outside(say(start, last), family.id, at, versions.to);
  return withSuffix(knowledge, meant, segments, at, versions.to, say);
}

/** A capitalised or numbered word that is no part of the pack, right behind a family: "Windows NT 4.0", "Windows XP". */
function strangeName(segments: readonly Segment[], from: number): number | undefined {
  const next = segments[from];
  if (next?.kind !== 'word') return undefined;
  let end = from + 1;
  while (means(segments[end], 'filler') && !means(segments[end], 'cue')) end += 1;
  if (segments[end]?.kind === 'version') return end + 1;
  return next.capital ? from + 1 : undefined;
}

function versionMention(knowledge: Knowledge, segments: readonly Segment[], at: number, say: Say): Mention {
  const here = segments[at];
  const version = here?.version;
  if (here === undefined || version === undefined) throw new Error('A version mention without a version.');
  const owner = familyBehind(segments, at);
  const family = knowledge.families.get(owner?.family ?? '');
  if (family !== undefined && owner !== undefined) {
    const products = productsOfVersion(knowledge, family, version);
    const last = segments[owner.to - 1] ?? here;
    if (products.length === 0) return outside(say(last, last) + ' ' + version.text, family.id, at, owner.to);
    return withSuffix(knowledge, products, segments, at, owner.to, say);
  }
  const before = nameBefore(segments, at);
  if (before !== undefined && (segments[before]?.capital === true || isWritten(version.text)))
    return outside(say(segments[before] ?? here, here), undefined, before, at + 1);
  const products = productsOfAnyFamily(knowledge, version);
  const whole = { ...withSuffix(knowledge, products, segments, at, at + 1, say), bare: version.text };
  // "2019 Premium" is no 2019.
  if (products.length > 0 && whole.outside !== undefined) return { ...whole, bare: undefined };
  return products.length > 0
    ? whole
    : { ...outside(version.text, undefined, at, at + 1), bare: version.text };
}

/** "4.5 of BackOffice Server" */
function familyBehind(segments: readonly Segment[], at: number): { family: string; to: number } | undefined {
  let i = at + 1;
  while (means(segments[i], 'filler')) i += 1;
  const family = meaningOf(segments[i], 'family');
  if (family === undefined || segments[i + 1]?.kind === 'version') return undefined;
  return i === at + 1 && segments[i + 1]?.version !== undefined
    ? undefined
    : { family: family.id, to: i + 1 };
}

/**
 * Words of a name that the pack does not know, right before a version: "Exchange 5.5", "SQL Server 7.0". Names begin
 * with a capital letter where any of their words does: "my old Exchange 5.5" names "Exchange 5.5".
 */
function nameBefore(segments: readonly Segment[], at: number): number | undefined {
  let small: number | undefined;
  let capital: number | undefined;
  for (let i = at - 1; i >= Math.max(0, at - 4); i--) {
    const part = segments[i];
    if (part?.kind === 'word') {
      if (part.capital) capital = i;
      small = i;
    } else if (!means(part, 'filler') || means(part, 'cue')) break;
  }
  return capital ?? small;
}
