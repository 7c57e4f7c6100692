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
      isList(segments, before.to, mention.from) &&
      sameSide(knowledge, before, mention)
    ) {
      roled.push({ mention, role: last.role, cued: last.cued });
      return;
    }
    const cue = nearestCue(segments, before?.to ?? 0, mention.from);
    roled.push(
      cue === undefined
        ? { mention, role: inferRole(knowledge, mention, roled), cued: false }
        : { mention, role: cue, cued: true },
    );
  });
  return chainTargets(segments, roled);
}

/** A verb such as "upgrade" ends what an earlier cue governs: "I want to upgrade X" makes X no target. */
function nearestCue(segments: readonly Segment[], from: number, to: number): CueRole | undefined {
  let cue: CueRole | undefined;
  for (let i = from; i < to; i++) {
    const part = segments[i];
    if (means(part, 'flow') || part?.kind === 'stop') cue = undefined;
    cue = meaningOf(part, 'cue')?.role ?? cue;
  }
  return cue;
}

function inferRole(knowledge: Knowledge, mention: Mention, before: readonly RoledMention[]): CueRole {
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

function chainTargets(segments: readonly Segment[], roled: readonly RoledMention[]): readonly RoledMention[] {
  const targets = roled.filter(({ role }) => role === 'target');
  const last = targets.at(-1);
  return roled.map((each) => {
    if (each.role !== 'target' || each === last || last === undefined) return each;
    return isList(segments, each.mention.to, last.mention.from) ? each : { ...each, role: 'via' };
  });
}
