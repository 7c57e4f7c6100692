import type { Knowledge } from '../knowledge/knowledge.ts';
import type { CueRole } from './grammar.ts';
import type { Mention } from './mention.ts';
import { means, type Segment } from './segment.ts';

/** A mention with the role that it plays. */
export interface RoledMention {
  readonly mention: Mention;
  readonly role: CueRole;
  /** The role was said, not inferred. */
  readonly cued: boolean;
}

/** Whether the pack upgrades to the product only, and never from it. */
export function isTargetOnly(knowledge: Knowledge, product: string): boolean {
  return knowledge.targets.has(product) && !knowledge.installable.has(product);
}

/** Whether a mention can be a target only: a release of the pack, or one that it does not name of such a family. */
export function isAimOnly(knowledge: Knowledge, { products, outside }: Mention): boolean {
  const family = knowledge.families.get(outside?.family ?? '')?.products ?? [];
  const meant = products.length > 0 ? products : family;
  return meant.length > 0 && meant.every((id) => isTargetOnly(knowledge, id));
}

/** Whether two mentions are members of one list. */
export function isList(segments: readonly Segment[], from: number, to: number): boolean {
  let joined = false;
  // A loop that ends at the first other word: the last mention may be a whole message away.
  for (let i = from; i < to; i++) {
    const part = segments[i];
    if (means(part, 'cue')) return false;
    if (means(part, 'joiner')) joined = true;
    else if (!means(part, 'filler') && part?.kind !== 'comma') return false;
  }
  return joined;
}
