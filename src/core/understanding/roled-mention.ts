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
  const between = segments.slice(from, to);
  return (
    between.some((part) => means(part, 'joiner')) &&
    between.every((part) => means(part, 'joiner') || means(part, 'filler') || part.kind === 'comma') &&
    !between.some((part) => means(part, 'cue'))
  );
}
