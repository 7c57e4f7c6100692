import type { Lexicon } from './lexicon.ts';
import { COMMA, type Token } from './tokenize.ts';

/** Takes an opening such as "no, it's" off a message that goes on behind it. */
export function readCorrection(
  lexicon: Lexicon,
  tokens: readonly Token[],
): { readonly correction: boolean; readonly rest: readonly Token[] } {
  let best = 0;
  for (const words of lexicon.corrections) {
    const end = matchIgnoringCommas(words, tokens);
    if (end !== undefined && end > best && end < tokens.length) best = end;
  }
  // "No X before" denies X; "no, X" takes something back.
  const [first, second] = tokens;
  if (best === 1 && second?.norm !== COMMA && lexicon.commands.get(first?.norm ?? '') === 'no')
    return { correction: true, rest: tokens };
  return best === 0 ? { correction: false, rest: tokens } : { correction: true, rest: tokens.slice(best) };
}

function matchIgnoringCommas(words: readonly string[], tokens: readonly Token[]): number | undefined {
  let at = 0;
  for (const word of words) {
    while (tokens[at]?.norm === COMMA) at += 1;
    if (tokens[at]?.norm !== word) return undefined;
    at += 1;
  }
  return at;
}
