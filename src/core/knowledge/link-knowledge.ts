import { valuesIn } from '../conditions/values-in.ts';
import type { Citation } from '../../contract/index.ts';
import { uniqueCitations } from '../model/citation.ts';
import { finish, type Steps } from '../model/steps.ts';
import type { Fact } from '../model/fact.ts';
import { type Knowledge, type RouteHop, type Owner, type RuleIndex, type Source } from './knowledge.ts';
import { indexByHop } from './hop-index.ts';
import { indexProducts } from './product-index.ts';
import { appendTo } from '../model/group-by.ts';
import type { Component, Family, Product } from '../model/product.ts';
import {
  type AlternativeRule,
  type ComponentRule,
  type ReferenceRule,
  type Rule,
  type UpgradeRule,
  hopKey,
} from '../model/rule.ts';

/** The parts of a pack after validation: every id that they mention exists. */
export interface KnowledgeParts {
  readonly id: string;
  readonly title: string;
  readonly language: string;
  readonly owner: Owner;
  readonly starters?: readonly string[];
  readonly sources: readonly Source[];
  readonly families: readonly Family[];
  readonly products: readonly Product[];
  readonly components: readonly Component[];
  readonly facts: readonly Fact[];
  readonly rules: readonly Rule[];
}

/** Builds a pack from its parts, with the indexes that the planner needs. Takes time linear in their number. */
export function linkKnowledge(parts: KnowledgeParts): Knowledge {
  return finish(linkInSteps(parts));
}

/** What `linkKnowledge` does, in steps. */
export function* linkInSteps(parts: KnowledgeParts): Steps<Knowledge> {
  const active = parts.rules.filter((rule) => rule.withdrawn === undefined);
  const upgrades = active.filter((rule) => rule.kind === 'upgrade');
  const products = byId(parts.products);
  const installable = inOrder(
    parts.products,
    upgrades.flatMap((rule) => [...rule.from, ...rule.via.map((stop) => stop.product)]),
  );
  const targets = inOrder(
    parts.products,
    upgrades.map((rule) => rule.to),
  );
  return {
    id: parts.id,
    title: parts.title,
    language: parts.language,
    owner: parts.owner,
    starters: parts.starters ?? [],
    sources: parts.sources,
    families: byId(parts.families),
    products,
    components: byId(parts.components),
    facts: byId(parts.facts),
    rules: byId(parts.rules),
    installable,
    targets,
    productIndex: indexProducts(products, parts.families, installable, targets),
    index: yield* indexRules(active, parts.rules),
  };
}

/**
 * Every hop that some installation makes on a route: between neighbouring stops, and past conditional stops that it does
 * not need. The hop from the start right to the end is left out: that would be no route.
 */
export function hopsOnRoute(rule: UpgradeRule): readonly RouteHop[] {
  const hops: RouteHop[] = [];
  for (const start of rule.from) {
    const stops = [
      { product: start, required: true },
      ...rule.via.map(toStop),
      { product: rule.to, required: true },
    ];
    stops.forEach((from, i) => {
      for (const [j, to] of stops.entries()) {
        if (j <= i) continue;
        const between = stops.slice(i + 1, j);
        if (between.some((stop) => stop.required)) break;
        if (i === 0 && j === stops.length - 1 && between.length > 0) continue;
        hops.push({
          from: from.product,
          to: to.product,
          rule,
          skips: between.map((stop) => stop.product),
        });
      }
    });
  }
  return hops;
}

function toStop(stop: UpgradeRule['via'][number]): { product: string; required: boolean } {
  return { product: stop.product, required: stop.when.kind === 'always' };
}

function* indexRules(active: readonly Rule[], all: readonly Rule[]): Steps<RuleIndex> {
  const upgrades = new Map<string, UpgradeRule[]>();
  const upgradesFrom = new Map<string, UpgradeRule[]>();
  const routeHops = new Map<string, RouteHop[]>();
  const alternatives = new Map<string, AlternativeRule[]>();
  const componentRules = new Map<string, ComponentRule[]>();
  const componentsAbout = new Map<string, ComponentRule[]>();
  const references: ReferenceRule[] = [];
  const referencesByFamily = new Map<string, ReferenceRule[]>();
  for (const rule of active) {
    yield;
    switch (rule.kind) {
      case 'upgrade':
        for (const from of rule.from) {
          appendTo(upgrades, hopKey(from, rule.to), rule);
          appendTo(upgradesFrom, from, rule);
        }
        if (rule.status === 'supported-via') {
          for (const hop of hopsOnRoute(rule)) appendTo(routeHops, hopKey(hop.from, hop.to), hop);
        }
        break;
      case 'alternative':
        for (const from of rule.from) appendTo(alternatives, hopKey(from, rule.to), rule);
        break;
      case 'component':
        for (const value of valuesIn(rule.when)) appendTo(componentsAbout, value, rule);
        for (const id of new Set([...rule.components, ...(rule.openSet?.examples ?? [])]))
          appendTo(componentRules, id, rule);
        break;
      case 'requirement':
        break;
      case 'reference':
        references.push(rule);
        for (const family of rule.families) appendTo(referencesByFamily, family, rule);
        break;
    }
  }
  const componentCitations = new Map<string, readonly Citation[]>();
  for (const [id, rules] of componentRules) {
    componentCitations.set(id, uniqueCitations(rules.flatMap((rule) => rule.citations)));
    yield;
  }
  const withdrawn = all.filter((rule) => rule.withdrawn !== undefined);
  return {
    upgrades,
    upgradesFrom,
    routeHops,
    alternatives,
    componentsOn: yield* indexByHop(active.filter((rule) => rule.kind === 'component')),
    requirementsOn: yield* indexByHop(active.filter((rule) => rule.kind === 'requirement')),
    componentRules,
    componentsAbout,
    componentCitations,
    references,
    referencesByFamily,
    withdrawn,
  };
}

/** The ids in the order in which the pack declares its products. Users see them in this order. */
function inOrder(products: readonly Product[], ids: readonly string[]): ReadonlySet<string> {
  const wanted = new Set(ids);
  return new Set(products.filter((product) => wanted.has(product.id)).map((product) => product.id));
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}
