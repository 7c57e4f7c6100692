import { isName, type NameWords } from './find-unnamed-component.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** "Run well on": so many words may stand between the verb and the place. */
const MOST_BETWEEN = 4;

export interface Running {
  readonly asks: 'works' | 'supported';
  /** Where, if the pack does not name it. */
  readonly place?: string;
}

/**
 * Whether a question asks if one product works on another ("does X run on Y?"), of which the statements on upgrades say
 * nothing. `isKnown` tells where a product of the pack is named.
 */
export function asksRunning(
  clause: readonly Segment[],
  words: NameWords,
  isKnown: (part: Segment) => boolean,
): Running | undefined {
  if (clause.some((part) => means(part, 'component') || means(part, 'open-set') || isUpgrade(part)))
    return undefined;
  const verb = clause.findIndex((part) => means(part, 'runs'));
  const at = clause.findIndex((part, i) => i >= verb && meaningOf(part, 'cue')?.role === 'at');
  const asks = meaningOf(clause[verb], 'runs')?.asks;
  if (asks === undefined || at < 0 || at - verb > MOST_BETWEEN || !clause.slice(0, verb).some(isKnown))
    return undefined;
  if (clause.slice(at).some(isKnown)) return { asks };
  const place = placeFrom(clause.slice(at + 1), words);
  return place === undefined ? undefined : { asks: 'works', place };
}

/** The name behind the place's word: unknown words, families without a release, and numbers. */
function placeFrom(parts: readonly Segment[], words: NameWords): string | undefined {
  const isPart = (part: Segment) => isName(part, words) || part.kind === 'version' || means(part, 'family');
  const from = parts.findIndex((part) => !means(part, 'filler') && !means(part, 'article'));
  const rest = parts.slice(from);
  const end = rest.findIndex((part) => !isPart(part));
  const name = end < 0 ? rest : rest.slice(0, end);
  const [first, last] = [name[0], name.at(-1)];
  return from < 0 || first === undefined || last === undefined ? undefined : words.say(first, last);
}

function isUpgrade(part: Segment): boolean {
  return part.meanings.some((meaning) => meaning.kind === 'flow' && meaning.ends === 'advice');
}
