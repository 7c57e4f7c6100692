import type { RoledMention } from './roled-mention.ts';
import { means, type Segment } from './segment.ts';

/**
 * Leaves out what is said of somebody else's server ("my colleague's was X, mine is Y") where the message also says what
 * is on the user's own; a message that speaks of another server only asks about that one. Linear in the segments.
 */
export function dropElsewhere(
  segments: readonly Segment[],
  roled: readonly RoledMention[],
): readonly RoledMention[] {
  if (!segments.some((part) => means(part, 'elsewhere'))) return roled;
  let elsewhere = false;
  const marks = segments.map((part) => {
    if (part.kind === 'stop' || part.kind === 'comma' || means(part, 'here')) elsewhere = false;
    elsewhere ||= means(part, 'elsewhere');
    return elsewhere;
  });
  const isOwn = ({ mention }: RoledMention) => marks[mention.from] !== true;
  return roled.some((each) => each.role === 'installed' && isOwn(each))
    ? roled.filter((each) => isOwn(each) || each.role === 'target')
    : roled;
}
