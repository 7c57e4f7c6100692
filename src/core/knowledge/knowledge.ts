import type { Component, Family, Product } from '../model/product.ts';
import type { HopIndex } from './hop-index.ts';
import type { ProductIndex } from './product-index.ts';
import type { Citation } from '../../contract/index.ts';
import type { Fact } from '../model/fact.ts';
import type {
  AlternativeRule,
  ComponentRule,
  ReferenceRule,
  RequirementRule,
  Rule,
  UpgradeRule,
} from '../model/rule.ts';

export interface Source {
  readonly file: string;
  readonly title: string;
  readonly edition: string;
  readonly sha256: string;
  /** The text, line 1 first. */
  readonly lines: readonly string[];
  /** Lines that state nothing, by their number, with the owner's reason. */
  readonly notNormative: ReadonlyMap<number, string>;
}

export interface Owner {
  readonly name: string;
  readonly address: string;
}

/** A pack after validation: every id in it exists, and rules and products are indexed. `linkKnowledge` builds it. */
export interface Knowledge {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly owner: Owner;
  /** Questions that pages suggest to start with, in the pack's language. */
  readonly starters: readonly string[];
  readonly sources: readonly Source[];
  readonly families: ReadonlyMap<string, Family>;
  readonly products: ReadonlyMap<string, Product>;
  readonly components: ReadonlyMap<string, Component>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** The products that upgrade rules start from or stop at; `targets`: those that upgrade rules lead to. */
  readonly installable: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
  readonly productIndex: ProductIndex;
  readonly index: RuleIndex;
}

/** The rules by the keys that the planner looks them up with. Withdrawn rules are only in `withdrawn`. */
export interface RuleIndex {
  /** Upgrade rules by `hopKey(from, to)`. */
  readonly upgrades: ReadonlyMap<string, readonly UpgradeRule[]>;
  /** Upgrade rules by the product that they start from. */
  readonly upgradesFrom: ReadonlyMap<string, readonly UpgradeRule[]>;
  /** The hops of all stated routes, by `hopKey(from, to)`. */
  readonly routeHops: ReadonlyMap<string, readonly RouteHop[]>;
  /** Alternative rules by `hopKey(from, to)`. */
  readonly alternatives: ReadonlyMap<string, readonly AlternativeRule[]>;
  readonly componentsOn: HopIndex<ComponentRule>;
  readonly requirementsOn: HopIndex<RequirementRule>;
  /** Component rules by component. */
  readonly componentRules: ReadonlyMap<string, readonly ComponentRule[]>;
  /** Component rules by each value that their condition compares with: what is said of servers with such a history. */
  readonly componentsAbout: ReadonlyMap<string, readonly ComponentRule[]>;
  /** The citations of all rules on a component, in the order of the text. */
  readonly componentCitations: ReadonlyMap<string, readonly Citation[]>;
  readonly references: readonly ReferenceRule[];
  readonly referencesByFamily: ReadonlyMap<string, readonly ReferenceRule[]>;
  readonly withdrawn: readonly Rule[];
}

/** One hop of a stated route. It may pass over stops that only some installations make. */
export interface RouteHop {
  readonly from: string;
  readonly to: string;
  readonly rule: UpgradeRule;
  /** The conditional stops between `from` and `to`. The hop is made only where none of them is needed. */
  readonly skips: readonly string[];
}
