import type { Knowledge } from '../model/knowledge.ts';
import type { Family } from '../model/product.ts';
import { parseVersion, versionKey, type Version } from '../model/version.ts';
import { rangeContains } from '../model/version-range.ts';
import type { Mention } from './mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';
import { normalizePhrase } from './tokenize.ts';

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
    mentions.push(mention);
    i = Math.max(mention.to, i + 1);
  }
  return mentions;
}

type Say = (from: Segment, to: Segment) => string;

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
  const versions = versionsFrom(segments, at + (edition === undefined ? 1 : 2));
  const last = segments[versions.to - 1];
  if (start === undefined || last === undefined) throw new Error('A family mention without a segment.');
  if (versions.found.length === 0) {
    const strange = strangeName(segments, at + 1);
    if (strange !== undefined) {
      const end = segments[strange - 1] ?? start;
      return outside(say(start, end), undefined, at, strange);
    }
    return { ...nothing(at, at + 1), products: family.products, wholeFamily: family.id };
  }
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

/** "4.5", "version 4.5", "4.0 and 4.5", "4.0/4.5" from a place on. */
function versionsFrom(segments: readonly Segment[], from: number): { found: readonly Version[]; to: number } {
  const found: Version[] = [];
  let to = from;
  let i = from;
  for (;;) {
    while (means(segments[i], 'filler')) i += 1;
    const version = segments[i]?.version;
    if (version === undefined) break;
    found.push(version);
    to = i + 1;
    i = to;
    if (!means(segments[i], 'joiner') && segments[i]?.kind !== 'comma') break;
    while (means(segments[i], 'joiner') || segments[i]?.kind === 'comma') i += 1;
  }
  return { found, to };
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
  return products.length > 0
    ? whole
    : { ...outside(version.text, undefined, at, at + 1), bare: version.text };
}

/** Beyond this many families a version that none declares is not looked for in their ranges. */
const MOST_RANGED = 100;

function productsOfAnyFamily(knowledge: Knowledge, version: Version): readonly string[] {
  const { byVersion, ranged } = knowledge.productIndex;
  const exact = byVersion.get(versionKey(version));
  if (exact !== undefined || ranged.size > MOST_RANGED) return exact ?? [];
  return [...ranged.values()].flatMap((products) =>
    products
      .filter(({ matches }) => matches !== undefined && rangeContains(matches, version))
      .map(({ id }) => id),
  );
}

/** A number that is plainly a version: "4.5" or a year. */
export function isWritten(version: string): boolean {
  return version.includes('.') || /^(?:19|20)\d\d$/.test(version);
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

/** A service pack behind a release keeps it the release; another edition or release makes it something else. */
function withSuffix(
  knowledge: Knowledge,
  products: readonly string[],
  segments: readonly Segment[],
  from: number,
  to: number,
  say: Say,
): Mention {
  const suffix = suffixAt(segments, to);
  const next = segments[suffix];
  const start = segments[from];
  if (next !== undefined && start !== undefined && means(next, 'service-pack')) {
    const end = segments[suffix + 1]?.kind === 'version' ? suffix + 2 : suffix + 1;
    return { ...nothing(from, end), products, servicePack: say(next, segments[end - 1] ?? next) };
  }
  if (next !== undefined && start !== undefined && means(next, 'qualifier')) {
    const ofEdition = products.filter((id) => isEdition(knowledge.products.get(id)?.edition, next));
    if (ofEdition.length > 0) return { ...nothing(from, suffix + 1), products: ofEdition };
    const family = knowledge.products.get(products[0] ?? '')?.family;
    return outside(say(start, next), family, from, suffix + 1);
  }
  return { ...nothing(from, to), products };
}

function isEdition(edition: string | undefined, { norm }: Segment): boolean {
  return edition !== undefined && normalizePhrase(edition)[0] === norm;
}

/** Where a suffix would stand: "Windows Server 2003, Enterprise Edition" has a comma before it. */
function suffixAt(segments: readonly Segment[], to: number): number {
  let at = to;
  while (segments[at]?.kind === 'comma' || (means(segments[at], 'filler') && !means(segments[at], 'cue')))
    at += 1;
  return means(segments[at], 'qualifier') || means(segments[at], 'service-pack') ? at : to;
}

/**
 * The family's products of that version; where none is, those that stand for a range with it, and else those that are
 * meant when the dot is left out ("45" for 4.5).
 */
export function productsOfVersion(knowledge: Knowledge, family: Family, version: Version): readonly string[] {
  const exact = productsOfExactVersion(knowledge, family, version);
  if (exact.length > 0 || !/^\d{2,3}$/.test(version.text)) return exact;
  const dotted = parseVersion([...version.text].join('.'));
  return dotted === undefined ? [] : productsOfExactVersion(knowledge, family, dotted);
}

function productsOfExactVersion(knowledge: Knowledge, family: Family, version: Version): readonly string[] {
  const { byVersion, ranged } = knowledge.productIndex;
  const exact = (byVersion.get(versionKey(version)) ?? []).filter(
    (id) => knowledge.products.get(id)?.family === family.id,
  );
  if (exact.length > 0) return exact;
  return (ranged.get(family.id) ?? [])
    .filter(({ matches }) => matches !== undefined && rangeContains(matches, version))
    .map(({ id }) => id);
}

function outside(said: string, family: string | undefined, from: number, to: number): Mention {
  return { ...nothing(from, to), outside: { said, family } };
}

function nothing(from: number, to: number): Mention {
  return {
    products: [],
    outside: undefined,
    servicePack: undefined,
    bare: undefined,
    wholeFamily: undefined,
    from,
    to,
  };
}
