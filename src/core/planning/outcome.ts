import type { Condition } from '../model/condition.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import type { Basis } from '../../contract/index.ts';
import type {
  AlternativeRule,
  ComponentRule,
  ReferenceRule,
  RequirementRule,
  Rule,
  UpgradeRule,
} from '../model/rule.ts';

/** A rule that applies where `when` holds; `always` means that it applies for certain. */
export interface Conditional<R> {
  readonly rule: R;
  readonly when: Condition;
}

/** One step of a route, with what to know about it. */
export interface PlannedHop {
  readonly from: string;
  readonly to: string;
  readonly basis: Basis;
  /** The statements that use or license this hop as part of a route. */
  readonly routes: readonly UpgradeRule[];
  /** The statements about this very hop. */
  readonly own: readonly UpgradeRule[];
  /** `always`, or the condition under which the stop that the hop ends in is needed. */
  readonly when: Condition;
  readonly requirements: readonly Conditional<RequirementRule>[];
  readonly issues: readonly Conditional<ComponentRule>[];
}

/** What the rules say of an upgrade once every condition is decided. */
export type CertainOutcome =
  | { readonly kind: 'supported'; readonly hops: NonEmpty<PlannedHop> }
  | {
      readonly kind: 'supported-via';
      readonly hops: NonEmpty<PlannedHop>;
      /** The statements that give the route; where it was put together, those of its hops. */
      readonly route: NonEmpty<UpgradeRule>;
      readonly composed: boolean;
      /** What is said against the direct upgrade. */
      readonly against: readonly UpgradeRule[];
    }
  | {
      readonly kind: 'not-recommended';
      readonly rules: NonEmpty<UpgradeRule>;
      readonly hops: readonly PlannedHop[];
    }
  | { readonly kind: 'not-supported'; readonly rules: NonEmpty<UpgradeRule> }
  | { readonly kind: 'conflict'; readonly rules: NonEmpty<UpgradeRule> }
  | { readonly kind: 'not-covered' };

export interface Branch {
  readonly when: Condition;
  readonly outcome: CertainOutcome;
}

/** What the rules say of an upgrade: settled, or one outcome for each way the open conditions can fall. */
export type Outcome = CertainOutcome | { readonly kind: 'depends'; readonly branches: NonEmpty<Branch> };

/** The advice for one installed product and one target. */
export interface Plan {
  readonly from: string;
  readonly to: string;
  readonly outcome: Outcome;
  readonly alternatives: readonly Conditional<AlternativeRule>[];
  readonly references: readonly ReferenceRule[];
  /** Rules on this upgrade that the owner has switched off. */
  readonly underReview: readonly Rule[];
}

/** The hops of an outcome, where it has any. */
export function hopsOf(outcome: Outcome): readonly PlannedHop[] {
  switch (outcome.kind) {
    case 'supported':
    case 'supported-via':
    case 'not-recommended':
      return outcome.hops;
    case 'not-supported':
    case 'conflict':
    case 'not-covered':
    case 'depends':
      return [];
  }
}

/** The products of a route from its start to its end; empty where there is no route. */
export function pathOf(outcome: Outcome): readonly string[] {
  const hops = hopsOf(outcome);
  const [first] = hops;
  return first === undefined ? [] : [first.from, ...hops.map((hop) => hop.to)];
}
