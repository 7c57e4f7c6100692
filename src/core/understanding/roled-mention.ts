import type { Knowledge } from '../model/knowledge.ts';
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
