import { type HopScope, nonEmpty, type Rule } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { asList, inside, issueAt, type Place } from '../reading/place.ts';
import type {
  WrittenComponentRule,
  WrittenHop,
  WrittenReference,
  WrittenRequirement,
} from '../schemas/rules-schema.ts';
import { isKnown } from './declare-ids.ts';
import { resolveProducts } from './resolve-products.ts';
import type { Common, RuleTerms } from './rule-terms.ts';

/** The component rule of a written one; none if something in it is wrong (which is reported). */
export function linkComponentRule(
  written: WrittenComponentRule,
  common: Common | undefined,
  place: Place,
  terms: RuleTerms,
  report: Report,
): readonly Rule[] {
  const known = (ids: string | readonly string[], at: Place): readonly string[] =>
    asList(ids, at)
      .filter(([id, where]) => isKnown(terms.componentIds, id, where, report))
      .map(([id]) => id);
  const components = nonEmpty(known(written.components, inside(place, 'components')));
  const set = written['open-set'];
  const openSet =
    set === undefined
      ? undefined
      : {
          label: set.label,
          aliases: set.aliases,
          examples: known(set.examples, inside(place, 'open-set', 'examples')),
        };
  const on = linkHop(written.on, inside(place, 'on'), terms, report);
  if (common === undefined || components === undefined || on === undefined) return [];
  const { status, label, says } = written;
  return [{ ...common, kind: 'component', components, openSet, on, status, label, says }];
}

/** The requirement rule of a written one; none if something in it is wrong (which is reported). */
export function linkRequirement(
  written: WrittenRequirement,
  common: Common | undefined,
  place: Place,
  terms: RuleTerms,
  report: Report,
): readonly Rule[] {
  const on = linkHop(written.on, inside(place, 'on'), terms, report);
  if (common === undefined || on === undefined) return [];
  const { phase, says, aliases } = written;
  return [{ ...common, kind: 'requirement', on, phase, says, aliases }];
}

function linkHop(
  written: WrittenHop,
  place: Place,
  { catalogue }: RuleTerms,
  report: Report,
): HopScope | undefined {
  const to = resolveProducts(written.to, inside(place, 'to'), catalogue, report);
  const from =
    written.from === undefined
      ? undefined
      : resolveProducts(written.from, inside(place, 'from'), catalogue, report);
  return to === undefined ? undefined : { from, to };
}

/** The reference rule of a written one, with either `url` or `contact`; none if it has a fault (which is reported). */
export function linkReference(
  written: WrittenReference,
  common: Common | undefined,
  place: Place,
  { catalogue }: RuleTerms,
  report: Report,
): readonly Rule[] {
  const families = asList<string>(written.families ?? [], inside(place, 'families'));
  for (const [id, at] of families) isKnown(catalogue.familyIds, id, at, report);
  const { topic, aliases, url, contact, attach } = written;
  if (url === undefined && contact === undefined) {
    report(issueAt(place, 'a reference needs an address', 'add "url: …" or "contact: …"'));
  }
  if (url !== undefined && contact !== undefined) {
    const fix = 'keep one of them, or make two references of it';
    report(issueAt(inside(place, 'contact'), 'a reference has either "url" or "contact"', fix, 'key'));
  }
  if (common === undefined) return [];
  return [
    {
      ...common,
      kind: 'reference',
      topic,
      aliases,
      families: families.map(([id]) => id),
      url,
      contact,
      attach,
    },
  ];
}
