import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Mention } from './mention.ts';
import { isAimOnly, isList, type RoledMention } from './roled-mention.ts';
import { means, type Segment } from './segment.ts';

/** Settles the roles that hang on one another: changes, places, targets, histories, and the stops of a route. */
export function settleRoles(
  knowledge: Knowledge,
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  keepsHistory: boolean,
): readonly RoledMention[] {
  const placed = settlePlace(knowledge, segments, settleChange(knowledge, roled));
  const aimed = settleSeveral(knowledge, settleTarget(knowledge, placed));
  return chainTargets(segments, settleHistory(knowledge, aimed, keepsHistory));
}

/** "X became Y": Y is what is installed now and X what was before; "X became Z" of a mere target only names the target. */
function settleChange(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  return roled.map((each, i) => {
    const next = roled[i + 1];
    const changed = next?.role === 'became' && !isAimOnly(knowledge, next.mention);
    const became = each.role === 'became';
    if (changed && (became || each.role === 'installed' || each.role === 'at'))
      return { ...each, role: 'formerly', cued: true };
    return became ? { ...each, role: isAimOnly(knowledge, each.mention) ? 'target' : 'installed' } : each;
  });
}

/**
 * "Does X work in Y": a place is the target of a question about a component, or beside something installed; else it is
 * what is installed.
 */
function settlePlace(
  knowledge: Knowledge,
  segments: readonly Segment[],
  roled: readonly RoledMention[],
): readonly RoledMention[] {
  const aboutComponent = segments.some(
    (part) =>
      means(part, 'component') ||
      means(part, 'open-set') ||
      part.meanings.some((one) => one.kind === 'flow' && (one.ends === 'component' || one.ends === 'issues')),
  );
  const installed = roled.some(({ role }) => role === 'installed');
  const aimed = roled.some(({ role, cued }) => role === 'target' && cued);
  return roled.map((each) => {
    // A year or a stranger's name behind "in" or "with" is no product of this upgrade.
    if (each.role !== 'at' || (each.mention.outside !== undefined && each.mention.bare !== undefined))
      return each;
    // "X on NT4, to Y": what the pack does not know beside both ends is a circumstance.
    if (each.mention.outside !== undefined && installed && aimed && !aboutComponent)
      return { ...each, role: 'not' };
    const canBeTarget =
      each.mention.products.length === 0 || each.mention.products.some((id) => knowledge.targets.has(id));
    return { ...each, role: canBeTarget && (aboutComponent || installed) ? 'target' : 'installed' };
  });
}

/** "BackOffice Server 4.5 on Windows Server 2003": what can only be a target is none of several installed products. */
function settleTarget(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  const onlyTarget = ({ mention }: RoledMention) => isAimOnly(knowledge, mention);
  const installed = roled.filter(({ role }) => role === 'installed');
  if (roled.some(({ role }) => role === 'target') || installed.every(onlyTarget)) return roled;
  return roled.map((each) =>
    each.role === 'installed' && onlyTarget(each) ? { ...each, role: 'target' } : each,
  );
}

/**
 * "A is X, B is Y, can both go to Z": where a target is named, what stands before it without a cue is installed too.
 * Where none is and the route ends in what can only be a target, that is the target.
 */
function settleSeveral(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  const onlyTarget = ({ mention }: RoledMention) => isAimOnly(knowledge, mention);
  const goal = roled.findIndex((each) => each.role === 'target' && (each.cued || onlyTarget(each)));
  const end = roled.at(-1);
  if (goal < 0)
    return roled.map((each) =>
      each === end && each.role === 'via' && onlyTarget(each) ? { ...each, role: 'target' } : each,
    );
  return roled.map((each, i) =>
    i < goal && each.role === 'target' && !each.cued && !onlyTarget(each)
      ? { ...each, role: 'installed' }
      : each,
  );
}

/**
 * "Upgraded from X to Y, and now to Z": where nothing else is said to be installed, the first stop behind a history is
 * what is installed now, and a history of which the pack never speaks is itself what is installed.
 */
function settleHistory(
  knowledge: Knowledge,
  roled: readonly RoledMention[],
  keepsHistory: boolean,
): readonly RoledMention[] {
  if (roled.some(({ role }) => role === 'installed')) return roled;
  const history = roled.findIndex(({ role }) => role === 'formerly');
  const told = roled[history];
  if (told === undefined) return roled;
  const targets = roled.filter(({ role }, i) => role === 'target' && i > history);
  const now = keepsHistory || isHistory(knowledge, told.mention) ? targets.slice(0, -1)[0] : told;
  return roled.map((each) => (each === now ? { ...each, role: 'installed' } : each));
}

function isHistory(knowledge: Knowledge, { products }: Mention): boolean {
  return [...knowledge.facts.values()].some(
    ({ role, choices }) =>
      role === 'formerly' &&
      choices.some((choice) => choice.values.some((value) => products.includes(value))),
  );
}

function chainTargets(segments: readonly Segment[], roled: readonly RoledMention[]): readonly RoledMention[] {
  const aims = roled.filter(({ role }) => role === 'target');
  // A family that is named for its versions is no end of a route.
  const releases = aims.filter(({ mention }) => mention.wholeFamily === undefined);
  const targets = releases.some(({ mention }) => mention.bare !== undefined) ? releases : aims;
  const last = targets.at(-1);
  return roled.map((each) => {
    if (!targets.includes(each) || each === last || last === undefined) return each;
    // Said twice, it is still the target.
    if (each.mention.products.join() === last.mention.products.join()) return each;
    return isList(segments, each.mention.to, last.mention.from) ? each : { ...each, role: 'via' };
  });
}
