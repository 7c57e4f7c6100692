import type { Citation } from '../../contract/index.ts';
import { nonEmpty, type Rule } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import type { Written } from '../reading/gather-pack.ts';
import { inside, type Place } from '../reading/place.ts';
import type { WrittenRule } from '../schemas/rules-schema.ts';
import { linkCondition } from './link-condition.ts';
import { linkQuotes } from './link-quotes.ts';
import { linkComponentRule, linkReference, linkRequirement } from './link-statements.ts';
import { linkAlternative, linkUpgrade } from './link-upgrade.ts';
import type { Common, RuleTerms } from './rule-terms.ts';

/** A linked rule with its place. A written rule with several targets gives one for each. */
export interface PlacedRule {
  readonly rule: Rule;
  readonly place: Place;
}

/** Resolves everything that a rule names; no rule where something in it is wrong (which is reported). */
export function linkRule(
  { item, place }: Written<WrittenRule>,
  terms: RuleTerms,
  citations: Map<string, readonly Citation[]>,
  report: Report,
): readonly PlacedRule[] {
  if (item === undefined) return [];
  const found = linkQuotes(item.quotes, inside(place, 'quotes'), terms.sources, report);
  const cited = found.length === item.quotes.length ? nonEmpty(found) : undefined;
  if (cited !== undefined) citations.set(item.id, cited);
  const when = linkCondition(item.when, inside(place, 'when'), terms, report);
  const link = (common: Common | undefined): readonly Rule[] => {
    switch (item.kind) {
      case 'upgrade':
        return linkUpgrade(item, common, place, terms, report);
      case 'alternative':
        return linkAlternative(item, common, place, terms, report);
      case 'component':
        return linkComponentRule(item, common, place, terms, report);
      case 'requirement':
        return linkRequirement(item, common, place, terms, report);
      case 'reference':
        return linkReference(item, common, place, terms, report);
    }
  };
  const { id, basis, withdrawn } = item;
  const common = cited === undefined ? undefined : { id, when, basis, citations: cited, withdrawn };
  return link(common).map((rule) => ({ rule, place }));
}
