import { uniqueCitations } from '../model/citation.ts';
import type { Facts } from '../model/fact.ts';
import type { Rule } from '../model/rule.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { Question } from '../questions/question.ts';
import type {
  AnswerAlternative,
  AnswerHop,
  AnswerPart,
  AnswerQuestion,
  Certainty,
  Citation,
} from '../../contract/index.ts';
import { answerFacts } from './answer-facts.ts';
import type { AnswerDocument } from './document.ts';
import { citationsIn, citeLines } from './render-text.ts';
import { sayCondition } from './say-condition.ts';
import { citationsOf } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

interface Conditioned {
  readonly certainty: Certainty;
  readonly condition: string;
}
type Cite = (citations: readonly Citation[]) => readonly number[];

/** A document with its text, and the facts that it is the answer for. */
export interface RenderedDocument {
  readonly document: AnswerDocument;
  readonly text: string;
  readonly facts: Facts;
}

/** A document as a part of the structured answer, as the ask API sends it; without a question. */
export function buildPart(context: AnswerContext, { document, text, facts }: RenderedDocument): AnswerPart {
  const { route } = document;
  const citations = uniqueCitations([...citationsIn(document), ...structuredCitations(document)]);
  const cite = citeFrom(citations);
  return {
    kind: document.kind,
    verdict: document.verdict,
    pack: context.knowledge.id,
    facts: answerFacts(context.knowledge, facts),
    path: route.flatMap((hop, i) => (i === 0 ? [hop.from, hop.to] : [hop.to])),
    hops: route.map((hop) => buildHop(context, hop, cite)),
    alternatives: buildAlternatives(context, document, cite),
    references: document.references.map(({ said, topic, url, contact }) => ({
      topic,
      ...(url === undefined ? {} : { url }),
      ...(contact === undefined ? {} : { contact }),
      citations: cite(said.citations),
    })),
    nearest: document.nearest.map((nearest) => ({ text: nearest.text, citations: cite(nearest.citations) })),
    text,
    citations,
    question: null,
  };
}

/** The same part with a question. */
export function withQuestion(
  context: AnswerContext,
  part: AnswerPart,
  document: AnswerDocument,
  question: Question,
): AnswerPart {
  return {
    ...part,
    text: document.kind === 'question' ? askedText(context, document, part.text, question) : part.text,
    question: buildQuestion(context, question),
  };
}

/** A question as it stands in the structured answer. */
export function buildQuestion(context: AnswerContext, question: Question): AnswerQuestion {
  return {
    fact: question.fact,
    prompt: question.prompt,
    choices: question.choices.map(({ value, label }) => ({ value, label })),
    why: sayWhy(context, question),
  };
}

/** The reason for a question, followed by its lines in brackets: "… depends on it. [32]". */
export function sayWhy({ knowledge }: AnswerContext, { why, whyCitations }: Question): string {
  if (whyCitations.length === 0) return why;
  const lines = new Set(whyCitations.map((citation) => citeLines(citation, knowledge.sources.length > 1)));
  return `${why} [${[...lines].join(', ')}]`;
}

function askedText(
  context: AnswerContext,
  document: AnswerDocument,
  text: string,
  question: Question,
): string {
  const choices = question.choices.map((choice) => choice.label).join(' · ');
  const asked = `${question.prompt} ${context.words.say('question.choices', { choices })}`;
  if (document.headline.text !== question.prompt) return `${text}\n${asked}`;
  const before = [document.opening, ...document.notes].flatMap((sentence) => sentence?.text ?? []);
  return [...before, asked].join('\n');
}

/** The citations of what stands in the structured answer only: its hops and alternatives. */
function structuredCitations({ route, alternativeRules }: AnswerDocument): readonly Citation[] {
  const rules: readonly Rule[] = [
    ...route.flatMap((hop) => [
      ...hop.routes,
      ...hop.own,
      ...[...hop.requirements, ...hop.issues].map((item) => item.rule),
    ]),
    ...alternativeRules.map((item) => item.rule),
  ];
  return citationsOf(rules);
}

function citeFrom(citations: readonly Citation[]): Cite {
  return (some) =>
    uniqueCitations(some)
      .map((citation) => citations.findIndex((known) => isSameQuote(known, citation)))
      .filter((index) => index >= 0);
}

function isSameQuote(a: Citation, b: Citation): boolean {
  return a === b || (a.source === b.source && a.lines[0] === b.lines[0] && a.quote === b.quote);
}

function buildHop(context: AnswerContext, hop: PlannedHop, cite: Cite): AnswerHop {
  return {
    from: hop.from,
    to: hop.to,
    basis: hop.basis,
    ...condition(context, hop),
    citations: cite(citationsOf([...hop.routes, ...hop.own])),
    requirements: hop.requirements.map((item) => ({
      id: item.rule.id,
      phase: item.rule.phase,
      text: item.rule.says,
      ...condition(context, item),
      citations: cite(item.rule.citations),
    })),
    issues: hop.issues.map((item) => ({
      id: item.rule.id,
      label: item.rule.label,
      status: item.rule.status,
      ...condition(context, item),
      citations: cite(item.rule.citations),
    })),
  };
}

function buildAlternatives(
  context: AnswerContext,
  document: AnswerDocument,
  cite: Cite,
): readonly AnswerAlternative[] {
  return document.alternativeRules.map((item) => ({
    steps: item.rule.steps.map((step) => step.do),
    effect: item.rule.steps.flatMap((step) => step.effect ?? []).join(' '),
    ...condition(context, item),
    citations: cite(item.rule.citations),
  }));
}

function condition(context: AnswerContext, { when }: Pick<Conditional<Rule>, 'when'>): Conditioned {
  return when.kind === 'always'
    ? { certainty: 'applies', condition: '' }
    : { certainty: 'depends', condition: sayCondition(context, when) };
}
