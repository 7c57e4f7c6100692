import type { Knowledge } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { rulesByLine } from './coverage.ts';
import type { Sources } from '../linking/link-sources.ts';
import type { PackDraft } from '../reading/gather-pack.ts';
import { inside, issueAt } from '../reading/place.ts';
import { listed } from '../issues/shorten.ts';

/** Reports sources whose sha256 is not the recorded one, with the rules whose quotes are still in the new text. */
export function checkEditions(
  draft: PackDraft,
  sources: Sources,
  cited: ReadonlySet<string>,
  report: Report,
): void {
  for (const indexed of sources.values()) {
    if (indexed?.changed === undefined) continue;
    const ids = draft.rules.flatMap(({ item }) => (item === undefined ? [] : [item.id]));
    const standing = ids.filter((id) => cited.has(id));
    const gone = ids.filter((id) => !cited.has(id));
    const what =
      `${indexed.source.file} is not the text that was recorded but a new edition; ` +
      `quotes that are still in it: ${counted(standing)}; quotes that are not: ${counted(gone)}`;
    const fix = `correct these rules, check what is new, then enter its edition and "sha256: ${indexed.changed}"`;
    report(issueAt(inside(indexed.place, 'sha256'), what, fix));
  }
}

function counted(ids: readonly string[]): string {
  return ids.length === 0 ? 'none' : `${ids.length} (${listed(ids)})`;
}

/** Reports lines that are listed as not normative although a rule cites them. */
export function checkNotNormative(knowledge: Knowledge, sources: Sources, report: Report): void {
  const rules = rulesByLine(knowledge);
  for (const indexed of sources.values()) {
    if (indexed === undefined) continue;
    const { file } = indexed.source;
    for (const [line, entry] of indexed.notNormativeAt) {
      const ids = rules.get(file)?.get(line);
      if (ids === undefined) continue;
      const what = `line ${line} of ${file} is listed as not normative, but is cited by ${listed(ids.map((id) => `"${id}"`))}`;
      report(
        issueAt(inside(indexed.place, 'not-normative', entry, 'lines'), what, 'take it out of the list'),
      );
    }
  }
}
