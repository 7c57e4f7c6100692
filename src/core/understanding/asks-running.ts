import type { Segment } from './segment.ts';
import { meaningOf, means } from './segment.ts';

/** "Run well on": so many words may stand between the verb and the place. */
const MOST_BETWEEN = 4;

/**
 * Whether a question asks if one product works on another ("does X run on Y?"), of which the statements on upgrades say
 * nothing. `isKnown` tells where a product of the pack is named.
 */
export function asksRunning(
  clause: readonly Segment[],
  isKnown: (part: Segment) => boolean,
): 'works' | 'supported' | undefined {
  if (clause.some((part) => means(part, 'component') || means(part, 'open-set') || isUpgrade(part)))
    return undefined;
  const verb = clause.findIndex((part) => means(part, 'runs'));
  const place = clause.findIndex((part, i) => i >= verb && meaningOf(part, 'cue')?.role === 'at');
  if (verb < 0 || place < 0 || place - verb > MOST_BETWEEN) return undefined;
  if (!clause.slice(0, verb).some(isKnown) || !clause.slice(place).some(isKnown)) return undefined;
  return meaningOf(clause[verb], 'runs')?.asks;
}

function isUpgrade(part: Segment): boolean {
  return part.meanings.some((meaning) => meaning.kind === 'flow' && meaning.ends === 'advice');
}
