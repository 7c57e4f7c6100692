import type { Knowledge } from '../knowledge/knowledge.ts';
import type { CueRole } from './grammar.ts';
import type { Mention } from './mention.ts';
import { isAimOnly, isList, isTargetOnly, type RoledMention } from './roled-mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';
import { settleRoles } from './settle-roles.ts';

/** What the conversation so far says for the roles in a message. */
interface RoleOptions {
  /** Whether a former product is never taken for the installed one, even if the message names no other. */
  readonly keepsHistory: boolean;
  /** Whether the message begins with "no" or the like. */
  readonly correction: boolean;
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
  { keepsHistory, correction }: RoleOptions,
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
    const ahead = nearestCue(segments, afterCue(segments, before), mention.from);
    // "It was not X originally": a denial before the product outweighs what stands behind it.
    const behind = isUninstalled(segments, mention) ? undefined : cueBehind(segments, mention);
    const said = ahead === 'never' || ahead === 'not' ? ahead : (behind ?? ahead);
    const cue = isDenied(segments, mention) ? deny(said, correction) : said;
    const next = mentions[i + 1];
    const leads = next !== undefined && nearestCue(segments, mention.to, next.from) === 'target';
    roled.push(
      cue === undefined
        ? { mention, role: inferRole(knowledge, mention, roled, leads), cued: false }
        : { mention, role: cue, cued: true },
    );
  });
  return settleRoles(knowledge, segments, roled, keepsHistory);
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

/** "No X before", "there is no X": a denial right before the product, with nothing of its own in between. */
function isDenied(segments: readonly Segment[], { from }: Mention): boolean {
  for (let i = from - 1; i >= 0; i--) {
    const part = segments[i];
    if (means(part, 'denial')) return !means(part, 'cue');
    if (!means(part, 'filler') && !means(part, 'cue')) break;
  }
  return false;
}

/** "Uninstall X first": what is taken off is no stop on the way. */
function isUninstalled(segments: readonly Segment[], { from }: Mention): boolean {
  let i = from - 1;
  while (means(segments[i], 'filler') && !means(segments[i], 'flow')) i -= 1;
  return meaningOf(segments[i], 'flow')?.ends === 'alternative';
}

/** "No X before" denies a history; "no X" alone is a correction where something is corrected. */
function deny(cue: CueRole | undefined, correction: boolean): CueRole | undefined {
  if (cue === 'formerly' || cue === 'never') return 'never';
  return correction ? cue : 'not';
}

/** "4.5 in between": a cue right behind a product, at the end of its clause. */
function cueBehind(segments: readonly Segment[], { to }: Mention): CueRole | undefined {
  const cue = meaningOf(segments[to], 'cue-behind');
  const next = segments[to + 1];
  const ends = !(means(next, 'family') || means(next, 'product') || next?.kind === 'version');
  return ends ? cue?.role : undefined;
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
  // "2.5, 4.0 and 4.5", "4.0/4.5": versions counted up.
  const counted = before.bare !== undefined && mention.bare !== undefined && before.bare !== mention.bare;
  if (counted && between.length > 0 && between.every(({ kind }) => kind === 'comma'))
    return sameSide(knowledge, before, mention);
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

function inferRole(
  knowledge: Knowledge,
  mention: Mention,
  before: readonly RoledMention[],
  leads: boolean,
): CueRole {
  if (leads && !before.some(({ role }) => role === 'installed')) return 'installed';
  if (isAimOnly(knowledge, mention)) return 'target';
  return before.some(({ role }) => role === 'installed') ? 'target' : 'installed';
}

function sameSide(knowledge: Knowledge, a: Mention, b: Mention): boolean {
  const [left, right] = [a, b].map((mention) => mention.products.every((id) => isTargetOnly(knowledge, id)));
  return left === right;
}
