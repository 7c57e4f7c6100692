import type { Lexicon } from './lexicon.ts';
import { STOP, type Token } from './tokenize.ts';

type Known = Pick<Lexicon, 'abbreviations' | 'vocabulary' | 'typos' | 'everyday' | 'wellSpelt'>;

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
  const read = withoutAbbreviationStops(lexicon, tokens).map((token) => {
    const norm = isPossessive(token) ? token.norm : canonical(lexicon, token.norm);
    if (norm === token.norm) return token;
    corrections.push({ said: token.norm, read: norm });
    return { ...token, norm };
  });
  return { tokens: read, corrections };
}

/** "Bob's": a name with an apostrophe, which was dropped, is no mistyped word. */
function isPossessive({ norm, start, end }: Token): boolean {
  return norm.endsWith('s') && end - start > norm.length;
}

/** The full stop of "prev." ends no clause. */
function withoutAbbreviationStops(
  { abbreviations }: Pick<Lexicon, 'abbreviations'>,
  tokens: readonly Token[],
): readonly Token[] {
  return tokens.filter((token, i) => {
    const before = tokens[i - 1];
    return !(
      token.norm === STOP &&
      before?.end === token.start &&
      abbreviations.has(before.norm) &&
      i + 1 < tokens.length
    );
  });
}

function canonical({ abbreviations, vocabulary, typos, everyday, wellSpelt }: Known, word: string): string {
  const full = abbreviations.get(word);
  if (full !== undefined) return full;
  if (vocabulary.has(word) || everyday.words.has(word) || wellSpelt.has(word)) return word;
  return readYear(word) ?? typos.correct(word) ?? word;
}

/** "2k" is 2000, "2k3" 2003, "2k19" 2019. */
function readYear(word: string): string | undefined {
  const match = /^([12])k(\d{0,2})$/.exec(word);
  if (match?.[1] === undefined) return undefined;
  return String(Number(match[1]) * 1000 + Number(match[2] === '' ? 0 : match[2]));
}
