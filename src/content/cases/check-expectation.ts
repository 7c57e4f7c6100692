import type { AnswerPart } from '../../contract/index.ts';
import type { Reply } from '../../core/index.ts';
import type { Expectation } from './case.ts';

/**
 * The parts of an expectation that a reply does not meet, each as a sentence that says what was expected and what came.
 * Empty if it meets all of them.
 *
 * @example const problems = checkExpectation(reply, { verdict: 'supported', cites: [18] });
 */
export function checkExpectation(reply: Reply, expect: Expectation): readonly string[] {
  const { answer } = reply;
  const parts: readonly AnswerPart[] = answer.parts.length > 0 ? answer.parts : [answer];
  const issues = parts.flatMap((part) => part.hops.flatMap((hop) => hop.issues));
  const alternatives = parts.flatMap((part) => part.alternatives);
  return [
    ...same('kind', expect.kind, answer.kind),
    ...same('verdict', expect.verdict, answer.verdict),
    ...same('path', expect.path?.join(' → '), answer.path.join(' → ')),
    ...same('question', expect.asks === 'nothing' ? '' : expect.asks, answer.question?.fact ?? ''),
    ...same(
      'choices',
      expect.choices?.join(' · '),
      answer.question?.choices.map((choice) => choice.label).join(' · ') ?? '',
    ),
    ...same('alternatives', expect.alternatives, certaintyOf(alternatives)),
    ...Object.entries(expect.facts ?? {}).flatMap(([fact, values]) =>
      same(`fact ${fact}`, values.join(', '), [answer.facts[fact] ?? []].flat().join(', ')),
    ),
    ...Object.entries(expect.issues ?? {}).flatMap(([id, certainty]) =>
      same(`issue ${id}`, certainty, issues.find((issue) => issue.id === id)?.certainty ?? 'absent'),
    ),
    ...missingLines(
      'cited',
      expect.cites,
      answer.citations.map((citation) => citation.lines),
    ),
    ...missingLines('shown as nearest', expect.nearest, nearestLines(parts)),
    ...(expect.references ?? [])
      .filter(
        (place) =>
          !parts.some((part) =>
            part.references.some(({ url, contact }) => url === place || contact === place),
          ),
      )
      .map((place) => `the reference ${place} is missing`),
    ...checkText(reply.text, expect),
  ];
}

/** The parts of an expectation that any host can be held to: what the text says, and what it must not say. */
export function checkText(
  text: string,
  { says = [], never = [] }: Pick<Expectation, 'says' | 'never'>,
): readonly string[] {
  const said = fold(text);
  return [
    ...says.filter((words) => !said.includes(fold(words))).map((words) => `it does not say "${words}"`),
    ...never.filter((words) => said.includes(fold(words))).map((words) => `it must not say "${words}"`),
  ];
}

function same(what: string, expected: string | undefined, found: string): readonly string[] {
  return expected === undefined || expected === found
    ? []
    : [
        `${what}: expected ${expected === '' ? 'nothing' : expected}, got ${found === '' ? 'nothing' : found}`,
      ];
}

function certaintyOf(alternatives: AnswerPart['alternatives']): 'applies' | 'depends' | 'none' {
  return alternatives[0]?.certainty ?? 'none';
}

function missingLines(
  what: string,
  expected: readonly number[] = [],
  found: readonly (readonly [number, number])[],
): readonly string[] {
  return expected
    .filter((line) => !found.some(([first, last]) => first <= line && line <= last))
    .map((line) => `line ${String(line)} is not ${what}`);
}

function nearestLines(parts: readonly AnswerPart[]): readonly (readonly [number, number])[] {
  return parts.flatMap((part) =>
    part.nearest.flatMap((nearest) =>
      nearest.citations.flatMap((index) =>
        part.citations.slice(index, index + 1).map((citation) => citation.lines),
      ),
    ),
  );
}

function fold(text: string): string {
  return text.toLowerCase().replace(/\s+/g, ' ');
}
