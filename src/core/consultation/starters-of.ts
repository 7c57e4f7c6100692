import type { Advisor } from './advisor.ts';

/** How many questions a page has room for. */
const MOST = 6;

/**
 * Questions that a page may suggest to begin with, at most six. Where several packs have some, the first of each comes
 * before the second of any.
 */
export function startersOf({ packs }: Advisor): readonly string[] {
  const lists = packs.map(({ knowledge }) => knowledge.starters);
  const longest = Math.max(...lists.map((list) => list.length));
  const inTurn = Array.from({ length: longest }, (_, i) =>
    lists.flatMap((list) => list.slice(i, i + 1)),
  ).flat();
  return [...new Set(inTurn)].slice(0, MOST);
}
