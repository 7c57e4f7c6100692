import { ALWAYS, type Condition } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { didYouMean } from '../issues/nearest.ts';
import { asList, inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenProductRef } from '../schemas/common.ts';
import type { WrittenCondition, WrittenTest } from '../schemas/condition-schema.ts';
import type { WrittenFact } from '../schemas/questions-schema.ts';
import { isKnown, type DeclaredIds } from './declare-ids.ts';
import type { Catalogue } from './link-products.ts';
import { resolveFamily } from './resolve-products.ts';

/** The facts and products that a condition can name. */
export interface ConditionTerms {
  readonly factIds: DeclaredIds;
  /** The facts whose shape is right, with the values that their choices stand for. */
  readonly facts: ReadonlyMap<
    string,
    { readonly role: WrittenFact['role']; readonly values: ReadonlySet<string> }
  >;
  readonly catalogue: Catalogue;
}

/** Resolves the facts and values of a condition. Where one is unknown, that is reported and the rest is given. */
export function linkCondition(
  written: WrittenCondition,
  place: Place,
  terms: ConditionTerms,
  report: Report,
): Condition {
  if (written === 'always') return ALWAYS;
  const { equals, within, all, any, not } = written;
  if (equals !== undefined)
    return linkTest(equals.fact, equals.value, 'value', inside(place, 'equals'), terms, report);
  if (within !== undefined)
    return linkTest(within.fact, within.values, 'values', inside(place, 'within'), terms, report);
  if (not !== undefined) return { kind: 'not', of: linkCondition(not, inside(place, 'not'), terms, report) };
  const kind = all === undefined ? 'any' : 'all';
  const parts = all ?? any ?? [];
  return { kind, of: parts.map((part, i) => linkCondition(part, inside(place, kind, i), terms, report)) };
}

function linkTest(
  fact: string,
  written: NonNullable<WrittenTest['within']>['values'],
  key: 'value' | 'values',
  place: Place,
  terms: ConditionTerms,
  report: Report,
): Condition {
  isKnown(terms.factIds, fact, inside(place, 'fact'), report);
  const values = new Set<string>();
  for (const [value, at] of asList<WrittenProductRef>(written, inside(place, key))) {
    for (const resolved of resolveValue(fact, value, at, terms, report)) values.add(resolved);
  }
  const [only, ...others] = values;
  return only !== undefined && others.length === 0
    ? { kind: 'equals', fact, value: only }
    : { kind: 'within', fact, values: [...values] };
}

function resolveValue(
  factId: string,
  value: WrittenProductRef,
  place: Place,
  { facts, catalogue }: ConditionTerms,
  report: Report,
): readonly string[] {
  const fact = facts.get(factId);
  if (fact === undefined) return [];
  if (fact.role === 'other') {
    if (typeof value === 'string' && fact.values.has(value)) return [value];
    const named = typeof value === 'string' ? value : value.family;
    const fix = didYouMean(named, fact.values, `its values are ${[...fact.values].join(', ')}`);
    report(issueAt(place, `the fact "${factId}" has no value "${named}"`, fix));
    return [];
  }
  if (typeof value !== 'string')
    return resolveFamily(value.family, value.versions, place, catalogue, report) ?? [];
  if (fact.values.has(value) || catalogue.productIds.ids.has(value)) return [value];
  if (catalogue.familyIds.ids.has(value)) return catalogue.families.get(value)?.products ?? [];
  if (catalogue.productIds.complete) {
    const known = [...fact.values, ...catalogue.productIds.ids.keys(), ...catalogue.familyIds.ids.keys()];
    const noun = fact.role === 'formerly' ? 'value, product or family' : 'product or family';
    report(issueAt(place, `unknown ${noun} "${value}"`, didYouMean(value, known, 'declare the product')));
  }
  return [];
}
