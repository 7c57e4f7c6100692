import type { Answer, PackNames, ProductName } from '../../../contract/index.ts';
import type { DeskQuestion } from './question.ts';

/** A fact whose version the agent is still typing, and the releases that it may become. */
export interface UnfinishedVersion {
  readonly fact: string;
  readonly releases: readonly ProductName[];
}

/**
 * Finds out whether the last word is an unfinished version: no space follows, and several versions of the product
 * family in the answer's facts begin with it ("… 4" may become 4.0 or 4.5). If the word names no release as it is, the
 * releases of all families count. Returns undefined if the word is complete.
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
