import type { Basis, Citation, ComponentStatus } from '../../contract/index.ts';
import type { Condition } from './condition.ts';
import type { NonEmpty } from './non-empty.ts';

interface RuleBase {
  readonly id: string;
  readonly when: Condition;
  readonly basis: Basis;
  readonly citations: NonEmpty<Citation>;
  /** The owner's reason for switching the rule off; it is then said to be under review. */
  readonly withdrawn: string | undefined;
}

export const UPGRADE_STATUSES = ['supported', 'not-supported', 'supported-via', 'not-recommended'] as const;
export type UpgradeStatus = (typeof UPGRADE_STATUSES)[number];

/** A stop of a route; with a condition, only the installations for which it holds need it. */
export interface Stop {
  readonly product: string;
  readonly when: Condition;
}

export interface UpgradeRule extends RuleBase {
  readonly kind: 'upgrade';
  readonly from: NonEmpty<string>;
  readonly to: string;
  readonly status: UpgradeStatus;
  /** In order; empty unless the status is supported-via. */
  readonly via: readonly Stop[];
  /** The text speaks of the direct upgrade only. */
  readonly direct: boolean;
  /** What the route is for, where the text says so: "To upgrade the server applications". */
  readonly goal: string | undefined;
}

export interface AlternativeRule extends RuleBase {
  readonly kind: 'alternative';
  readonly from: NonEmpty<string>;
  readonly to: string;
  readonly steps: NonEmpty<AlternativeStep>;
  /** Words by which a user asks for it: "get back to the earlier release". */
  readonly aliases: readonly string[];
}

export interface AlternativeStep {
  readonly do: string;
  readonly effect: string | undefined;
}

/** Where a component or requirement rule applies: on hops to these products, from these (undefined: from any). */
export interface HopScope {
  readonly from: readonly string[] | undefined;
  readonly to: NonEmpty<string>;
}

export interface ComponentRule extends RuleBase {
  readonly kind: 'component';
  readonly components: NonEmpty<string>;
  /** "Some components that … (for example …)": there are more members than the text names. */
  readonly openSet: OpenSet | undefined;
  readonly on: HopScope;
  readonly status: ComponentStatus;
  readonly label: string;
  /** The whole statement as one sentence that names its products in full. */
  readonly says: string;
}

export interface OpenSet {
  readonly label: string;
  readonly examples: readonly string[];
  /** Words by which a user may speak of a member that the text does not name. */
  readonly aliases: readonly string[];
}

export interface RequirementRule extends RuleBase {
  readonly kind: 'requirement';
  readonly on: HopScope;
  readonly phase: 'before' | 'after';
  readonly says: string;
  /** Words by which a user asks for it: "Ledger Check". */
  readonly aliases: readonly string[];
}

export const ATTACHMENTS = ['not-supported', 'not-covered', 'on-request'] as const;
export type Attachment = (typeof ATTACHMENTS)[number];

export interface ReferenceRule extends RuleBase {
  readonly kind: 'reference';
  readonly topic: string;
  /** Words by which a user asks for the topic. */
  readonly aliases: readonly string[];
  readonly families: readonly string[];
  readonly url: string | undefined;
  readonly contact: string | undefined;
  readonly attach: readonly Attachment[];
}

/** One normative statement of the vendor's text, with the words that carry it. */
export type Rule = UpgradeRule | AlternativeRule | ComponentRule | RequirementRule | ReferenceRule;

/** The key of the hop from one product to another, for maps of rules by hop. */
export function hopKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
