import { isTargetOnly, type RoledMention } from './roled-mention.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { means, type Segment } from './segment.ts';

/**
 * Whether a message asks about each of several installed products and not about one of them: "all versions of X", "X 2
 * and X 4", "server A is X 2, server B is Y". With an "or" between them one of them is meant.
 */
export function asksForEach(
  knowledge: Knowledge,
  segments: readonly Segment[],
  roled: readonly RoledMention[],
): boolean {
  const installed = roled.filter(({ role }) => role === 'installed').map(({ mention }) => mention);
  const [first, last] = [installed[0], installed.at(-1)];
  const products = new Set(installed.flatMap((mention) => mention.products));
  if (first === undefined || last === undefined || products.size < 2) return false;
  if ([...products].every((id) => isTargetOnly(knowledge, id))) return false;
  const span = segments.slice(first.from, last.to);
  if (span.some((part) => means(part, 'alternative'))) return false;
  const separate = installed.filter(
    ({ bare, wholeFamily }) => bare === undefined && wholeFamily === undefined,
  );
  return (
    span.some((part) => means(part, 'joiner')) ||
    (separate.length > 0 && installed.length > 1) ||
    quantified(segments, first.from)
  );
}

/** "All X", "every version of X": a quantifier in front, with nothing but fillers between; "both" alone anywhere. */
function quantified(segments: readonly Segment[], from: number): boolean {
  for (let i = from - 1; i >= 0; i--) {
    const part = segments[i];
    if (means(part, 'quantifier')) return true;
    if (!means(part, 'filler') && !means(part, 'cue')) break;
  }
  return false;
}
