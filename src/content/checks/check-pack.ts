import type { Knowledge } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import type { FactDrafts } from '../linking/link-facts.ts';
import type { PlacedRule } from '../linking/link-rules.ts';
import type { Sources } from '../linking/link-sources.ts';
import type { PackDraft } from '../reading/gather-pack.ts';
import type { Domain } from './can-hold-together.ts';
import { checkAliases } from './check-aliases.ts';
import { checkComponents } from './check-components.ts';
import { checkCycles } from './check-cycles.ts';
import { checkEditions, checkNotNormative } from './check-sources.ts';
import { checkUpgrades } from './check-upgrades.ts';
import { rulesByHop } from './hop-rules.ts';

/** A pack whose names are resolved, as far as they could be. */
export interface LinkedPack {
  readonly draft: PackDraft;
  readonly rules: readonly PlacedRule[];
  readonly facts: FactDrafts;
  readonly sources: Sources;
  readonly knowledge: Knowledge;
  /** Ids of the rules whose quotes all stand in the sources. */
  readonly cited: ReadonlySet<string>;
}

/** Reports the faults of a pack that show only when all of its entries are compared. */
export function checkPack(
  { draft, rules, facts, sources, knowledge, cited }: LinkedPack,
  report: Report,
): void {
  // A question with the role "other" has only the values of its choices; other products always exist.
  const domain: Domain = (id) => {
    const fact = facts.facts.get(id);
    return fact?.role === 'other' ? [...fact.values] : undefined;
  };
  const hops = rulesByHop(rules);
  checkAliases(draft, report);
  checkUpgrades(hops, domain, report);
  checkCycles(hops, report);
  checkComponents(rules, domain, report);
  checkEditions(draft, sources, cited, report);
  checkNotNormative(knowledge, sources, report);
}
