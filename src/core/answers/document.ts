import type { Facts } from '../model/fact.ts';
import type { AlternativeRule } from '../model/rule.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { AnswerKind, VerdictName, Citation } from '../../contract/index.ts';

/** A sentence for the user, with the citations that prove it. A sentence that claims nothing has none. */
export interface Sentence {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** The kind of an answer at a glance. It is shown beside words, so that nothing depends on colour alone. */
export type Icon = 'yes' | 'issues' | 'via' | 'no' | 'depends' | 'silent' | 'info' | 'question';

/** A step of a route with what is shown below it. */
export interface StepBlock {
  readonly step: Sentence;
  readonly before: readonly Sentence[];
  /** Introduces the issues; undefined if there are none. */
  readonly lead: Sentence | undefined;
  readonly issues: readonly Sentence[];
  readonly conditional: readonly Sentence[];
  readonly after: readonly Sentence[];
}

/** An alternative to the route. */
export interface AlternativeBlock {
  readonly lead: Sentence;
  readonly steps: readonly Sentence[];
  readonly unsaid: Sentence;
}

/** Where to look or whom to ask. */
export interface ReferenceBlock {
  readonly said: Sentence;
  readonly topic: string;
  readonly url: string | undefined;
  readonly contact: string | undefined;
}

/** One part of a reply, ready to be laid out as plain text or as a card. Empty lists are not shown. */
export interface AnswerDocument {
  readonly kind: AnswerKind;
  readonly verdict: VerdictName;
  readonly icon: Icon;
  /** What was just done ("Went back one step."), shown before the headline. */
  readonly opening: Sentence | undefined;
  readonly headline: Sentence;
  readonly notes: readonly Sentence[];
  readonly lead: Sentence | undefined;
  /** Several steps are numbered; of a single one, only what belongs to it is shown, directly below the headline. */
  readonly steps: readonly StepBlock[];
  readonly points: readonly Sentence[];
  readonly alternatives: readonly AlternativeBlock[];
  readonly references: readonly ReferenceBlock[];
  readonly nearestLead: Sentence | undefined;
  readonly nearest: readonly Sentence[];
  /** The hops, for the structured answer. */
  readonly route: readonly PlannedHop[];
  /** The alternatives, for the structured answer. */
  readonly alternativeRules: readonly Conditional<AlternativeRule>[];
  /** The products that this part is about, if they are fewer than the facts allow. */
  readonly subject: Facts;
}

/** A document that has a headline only. */
export function plainDocument(
  kind: AnswerKind,
  verdict: VerdictName,
  icon: Icon,
  headline: Sentence,
): AnswerDocument {
  return {
    kind,
    verdict,
    icon,
    opening: undefined,
    headline,
    notes: [],
    lead: undefined,
    steps: [],
    points: [],
    alternatives: [],
    references: [],
    nearestLead: undefined,
    nearest: [],
    route: [],
    alternativeRules: [],
    subject: {},
  };
}
