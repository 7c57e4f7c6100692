import { isEveryday } from './everyday-words.ts';
import type { NameWords } from './find-unnamed-component.ts';
import type { Mention } from './mention.ts';
import type { RoledMention } from './roled-mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** No name that we have seen is longer. */
const MOST_WORDS = 4;

/**
 * Things that a message names beside the product that is to be upgraded and that the pack does not know: "Exchange 5.5
 * from BackOffice 4.5", "BackOffice 4.5 with Exchange and SQL". The advice on the product says nothing of them.
 */
export function findCompanions(
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  words: NameWords,
): Companions {
  const products = roled.filter(({ mention, role }) => role === 'installed' && mention.products.length > 0);
  if (products.length === 0) return { names: [], alone: false };
  const starts = new Set(products.map(({ mention }) => mention.from));
  const found: string[] = [];
  let alone = !roled.some(({ role }) => role === 'target');
  for (let i = -1; i < segments.length; i++) {
    const beside = i >= 0 && means(segments[i], 'beside');
    const opens = i < 0 || meaningOf(segments[i], 'flow')?.ends === 'advice';
    if (!beside && !opens) continue;
    const names = namesFrom(segments, i + 1, words);
    if (!beside && !isPartOf(segments, names.to, starts)) continue;
    found.push(...names.said);
    alone &&= i < 0 && meaningOf(segments[names.to], 'cue')?.role === 'at';
  }
  return { names: found, alone: alone && found.length > 0 };
}

/** What stands beside a product, and whether nothing but that is asked about: "Exchange on BackOffice 4.5". */
export interface Companions {
  readonly names: readonly string[];
  readonly alone: boolean;
}

/**
 * Mentions without those that stand beside the product that is upgraded and are no side of the upgrade: what it comes
 * with, and what it sits on, where another target is named behind.
 */
export function withoutCompanions(
  segments: readonly Segment[],
  mentions: readonly Mention[],
): readonly Mention[] {
  return mentions.filter((mention, i) => {
    const before = mentions[i - 1];
    const next = mentions[i + 1];
    if (mention.outside === undefined || mention.outside.family !== undefined) return true;
    if (next === undefined || before?.products.length === 0) return true;
    const between = segments.slice(before?.to ?? 0, mention.from);
    // "With Exchange, from X …": what stands in front of both sides is none of them.
    const goal = before === undefined ? 'installed' : 'target';
    const leads = segments.slice(mention.to, next.from).some((part) => meaningOf(part, 'cue')?.role === goal);
    const isBeside = between.some((part) => means(part, 'beside') || meaningOf(part, 'cue')?.role === 'at');
    return !(leads && isBeside && between.length <= MOST_BETWEEN && next.products.length > 0);
  });
}

/** "BackOffice 4.5 running on NT": so many words at most lead from a product to what stands beside it. */
const MOST_BETWEEN = 6;

/** A list of names: "Exchange 5.5, SQL Server and Proxy". */
function namesFrom(
  segments: readonly Segment[],
  from: number,
  words: NameWords,
): { readonly said: readonly string[]; readonly to: number } {
  const said: string[] = [];
  let to = from;
  let at = from;
  for (;;) {
    while (means(segments[at], 'article') || means(segments[at], 'filler')) at += 1;
    let end = at;
    while (end - at < MOST_WORDS && isNamePart(segments[end], end > at, words)) end += 1;
    const [first, last] = [segments[at], segments[end - 1]];
    const named = segments.slice(at, end).some((part) => part.kind === 'version' || part.capital);
    if (end === at || first === undefined || last === undefined || !named) return { said, to };
    said.push(words.say(first, last));
    to = at = end;
    if (segments[at]?.kind !== 'comma' && !means(segments[at], 'joiner')) return { said, to };
    while (segments[at]?.kind === 'comma' || means(segments[at], 'joiner')) at += 1;
  }
}

function isNamePart(
  part: Segment | undefined,
  inside: boolean,
  { generic, everyday, say }: NameWords,
): boolean {
  if (part === undefined) return false;
  if (inside && (part.kind === 'version' || generic.has(part.norm))) return true;
  return (
    part.kind === 'word' && /\p{L}/u.test(part.norm) && !isEveryday(everyday, part.norm, say(part, part))
  );
}

/** "Exchange from BackOffice": a cue that leads from the part to the whole. */
function isPartOf(segments: readonly Segment[], at: number, starts: ReadonlySet<number>): boolean {
  const part = segments[at];
  const leads = meaningOf(part, 'cue')?.role === 'installed' || meaningOf(part, 'cue')?.role === 'at';
  if (!leads && part?.norm !== 'of') return false;
  let next = at + 1;
  while (means(segments[next], 'filler')) next += 1;
  return starts.has(next);
}
