import type { Version } from '../model/version.ts';
import { type Lexicon } from './lexicon.ts';
import { longestPhrase, type Meaning } from './phrase-trie.ts';
import { readVersion } from './products-of-version.ts';
import { COMMA, PERCENT, QUESTION, STOP, type Token } from './tokenize.ts';

/** A stretch of a message: a known phrase, a version number, punctuation, or words that mean nothing to the pack. */
export interface Segment {
  readonly kind: 'phrase' | 'version' | 'comma' | 'stop' | 'word';
  readonly meanings: readonly Meaning[];
  readonly version: Version | undefined;
  /** Token indexes, the end not included. */
  readonly from: number;
  readonly to: number;
  readonly norm: string;
  readonly capital: boolean;
}

/** Cuts a message into the longest phrases that the lexicon knows, from left to right. Linear in its words. */
export function segment(lexicon: Lexicon, tokens: readonly Token[]): readonly Segment[] {
  const segments: Segment[] = [];
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i];
    if (token === undefined) break;
    const phrase = phraseAt(lexicon, tokens, i);
    const length = phrase?.length ?? 1;
    const version =
      phrase === undefined && !isQuantity(lexicon, tokens, i) ? readVersion(token.norm) : undefined;
    const kind =
      phrase !== undefined
        ? 'phrase'
        : version !== undefined
          ? 'version'
          : token.norm === COMMA || token.norm === PERCENT
            ? 'comma'
            : token.norm === STOP || token.norm === QUESTION
              ? 'stop'
              : 'word';
    segments.push({
      kind,
      meanings: phrase?.meanings ?? NOTHING,
      version,
      from: i,
      to: i + length,
      norm: token.norm,
      capital: token.capital,
    });
    i += length;
  }
  return segments;
}

/** "5 users", "100%": a whole number with what it counts right behind it. A year is none. */
function isQuantity({ units }: Lexicon, tokens: readonly Token[], at: number): boolean {
  const [here, next] = [tokens[at], tokens[at + 1]];
  return (
    next !== undefined &&
    (next.norm === PERCENT || units.has(next.norm)) &&
    /^\d+$/.test(here?.norm ?? '') &&
    !/^(?:19|20)\d\d$/.test(here?.norm ?? '')
  );
}

/** The longest phrase at a place; a filler gives way to a longer name behind it ("MS" before "BackOffice Small Business"). */
function phraseAt(lexicon: Lexicon, tokens: readonly Token[], at: number): ReturnType<typeof longestPhrase> {
  const phrase = longestPhrase(lexicon, tokens, at);
  if (phrase === undefined || phrase.length < 2) return phrase;
  const alone = longestPhrase(lexicon, tokens.slice(at, at + 1), 0);
  if (alone?.meanings.some(({ kind }) => kind === 'filler') !== true) return phrase;
  const behind = longestPhrase(lexicon, tokens, at + 1);
  return behind !== undefined && behind.length + 1 > phrase.length ? alone : phrase;
}

export function meaningOf<K extends Meaning['kind']>(
  part: Segment | undefined,
  kind: K,
): Extract<Meaning, { kind: K }> | undefined {
  // A loop and no `find`: it runs for every word and every kind, and a closure for each is most of what reading allocates.
  for (const meaning of part?.meanings ?? NOTHING) if (isOf(meaning, kind)) return meaning;
  return undefined;
}

export function means(part: Segment | undefined, kind: Meaning['kind']): boolean {
  return meaningOf(part, kind) !== undefined;
}

const NOTHING: readonly Meaning[] = [];

function isOf<K extends Meaning['kind']>(
  meaning: Meaning,
  kind: K,
): meaning is Extract<Meaning, { kind: K }> {
  return meaning.kind === kind;
}
