import type { Answer, PackNames, ProductName } from '../../../contract/index.ts';
import type { DeskQuestion } from './question.ts';

/** A fact whose version is still being typed, and the releases that it may become. */
export interface UnfinishedVersion {
  readonly fact: string;
  readonly releases: readonly ProductName[];
}

/**
 * The releases that the last word may still become: it is the beginning of several versions of the family that the
 * answer's facts name ("… 4" of 4.0 and 4.5), and no space follows. Undefined where the word is whole. Where the word
 * as it stands names no release, it may become one of any family.
 */
export function findUnfinishedVersion(
  { text, picks }: DeskQuestion,
  answer: Answer,
  pack: PackNames | undefined,
): UnfinishedVersion | undefined {
  const typed = /(\d[\d.]*)$/.exec(text)?.[1];
  if (typed === undefined || pack === undefined) return undefined;
  for (const [fact, value] of Object.entries(answer.facts)) {
    if (picks[fact] !== undefined) continue;
    const named = new Set(typeof value === 'string' ? [value] : value);
    const strange = named.has('other');
    const families = new Set(pack.products.filter(({ id }) => named.has(id)).map(({ family }) => family));
    const releases = pack.products.filter(
      ({ family, version }) => (strange || families.has(family)) && version.startsWith(typed),
    );
    const mine = strange || releases.some(({ id }) => named.has(id));
    if (mine && new Set(releases.map(({ version }) => version)).size > 1) return { fact, releases };
  }
  return undefined;
}
