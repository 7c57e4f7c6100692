import type { Role } from '../../contract/index.ts';

/** What a message can mention, besides its phrases, that starts a flow. */
export const FLOW_ACTS = ['names-product', 'names-component', 'names-topic', 'names-silent-topic'] as const;
export type FlowAct = (typeof FLOW_ACTS)[number];

/** The kind of answer that a flow gives. */
export const FLOW_ENDS = [
  'advice',
  'component',
  'alternative',
  'requirement',
  'reason',
  'list',
  'issues',
  'upgrades',
  'compare',
  'reference',
  'silence',
] as const;
export type FlowEnd = (typeof FLOW_ENDS)[number];

/**
 * One file of `dialogs/`: which messages start this kind of consultation, which facts it may ask for, and which kind of
 * answer it gives. It names roles of facts and never the facts of a pack.
 */
export interface Flow {
  readonly id: string;
  readonly starts: { readonly phrases: readonly string[]; readonly acts: readonly FlowAct[] };
  /** The roles that may be asked for, the preferred one first. */
  readonly asks: readonly Role[];
  readonly ends: FlowEnd;
}
