import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Mention } from './mention.ts';
import { means, type Segment } from './segment.ts';
import { normalizePhrase } from './tokenize.ts';

/** The words of a message from one segment to another, as they were written. */
export type Say = (from: Segment, to: Segment) => string;

/** A service pack behind a release keeps it the release; another edition or release makes it something else. */
export function withSuffix(
  knowledge: Knowledge,
  products: readonly string[],
  segments: readonly Segment[],
  from: number,
  to: number,
  say: Say,
): Mention {
  const suffix = suffixAt(segments, to);
  const next = segments[suffix];
  const start = segments[from];
  if (next !== undefined && start !== undefined && means(next, 'service-pack')) {
    const end = segments[suffix + 1]?.kind === 'version' ? suffix + 2 : suffix + 1;
    return { ...nothing(from, end), products, servicePack: say(next, segments[end - 1] ?? next) };
  }
  if (next !== undefined && start !== undefined && means(next, 'qualifier')) {
    const ofEdition = products.filter((id) => isEdition(knowledge.products.get(id)?.edition, next));
    if (ofEdition.length > 0) return { ...nothing(from, suffix + 1), products: ofEdition };
    const family = knowledge.products.get(products[0] ?? '')?.family;
    return outside(say(start, next), family, from, suffix + 1);
  }
  return { ...nothing(from, to), products };
}

export function isEdition(edition: string | undefined, { norm }: Segment): boolean {
  return edition !== undefined && normalizePhrase(edition)[0] === norm;
}

/** Where a suffix would stand: "Windows Server 2003, Enterprise Edition" has a comma before it. */
function suffixAt(segments: readonly Segment[], to: number): number {
  let at = to;
  while (segments[at]?.kind === 'comma' || (means(segments[at], 'filler') && !means(segments[at], 'cue')))
    at += 1;
  return means(segments[at], 'qualifier') || means(segments[at], 'service-pack') ? at : to;
}

export function outside(said: string, family: string | undefined, from: number, to: number): Mention {
  return { ...nothing(from, to), outside: { said, family } };
}

export function nothing(from: number, to: number): Mention {
  return {
    products: [],
    outside: undefined,
    servicePack: undefined,
    bare: undefined,
    wholeFamily: undefined,
    from,
    to,
  };
}
