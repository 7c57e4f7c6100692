import type { Steps } from '../model/steps.ts';

/** Finds known words that a typing error away from an unknown one. */
export interface TypoIndex {
  /** The one known word that is nearest within the tolerance of the word's length; undefined where none or several are. */
  correct(word: string): string | undefined;
  /** Whether any known word is within the tolerance, be it one or several. */
  isNear(word: string): boolean;
}

/** Shorter words are too near to one another to be corrected. */
const LEAST_LENGTH = 4;
/** From this length on two errors are forgiven. */
const TWO_ERRORS_FROM = 8;

/**
 * Indexes words by themselves with each letter left out, after the symmetric delete algorithm (W. Garbe, SymSpell,
 * 2012): a lookup costs the length of the word, however many words are known. Two errors are found where at most one of
 * them is an extra letter on either side.
 */
export function* buildTypoIndex(words: Iterable<string>): Steps<TypoIndex> {
  const byDeletion = new Map<string, string[]>();
  for (const word of words) {
    yield;
    if (!isCorrectable(word)) continue;
    for (const key of deletionsOf(word)) {
      const known = byDeletion.get(key);
      if (known === undefined) byDeletion.set(key, [word]);
      else if (!known.includes(word)) known.push(word);
    }
  }
  return {
    correct: (word) => {
      const found = nearest(byDeletion, word);
      return found?.tied === false ? found.word : undefined;
    },
    isNear: (word) => nearest(byDeletion, word) !== undefined,
  };
}

/** Words of letters only: a digit more or less makes another release, never a typing error. */
function isCorrectable(word: string): boolean {
  return word.length >= LEAST_LENGTH && word.length <= 40 && /^\p{L}+$/u.test(word);
}

function deletionsOf(word: string): readonly string[] {
  const deletions = [word];
  for (let i = 0; i < word.length; i++) deletions.push(word.slice(0, i) + word.slice(i + 1));
  return deletions;
}

function nearest(
  byDeletion: ReadonlyMap<string, readonly string[]>,
  word: string,
): { readonly word: string; readonly tied: boolean } | undefined {
  if (!isCorrectable(word)) return undefined;
  const most = word.length >= TWO_ERRORS_FROM ? 2 : 1;
  let best: { word: string; errors: number } | undefined;
  let tied = false;
  const seen = new Set<string>();
  for (const key of deletionsOf(word)) {
    for (const known of byDeletion.get(key) ?? []) {
      if (seen.has(known)) continue;
      seen.add(known);
      if (known.length < word.length - most || !known.startsWith(word.slice(0, 1))) continue;
      const errors = editDistance(word, known, known.length >= TWO_ERRORS_FROM ? most : 1);
      if (errors === undefined) continue;
      if (best === undefined || errors < best.errors) {
        best = { word: known, errors };
        tied = false;
      } else if (errors === best.errors) tied = true;
    }
  }
  return best === undefined ? undefined : { word: best.word, tied };
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment); undefined above `most`. */
function editDistance(a: string, b: string, most: number): number | undefined {
  if (Math.abs(a.length - b.length) > most) return undefined;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (before[j - 2] ?? 0) + 1);
      row.push(cost);
    }
    before = last;
    last = row;
  }
  const distance = last[b.length] ?? 0;
  return distance <= most ? distance : undefined;
}
