import type { Knowledge } from '../model/knowledge.ts';
import type { CueRole } from './grammar.ts';
import type { Mention } from './mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** A mention with the role that it plays. */
export interface RoledMention {
  readonly mention: Mention;
  readonly role: CueRole;
  /** The role was said, not inferred. */
  readonly cued: boolean;
}

/**
 * Gives each mention the role of the cue nearest before it; without a cue, what can only be a target is the target, the
 * first other is installed and a second one the target. Members of a list share a role. Where several targets follow
 * one another, all but the last are stops of a route.
 */
export function assignRoles(
  knowledge: Knowledge,
  segments: readonly Segment[],
  mentions: readonly Mention[],
): readonly RoledMention[] {
  const roled: RoledMention[] = [];
  mentions.forEach((mention, i) => {
    const before = mentions[i - 1];
    const last = roled.at(-1);
    if (
      before !== undefined &&
      last !== undefined &&
      continues(knowledge, segments, before, mention, last.role)
    ) {
      roled.push({ mention, role: last.role, cued: last.cued });
      return;
    }
    const cue =
      cueBehind(segments, mention) ?? nearestCue(segments, afterCue(segments, before), mention.from);
    const next = mentions[i + 1];
    const leads = next !== undefined && nearestCue(segments, mention.to, next.from) === 'target';
    roled.push(
      cue === undefined
        ? { mention, role: inferRole(knowledge, mention, roled, leads), cued: false }
        : { mention, role: cue, cued: true },
    );
  });
  return chainTargets(
    segments,
    settleHistory(
      knowledge,
      settleTarget(knowledge, settlePlace(knowledge, segments, settleChange(knowledge, roled))),
    ),
  );
}

/** What a cue governs ends here: neither "I want to upgrade X" nor "I want the product page of X" makes X a target. */
const ENDS_CUE = ['flow', 'component', 'open-set', 'reference', 'silent'] as const;

function nearestCue(segments: readonly Segment[], from: number, to: number): CueRole | undefined {
  let cue: CueRole | undefined;
  for (let i = from; i < to; i++) {
    const part = segments[i];
    if (part?.kind === 'stop' || ENDS_CUE.some((kind) => means(part, kind))) cue = undefined;
    cue = meaningOf(part, 'cue')?.role ?? cue;
  }
  return cue;
}

/** "4.5 in between": a cue right behind a product, at the end of its clause. */
function cueBehind(segments: readonly Segment[], { to }: Mention): CueRole | undefined {
  const cue = meaningOf(segments[to], 'cue-behind');
  const next = segments[to + 1];
  const ends =
    next === undefined || next.kind !== 'phrase' || !(means(next, 'family') || means(next, 'product'));
  return ends ? cue?.role : undefined;
}

/** "X became Y": Y is what is installed now and X what was before; "X became Z" of a mere target only names the target. */
function settleChange(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  return roled.map((each, i) => {
    if (each.role === 'became') {
      const onlyTarget =
        each.mention.products.length > 0 && each.mention.products.every((id) => isTargetOnly(knowledge, id));
      return { ...each, role: onlyTarget ? 'target' : 'installed' };
    }
    const next = roled[i + 1];
    const changed =
      next?.role === 'became' && !next.mention.products.every((id) => isTargetOnly(knowledge, id));
    return changed && (each.role === 'installed' || each.role === 'at')
      ? { ...each, role: 'formerly', cued: true }
      : each;
  });
}

/** A further member of a list: joined by "and", or behind a comma where stops of a route are counted up. */
function continues(
  knowledge: Knowledge,
  segments: readonly Segment[],
  before: Mention,
  mention: Mention,
  role: CueRole,
): boolean {
  if (isList(segments, before.to, mention.from)) return sameSide(knowledge, before, mention);
  const between = segments.slice(before.to, mention.from);
  return (
    role === 'via' &&
    between.length > 0 &&
    between.every((part) => part.kind === 'comma' || (means(part, 'filler') && !means(part, 'cue')))
  );
}

/** Where the words before the next mention begin: a cue behind the last one is used up. */
function afterCue(segments: readonly Segment[], before: Mention | undefined): number {
  if (before === undefined) return 0;
  return cueBehind(segments, before) === undefined ? before.to : before.to + 1;
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
      means(part, 'component') || means(part, 'open-set') || meaningOf(part, 'flow')?.ends === 'component',
  );
  const installed = roled.some(({ role }) => role === 'installed');
  return roled.map((each) => {
    if (each.role !== 'at') return each;
    const canBeTarget =
      each.mention.products.length === 0 || each.mention.products.some((id) => knowledge.targets.has(id));
    return { ...each, role: canBeTarget && (aboutComponent || installed) ? 'target' : 'installed' };
  });
}

function inferRole(
  knowledge: Knowledge,
  mention: Mention,
  before: readonly RoledMention[],
  leads: boolean,
): CueRole {
  if (leads && !before.some(({ role }) => role === 'installed')) return 'installed';
  if (mention.products.length > 0 && mention.products.every((id) => isTargetOnly(knowledge, id)))
    return 'target';
  return before.some(({ role }) => role === 'installed') ? 'target' : 'installed';
}

export function isTargetOnly(knowledge: Knowledge, product: string): boolean {
  return knowledge.targets.has(product) && !knowledge.installable.has(product);
}

function isList(segments: readonly Segment[], from: number, to: number): boolean {
  const between = segments.slice(from, to);
  return (
    between.some((part) => means(part, 'joiner')) &&
    between.every((part) => means(part, 'joiner') || means(part, 'filler') || part.kind === 'comma') &&
    !between.some((part) => means(part, 'cue'))
  );
}

function sameSide(knowledge: Knowledge, a: Mention, b: Mention): boolean {
  const [left, right] = [a, b].map((mention) => mention.products.every((id) => isTargetOnly(knowledge, id)));
  return left === right;
}

/** "BackOffice Server 4.5 on Windows Server 2003": what can only be a target is none of several installed products. */
function settleTarget(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  const onlyTarget = ({ mention: { products } }: RoledMention) =>
    products.length > 0 && products.every((id) => isTargetOnly(knowledge, id));
  const installed = roled.filter(({ role }) => role === 'installed');
  if (roled.some(({ role }) => role === 'target') || installed.every(onlyTarget)) return roled;
  return roled.map((each) =>
    each.role === 'installed' && onlyTarget(each) ? { ...each, role: 'target' } : each,
  );
}

/**
 * "Upgraded from X to Y, and now to Z": where nothing else is said to be installed, the first stop behind a history is
 * what is installed now, and a history of which the pack never speaks is itself what is installed.
 */
function settleHistory(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  if (roled.some(({ role }) => role === 'installed')) return roled;
  const history = roled.findIndex(({ role }) => role === 'formerly');
  const told = roled[history];
  if (told === undefined) return roled;
  const targets = roled.filter(({ role }, i) => role === 'target' && i > history);
  const now = isHistory(knowledge, told.mention) ? targets.slice(0, -1)[0] : told;
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
  const targets = roled.filter(({ role }) => role === 'target');
  const last = targets.at(-1);
  return roled.map((each) => {
    if (each.role !== 'target' || each === last || last === undefined) return each;
    // Said twice, it is still the target.
    if (each.mention.products.join() === last.mention.products.join()) return each;
    return isList(segments, each.mention.to, last.mention.from) ? each : { ...each, role: 'via' };
  });
}
