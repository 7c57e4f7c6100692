import type { Advisor } from './advisor.ts';

/** How many questions fit on a page. */
const MOST = 6;

/**
 * At most six questions that pages suggest to start with. If several packs have some, the first question of each pack comes
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
