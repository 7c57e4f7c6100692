import { join } from 'node:path';
import type { Citation } from '../contract/index.ts';
import { type Knowledge, linkKnowledge } from '../core/index.ts';
import { checkPack } from './checks/check-pack.ts';
import type { Case } from './cases/case.ts';
import type { Starter } from './cases/check-starters.ts';
import { collectIssues, type IssueLimits } from './issues/collect-issues.ts';
import type { ContentIssue, Report } from './issues/content-issue.ts';
import { linkCases } from './linking/link-cases.ts';
import { declareIds } from './linking/declare-ids.ts';
import { draftFacts, finishFacts } from './linking/link-facts.ts';
import { linkProducts } from './linking/link-products.ts';
import { linkRule } from './linking/link-rules.ts';
import { linkSources } from './linking/link-sources.ts';
import { gatherPack, type PackDraft } from './reading/gather-pack.ts';
import { inside, issueAt } from './reading/place.ts';
import type { WrittenPack } from './schemas/pack-schema.ts';

/** A pack that is ready for use, with the questions that its owner wrote for it. */
export interface LoadedPack {
  readonly knowledge: Knowledge;
  readonly cases: readonly Case[];
  /** The questions that pages suggest, with their places. */
  readonly starters: readonly Starter[];
}

/** The pack, or what is wrong with it. */
export type PackResult =
  | { readonly kind: 'loaded'; readonly pack: LoadedPack }
  | { readonly kind: 'refused'; readonly issues: readonly ContentIssue[] };

/** Loads the pack in `directory/folder`. */
export function loadPack(directory: string, folder: string, limits?: IssueLimits): PackResult {
  const { value: pack, issues } = collectIssues(
    folder,
    (report) => {
      const draft = gatherPack(directory, folder, report);
      return draft === undefined ? undefined : linkPack(directory, draft, report);
    },
    limits,
  );
  if (pack !== undefined && issues.length === 0) return { kind: 'loaded', pack };
  return { kind: 'refused', issues };
}

function linkPack(directory: string, draft: PackDraft, report: Report): LoadedPack | undefined {
  const { header, folder } = draft;
  if (header.item === undefined) return undefined;
  checkHeader(header.item, draft, report);
  const catalogue = linkProducts(draft, report);
  const componentIds = declareIds('component', draft.components, draft.complete, report);
  const facts = draftFacts(draft, catalogue, report);
  const ruleIds = declareIds('rule', draft.rules, draft.complete, report);
  const sources = linkSources(join(directory, folder), folder, header.item, header.place, report);
  const citations = new Map<string, readonly Citation[]>();
  const terms = { ...facts, componentIds, sources };
  const rules = draft.rules.flatMap((written) => linkRule(written, terms, citations, report));
  const knowledge = linkKnowledge({
    id: header.item.id,
    title: header.item.title,
    language: header.item.language,
    owner: header.item.owner,
    starters: header.item.starters,
    sources: [...sources.values()].flatMap((indexed) => (indexed === undefined ? [] : [indexed.source])),
    families: [...catalogue.families.values()],
    products: [...catalogue.products.values()],
    components: draft.components.flatMap(({ item }) => (item === undefined ? [] : [item])),
    facts: finishFacts(facts, citations, ruleIds, report),
    rules: rules.map(({ rule }) => rule),
  });
  checkPack({ draft, rules, facts, sources, knowledge, cited: new Set(citations.keys()) }, report);
  return {
    knowledge,
    cases: linkCases(draft.cases, header.item.id, terms, ruleIds, report),
    starters: header.item.starters.map((text, i) => ({ text, place: inside(header.place, 'starters', i) })),
  };
}

function checkHeader(pack: WrittenPack, { header, folder }: PackDraft, report: Report): void {
  if (pack.id !== folder) {
    const fix = `write "id: ${folder}", or rename the folder`;
    report(issueAt(inside(header.place, 'id'), `the pack "${pack.id}" is in the folder "${folder}"`, fix));
  }
}
