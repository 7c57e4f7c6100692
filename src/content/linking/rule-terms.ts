import type { Rule } from '../../core/index.ts';
import type { DeclaredIds } from './declare-ids.ts';
import type { ConditionTerms } from './link-condition.ts';
import type { Sources } from './link-sources.ts';

/** What the ids in rules may name, and where their quotes are looked for. */
export interface RuleTerms extends ConditionTerms {
  readonly componentIds: DeclaredIds;
  readonly sources: Sources;
}

/** What all kinds of rules have. */
export type Common = Pick<Rule, 'id' | 'when' | 'basis' | 'citations' | 'withdrawn'>;
