import type { Citation } from '../../contract/index.ts';
import type { AlternativeBlock, AnswerDocument, Sentence, StepBlock } from './document.ts';
import { saySource } from './say-source.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * A document as plain text that can be pasted into a ticket: the verdict first, numbered steps with their issues below
 * them, and the cited lines in square brackets after each sentence. `body`, the part below the verdict, can be passed in
 * if it was rendered before.
 */
export function renderText(
  context: AnswerContext,
  document: AnswerDocument,
  body: string = renderBody(context, document),
): string {
  const { opening, headline, notes, lead } = document;
  const verdict = [headline, ...notes, lead].filter((sentence) => sentence !== undefined);
  return [
    ...(opening === undefined ? [] : [withLines(context, opening)]),
    verdict.map((sentence) => withLines(context, sentence)).join(' '),
    ...(body === '' ? [] : [body]),
  ].join('\n');
}

/** The part below the verdict. It does not depend on the opening and the notes, so it can be reused. */
export function renderBody(context: AnswerContext, document: AnswerDocument): string {
  const say = (sentence: Sentence) => withLines(context, sentence);
  const [step] = document.steps;
  const single = document.steps.length === 1 && step !== undefined;
  return [
    ...(single
      ? renderIssues(step, say)
      : document.steps.flatMap((block, i) => renderStep(block, i + 1, say))),
    ...document.points.map((point) => `- ${say(point)}`),
    ...document.alternatives.flatMap((block) => renderAlternative(block, say)),
    ...(document.nearestLead === undefined ? [] : [say(document.nearestLead)]),
    ...document.nearest.map((nearest) => `- ${say(nearest)}`),
    ...document.references.map((reference) => say(reference.said)),
    ...renderSources(context, document),
  ].join('\n');
}

/** A sentence followed by the lines that it cites: "… is not supported. [18, 22]". */
export function withLines({ knowledge }: AnswerContext, sentence: Sentence): string {
  if (sentence.citations.length === 0) return sentence.text;
  const shown = sentence.citations.filter((one) => !sentence.citations.some((other) => isInside(one, other)));
  const lines = [...new Set(shown.map((citation) => citeLines(citation, knowledge.sources.length > 1)))];
  return `${sentence.text} [${lines.join(', ')}]`;
}

/** Whether a citation's lines are a part of another's lines, so that they need not be shown as well. */
function isInside(one: Citation, other: Citation): boolean {
  const within =
    one.source === other.source && one.lines[0] >= other.lines[0] && one.lines[1] <= other.lines[1];
  return within && one.lines.join() !== other.lines.join();
}

/** The lines of a citation as they are shown in brackets: "18", "18–20", or with the source "notes.md 18". */
export function citeLines({ lines: [first, last], source }: Citation, withSource: boolean): string {
  const lines = first === last ? String(first) : `${String(first)}–${String(last)}`;
  return withSource ? `${source} ${lines}` : lines;
}

function renderIssues(step: StepBlock, say: (sentence: Sentence) => string): readonly string[] {
  const lead = step.lead === undefined ? [] : [say(step.lead)];
  return [
    ...step.before.map(say),
    ...lead,
    ...[...step.issues, ...step.conditional].map((issue) => `- ${say(issue)}`),
    ...step.after.map(say),
  ];
}

function renderStep(step: StepBlock, number: number, say: (sentence: Sentence) => string): readonly string[] {
  return [`${String(number)}. ${say(step.step)}`, ...renderIssues(step, say).map((line) => `   ${line}`)];
}

function renderAlternative(block: AlternativeBlock, say: (sentence: Sentence) => string): readonly string[] {
  const several = block.steps.length > 1;
  const steps = block.steps.map((step, i) => `   ${several ? `${String(i + 1)}. ` : ''}${say(step)}`);
  return [say(block.lead), ...steps, `   ${say(block.unsaid)}`];
}

/** A line for each source that is cited; for all sources if none is. */
function renderSources({ knowledge, words }: AnswerContext, document: AnswerDocument): readonly string[] {
  if (document.kind === 'chat' || document.verdict === 'clarify') return [];
  const several = knowledge.sources.length > 1;
  const quoted = new Set(several ? citationsIn(document).map((citation) => citation.source) : []);
  return knowledge.sources
    .filter((source) => quoted.size === 0 || quoted.has(source.file))
    .map((source) => saySource(words, 'source.line', source));
}

/** Every citation of a document, in the order of its sentences. */
export function citationsIn(document: AnswerDocument): readonly Citation[] {
  const steps = document.steps.flatMap((step) => [
    step.step,
    ...step.before,
    ...(step.lead === undefined ? [] : [step.lead]),
    ...step.issues,
    ...step.conditional,
    ...step.after,
  ]);
  return [
    document.headline,
    ...document.notes,
    ...(document.lead === undefined ? [] : [document.lead]),
    ...steps,
    ...document.points,
    ...document.alternatives.flatMap((block) => [block.lead, ...block.steps]),
    ...document.references.map((reference) => reference.said),
    ...document.nearest,
  ].flatMap((sentence) => sentence.citations);
}
