import type { Citation } from '../../contract/index.ts';
import type { Choice, Fact } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import type { PackDraft, Written } from '../reading/gather-pack.ts';
import { asList, inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenProductRef } from '../schemas/common.ts';
import type { WrittenChoice, WrittenFact } from '../schemas/questions-schema.ts';
import { declareIds, isKnown, type DeclaredIds } from './declare-ids.ts';
import type { ConditionTerms } from './link-condition.ts';
import type { Catalogue } from './link-products.ts';
import { resolveFamily, resolveProducts } from './resolve-products.ts';

/** A fact with its choices resolved. The citations of its reasons are added after the rules are linked. */
export interface FactDraft {
  readonly written: WrittenFact;
  readonly place: Place;
  readonly choices: readonly Choice[];
}

export interface FactDrafts extends ConditionTerms {
  readonly drafts: readonly FactDraft[];
}

/** Resolves the choices of the facts, which conditions name. */
export function draftFacts(draft: PackDraft, catalogue: Catalogue, report: Report): FactDrafts {
  const factIds = declareIds('fact', draft.facts, draft.complete, report);
  const drafts = draft.facts.flatMap((written) => draftFact(written, catalogue, report));
  for (const id of ['installed', 'target']) {
    if (factIds.complete && !factIds.ids.has(id)) {
      const fix = `add one under "facts:", with the prompt and the reason for asking`;
      report(issueAt(draft.header.place, `the pack has no fact "${id}"`, fix));
    }
  }
  const facts = new Map(
    drafts.map(({ written, choices }) => [
      written.id,
      { role: written.role, values: new Set(choices.flatMap((choice) => choice.values)) },
    ]),
  );
  return { drafts, factIds, facts, catalogue };
}

function draftFact(
  { item, place }: Written<WrittenFact>,
  catalogue: Catalogue,
  report: Report,
): readonly FactDraft[] {
  if (item === undefined) return [];
  const ofProducts = item.role === 'installed' || item.role === 'target';
  if (
    ofProducts !== (item.id === 'installed' || item.id === 'target') ||
    (ofProducts && item.id !== item.role)
  ) {
    const what = `the fact "${item.id}" cannot have the role "${item.role}"`;
    report(
      issueAt(
        inside(place, 'role'),
        what,
        'the facts "installed" and "target" have these roles, and no others do',
      ),
    );
  } else if (ofProducts && item.choices.length > 0) {
    const what = `the fact "${item.id}" has the products as its choices`;
    report(issueAt(inside(place, 'choices'), what, 'take "choices" out', 'key'));
  }
  if (!ofProducts && item.choices.length === 0) {
    report(issueAt(place, `the fact "${item.id}" has no choices`, 'add "choices:" with at least one answer'));
  }
  if (!ofProducts && item.versions.length > 0) {
    const fix = 'take "versions" out; only "installed" and "target" have versions';
    report(issueAt(inside(place, 'versions'), `the fact "${item.id}" is not about a product`, fix, 'key'));
  }
  return [{ written: item, place, choices: linkChoices(item, inside(place, 'choices'), catalogue, report) }];
}

function linkChoices(
  fact: WrittenFact,
  place: Place,
  catalogue: Catalogue,
  report: Report,
): readonly Choice[] {
  declareIds(
    'choice',
    fact.choices.map((raw, i) => ({ raw, place: inside(place, i) })),
    true,
    report,
  );
  const taken = new Map<string, string>();
  return fact.choices.map((written, i) => {
    const at = inside(place, i, 'values');
    const values = linkValues(fact, written, at, catalogue, report);
    for (const value of values) {
      const other = taken.get(value);
      if (other !== undefined && other !== written.id) {
        report(
          issueAt(
            at,
            `the value "${value}" belongs to the choice "${other}" already`,
            'give it to one choice only',
          ),
        );
      }
      taken.set(value, written.id);
    }
    const [first = written.id, ...rest] = values;
    const { id, label, synonyms, means } = written;
    return { id, label, synonyms, means, values: [first, ...rest] };
  });
}

/** A former product is named by its id (or a family's); anything else only by the choice's own id. */
function linkValues(
  fact: WrittenFact,
  choice: WrittenChoice,
  place: Place,
  catalogue: Catalogue,
  report: Report,
): readonly string[] {
  if (choice.values === undefined) return [choice.id];
  return asList<WrittenProductRef>(choice.values, place).flatMap(([value, at]) => {
    if (value === choice.id) return [value];
    if (fact.role === 'formerly') {
      const family = typeof value === 'string' && catalogue.familyIds.ids.has(value) ? value : undefined;
      if (family !== undefined) return resolveFamily(family, undefined, at, catalogue, report) ?? [];
      return resolveProducts(value, at, catalogue, report) ?? [];
    }
    if (typeof value === 'string') return [value];
    report(
      issueAt(
        at,
        'a family cannot be a value of this fact',
        'write a word, or give the fact the role "formerly"',
      ),
    );
    return [];
  });
}

/** The facts with the citations of their reasons. */
export function finishFacts(
  { drafts, catalogue }: FactDrafts,
  citations: ReadonlyMap<string, readonly Citation[]>,
  ruleIds: DeclaredIds,
  report: Report,
): readonly Fact[] {
  const cite = (ids: readonly string[], place: Place): readonly Citation[] =>
    ids.flatMap((id, i) => (isKnown(ruleIds, id, inside(place, i), report) ? (citations.get(id) ?? []) : []));
  return drafts.map(({ written, place, choices }) => {
    const { id, role, prompt, why, help, priority } = written;
    const versions = new Map(
      written.versions.map((version, i) => {
        const at = inside(place, 'versions', i);
        isKnown(catalogue.familyIds, version.family, inside(at, 'family'), report);
        const whyCitations = cite(version.cites, inside(at, 'cites'));
        return [version.family, { prompt: version.prompt, why: version.why, whyCitations }];
      }),
    );
    const whyCitations = cite(written.cites, inside(place, 'cites'));
    return { id, role, prompt, why, whyCitations, help, priority, choices, versions };
  });
}
