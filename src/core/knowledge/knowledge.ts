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
  /** Lines that state nothing, with the owner's reason, by line number. */
  readonly notNormative: ReadonlyMap<number, string>;
}

export interface Owner {
  readonly name: string;
  readonly address: string;
}

/** A validated, linked and immutable knowledge pack: every id in it resolves. Build one with `linkKnowledge`. */
export interface Knowledge {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly owner: Owner;
  /** Questions to begin with, in the pack's language. */
  readonly starters: readonly string[];
  readonly sources: readonly Source[];
  readonly families: ReadonlyMap<string, Family>;
  readonly products: ReadonlyMap<string, Product>;
  readonly components: ReadonlyMap<string, Component>;
  readonly facts: ReadonlyMap<string, Fact>;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Products that the text upgrades from, and those that it upgrades to. */
  readonly installable: ReadonlySet<string>;
  readonly targets: ReadonlySet<string>;
  readonly productIndex: ProductIndex;
  readonly index: RuleIndex;
}

/** Rules by what they are looked up by; withdrawn rules are in none but `withdrawn`. */
export interface RuleIndex {
  /** Upgrade rules by `hopKey(from, to)`. */
  readonly upgrades: ReadonlyMap<string, readonly UpgradeRule[]>;
  /** Upgrade rules by start. */
  readonly upgradesFrom: ReadonlyMap<string, readonly UpgradeRule[]>;
  /** Hops that routes use, with the route that licenses each, by `hopKey(from, to)`. */
  readonly licensed: ReadonlyMap<string, readonly RouteHop[]>;
  readonly alternatives: ReadonlyMap<string, readonly AlternativeRule[]>;
  readonly componentsOn: HopIndex<ComponentRule>;
  readonly requirementsOn: HopIndex<RequirementRule>;
  readonly componentRules: ReadonlyMap<string, readonly ComponentRule[]>;
  /** Component rules by each value that their condition names: what is said of servers with such a history. */
  readonly componentsAbout: ReadonlyMap<string, readonly ComponentRule[]>;
  /** What is said of a component, in the order of the text. */
  readonly componentCitations: ReadonlyMap<string, readonly Citation[]>;
  readonly references: readonly ReferenceRule[];
  readonly referencesByFamily: ReadonlyMap<string, readonly ReferenceRule[]>;
  readonly withdrawn: readonly Rule[];
}

/** A hop inside a stated route. */
export interface RouteHop {
  readonly from: string;
  readonly to: string;
  readonly rule: UpgradeRule;
  /** Stops that the hop passes over (they must fail) and stands on (they must hold). */
  readonly skips: readonly string[];
}
