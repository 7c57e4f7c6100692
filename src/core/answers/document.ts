import type { Facts } from '../model/fact.ts';
import type { AlternativeRule } from '../model/rule.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { AnswerKind, VerdictName, Citation } from '../../contract/index.ts';

/** A sentence that a user reads, with the lines that carry it. A sentence that asserts nothing has none. */
export interface Sentence {
  readonly text: string;
  readonly citations: readonly Citation[];
}

/** How an answer looks at a glance; always shown beside words, never colour alone. */
export type Icon = 'yes' | 'issues' | 'via' | 'no' | 'depends' | 'silent' | 'info' | 'question';

/** A numbered step of a route with what belongs under it. */
export interface StepBlock {
  readonly step: Sentence;
  readonly before: readonly Sentence[];
  /** Announces the issues; undefined where there are none. */
  readonly lead: Sentence | undefined;
  readonly issues: readonly Sentence[];
  readonly conditional: readonly Sentence[];
  readonly after: readonly Sentence[];
}

/** Another way, apart from the route. */
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

/** One part of a reply as its hosts lay it out: plain text, a card, a page. Empty lists are simply not shown. */
export interface AnswerDocument {
  readonly kind: AnswerKind;
  readonly verdict: VerdictName;
  readonly icon: Icon;
  /** A word on what was just done ("Went back one step."), before the verdict. */
  readonly opening: Sentence | undefined;
  readonly headline: Sentence;
  readonly notes: readonly Sentence[];
  readonly lead: Sentence | undefined;
  /** More than one: numbered. One: its issues stand directly below the headline. */
  readonly steps: readonly StepBlock[];
  readonly points: readonly Sentence[];
  readonly alternatives: readonly AlternativeBlock[];
  readonly references: readonly ReferenceBlock[];
  readonly nearestLead: Sentence | undefined;
  readonly nearest: readonly Sentence[];
  /** The hops and other ways behind it, for the structured answer. */
  readonly route: readonly PlannedHop[];
  readonly alternativeRules: readonly Conditional<AlternativeRule>[];
  /** The products that it answers for, where these are fewer than the facts leave possible. */
  readonly subject: Facts;
}

/** A document with nothing but a headline. */
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
