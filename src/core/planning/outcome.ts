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

/** A rule with the condition under which it applies; `always` if it applies for certain. */
export interface Conditional<R> {
  readonly rule: R;
  readonly when: Condition;
}

/** One hop of a route, with what to know about it. */
export interface PlannedHop {
  readonly from: string;
  readonly to: string;
  readonly basis: Basis;
  /** The stated routes that this hop is part of. */
  readonly routes: readonly UpgradeRule[];
  /** The statements about this hop itself. */
  readonly own: readonly UpgradeRule[];
  /** The condition under which the stop at the end of the hop is needed; `always` if everybody makes it. */
  readonly when: Condition;
  readonly requirements: readonly Conditional<RequirementRule>[];
  readonly issues: readonly Conditional<ComponentRule>[];
}

/** What the rules say of an upgrade when no fact is missing. */
export type CertainOutcome =
  | { readonly kind: 'supported'; readonly hops: NonEmpty<PlannedHop> }
  | {
      readonly kind: 'supported-via';
      readonly hops: NonEmpty<PlannedHop>;
      /** The statements that give the route; for a combined route, those on its hops. */
      readonly route: NonEmpty<UpgradeRule>;
      readonly composed: boolean;
      /** The statements that the direct upgrade is not supported. */
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

/** What the rules say of an upgrade. `depends`: the outcome is a different one for different values of missing facts. */
export type Outcome = CertainOutcome | { readonly kind: 'depends'; readonly branches: NonEmpty<Branch> };

/** The advice for one installed product and one target. */
export interface Plan {
  readonly from: string;
  readonly to: string;
  readonly outcome: Outcome;
  readonly alternatives: readonly Conditional<AlternativeRule>[];
  readonly references: readonly ReferenceRule[];
  /** Rules on this upgrade that the owner switched off. */
  readonly underReview: readonly Rule[];
}

/** The hops of an outcome; empty if it has none. */
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

/** The products of a route from start to end; empty if there is no route. */
export function pathOf(outcome: Outcome): readonly string[] {
  const hops = hopsOf(outcome);
  const [first] = hops;
  return first === undefined ? [] : [first.from, ...hops.map((hop) => hop.to)];
}
