import type { Lexicon } from './lexicon.ts';
import { STOP, type Token } from './tokenize.ts';

type Known = Pick<Lexicon, 'abbreviations' | 'vocabulary' | 'typos' | 'generic' | 'everyday' | 'wellSpelt'>;

/** A word that was read as another: a clipped or a mistyped one. */
export interface Correction {
  readonly said: string;
  readonly read: string;
}

/**
 * The words of a message in the forms that the lexicon knows: clipped words in full, "2k3" as the year 2003, mistyped
 * words as the one known word that is nearest. Numbers are never corrected.
 */
export function canonicalTokens(
  lexicon: Known,
  tokens: readonly Token[],
): { readonly tokens: readonly Token[]; readonly corrections: readonly Correction[] } {
  const corrections: Correction[] = [];
  const read: Token[] = [];
  tokens.forEach((token, i) => {
    if (isAbbreviationStop(lexicon, tokens, i)) return;
    const norm = isPossessive(token) ? token.norm : canonical(lexicon, token.norm);
    const parts = norm === token.norm ? takeApart(lexicon, token) : [{ ...token, norm }];
    if (parts === undefined) read.push(token);
    else {
      corrections.push({ said: token.norm, read: parts.map((part) => part.norm).join(' ') });
      read.push(...parts);
    }
  });
  return { tokens: read, corrections };
}

/** "Bob's": a name with an apostrophe, which was dropped, is no mistyped word. */
function isPossessive({ norm, start, end }: Token): boolean {
  return norm.endsWith('s') && end - start > norm.length;
}

/** The full stop of "prev." ends no clause. */
function isAbbreviationStop({ abbreviations }: Known, tokens: readonly Token[], at: number): boolean {
  const here = tokens[at];
  if (here?.norm !== STOP || at + 1 === tokens.length) return false;
  const before = tokens[at - 1];
  return before?.end === here.start && abbreviations.has(before.norm);
}

function canonical({ abbreviations, vocabulary, typos, everyday, wellSpelt }: Known, word: string): string {
  const full = abbreviations.get(word);
  if (full !== undefined) return full;
  if (vocabulary.has(word) || everyday.words.has(word) || wellSpelt.has(word)) return word;
  return readYear(word) ?? typos.correct(word) ?? word;
}

/** No part of a glued word is shorter. */
const LEAST_PART = 3;

/** "WinSvr" is "win", "svr": two clipped words, or a clipped word and a last word of names, written together. */
function takeApart(
  { abbreviations, vocabulary, generic }: Known,
  token: Token,
): readonly [Token, Token] | undefined {
  const { norm, start, end } = token;
  if (vocabulary.has(norm) || norm.length !== end - start || norm.length > MOST_GLUED) return undefined;
  for (let at = LEAST_PART; at <= norm.length - LEAST_PART; at++) {
    const [left, right] = [norm.slice(0, at), norm.slice(at)];
    const first = abbreviations.get(left);
    const second = abbreviations.get(right) ?? (generic.has(right) ? right : undefined);
    if (first === undefined || second === undefined || !vocabulary.has(first)) continue;
    return [
      { ...token, norm: first, end: start + at },
      { ...token, norm: second, start: start + at },
    ];
  }
  return undefined;
}

/** No glued word that we have seen is longer. */
const MOST_GLUED = 24;

/** "2k" is 2000, "2k3" 2003, "2k19" 2019. */
function readYear(word: string): string | undefined {
  const match = /^([12])k(\d{0,2})$/.exec(word);
  if (match?.[1] === undefined) return undefined;
  return String(Number(match[1]) * 1000 + Number(match[2] === '' ? 0 : match[2]));
}
