import type { Basis, Citation, ComponentStatus } from '../../contract/index.ts';
import type { Condition } from './condition.ts';
import type { NonEmpty } from './non-empty.ts';

interface RuleBase {
  readonly id: string;
  readonly when: Condition;
  readonly basis: Basis;
  readonly citations: NonEmpty<Citation>;
  /** Why the owner switched the rule off. It then decides nothing, and answers say that it is under review. */
  readonly withdrawn: string | undefined;
}

export const UPGRADE_STATUSES = ['supported', 'not-supported', 'supported-via', 'not-recommended'] as const;
export type UpgradeStatus = (typeof UPGRADE_STATUSES)[number];

/** A stop of a route. If it has a condition, only installations that meet it make this stop. */
export interface Stop {
  readonly product: string;
  readonly when: Condition;
}

export interface UpgradeRule extends RuleBase {
  readonly kind: 'upgrade';
  readonly from: NonEmpty<string>;
  readonly to: string;
  readonly status: UpgradeStatus;
  /** The stops in order; empty unless the status is `supported-via`. */
  readonly via: readonly Stop[];
  /** Whether the statement is about the direct upgrade only, so that a route may still exist. */
  readonly direct: boolean;
  /** What the route is for, if the text says so: "To upgrade the server applications". */
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

/** The hops that a component or requirement rule applies to: to any of `to`, from any of `from` (undefined: from anything). */
export interface HopScope {
  readonly from: readonly string[] | undefined;
  readonly to: NonEmpty<string>;
}

export interface ComponentRule extends RuleBase {
  readonly kind: 'component';
  readonly components: NonEmpty<string>;
  /** Set if the text gives only examples: "some components that … (for example …)". */
  readonly openSet: OpenSet | undefined;
  readonly on: HopScope;
  readonly status: ComponentStatus;
  readonly label: string;
  /** The statement as one sentence that can stand alone, with the products named in full. */
  readonly says: string;
}

export interface OpenSet {
  readonly label: string;
  readonly examples: readonly string[];
  /** Words that users may have for a member that the text does not name. */
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

/** One statement of the vendor's text that decides something, with its exact quotes. */
export type Rule = UpgradeRule | AlternativeRule | ComponentRule | RequirementRule | ReferenceRule;

/** The key of the hop from one product to another, for maps of rules by hop. */
export function hopKey(from: string, to: string): string {
  return `${from}\n${to}`;
}
