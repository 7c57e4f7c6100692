import type { Role } from '../../contract/index.ts';

/** What a message can bring up, by which a flow starts. */
export const FLOW_ACTS = ['names-product', 'names-component', 'names-topic', 'names-silent-topic'] as const;
export type FlowAct = (typeof FLOW_ACTS)[number];

/** What a flow ends in. */
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

/** A kind of consultation: how it starts, what it asks, what it ends in. It names roles, never a pack's own facts. */
export interface Flow {
  readonly id: string;
  readonly starts: { readonly phrases: readonly string[]; readonly acts: readonly FlowAct[] };
  /** In order of preference; a role that is not listed is not asked about. */
  readonly asks: readonly Role[];
  readonly ends: FlowEnd;
}
