import { checkText, type Expectation } from '../../src/content/index.ts';
import type { AnswerPart, Citation } from '../../src/contract/index.ts';
import type { Knowledge, Reply, Rule } from '../../src/core/index.ts';

/** Verdicts that assert something of an upgrade. */
const ASSERTING: ReadonlySet<AnswerPart['verdict']> = new Set([
  'supported',
  'supported-with-issues',
  'supported-via',
  'not-supported',
  'not-recommended',
]);

/** Words that say that the text is silent: wrong where it speaks, but no assertion. */
const SILENCE = /does not say/iu;

/**
 * What a reply asserts that its case rules out, each as a sentence: another verdict on the upgrade, a route, an issue or
 * another way that does not belong, words that must not be said, and citations that do not carry what they stand at.
 * That an answer lacks something is no false assertion, and neither is silence.
 */
export function falseAssertions(
  knowledge: Knowledge,
  expectation: Expectation,
  { answer, text }: Reply,
): readonly string[] {
  const parts = answer.parts.length > 0 ? answer.parts : [answer];
  return [
    ...wrongVerdict(expectation, answer),
    ...wrongRoute(expectation, answer),
    ...wrongIssues(expectation, parts),
    ...wrongAlternatives(expectation, parts),
    ...checkText(text, { never: expectation.never?.filter((words) => !SILENCE.test(words)) }),
    ...parts.flatMap((part) => uncarried(knowledge, part)),
  ];
}

function wrongVerdict({ verdict }: Expectation, answer: AnswerPart): readonly string[] {
  if (verdict === undefined || verdict === answer.verdict) return [];
  const silent = verdict === 'not-covered';
  const asserts = ASSERTING.has(answer.verdict) || (silent && answer.verdict === 'component');
  return asserts && (silent || ASSERTING.has(verdict))
    ? [`it asserts ${answer.verdict} where ${verdict} is right`]
    : [];
}

function wrongRoute({ path }: Expectation, answer: AnswerPart): readonly string[] {
  const found = answer.path.join(' → ');
  return path === undefined || found === '' || found === path.join(' → ')
    ? []
    : [`it gives the route ${found} where ${path.length === 0 ? 'none' : path.join(' → ')} is right`];
}

function wrongIssues({ issues = {} }: Expectation, parts: readonly AnswerPart[]): readonly string[] {
  const shown = parts.flatMap((part) => part.hops.flatMap((hop) => hop.issues));
  return Object.entries(issues).flatMap(([id, expected]) =>
    shown
      .filter((issue) => issue.id === id)
      .filter(({ certainty }) => expected === 'absent' || (expected === 'depends' && certainty === 'applies'))
      .map(({ certainty }) => `it says that ${id} ${certainty} where it is ${expected}`),
  );
}

function wrongAlternatives({ alternatives }: Expectation, parts: readonly AnswerPart[]): readonly string[] {
  return alternatives === 'none' && parts.some((part) => part.alternatives.length > 0)
    ? ['it gives another way where there is none']
    : [];
}

/** Citations that are not the source's own words, or that belong to another statement than the one they stand at. */
function uncarried(knowledge: Knowledge, part: AnswerPart): readonly string[] {
  const rules = [...knowledge.rules.values()];
  const at = (indexes: readonly number[]) => indexes.flatMap((i) => part.citations.slice(i, i + 1));
  const stray = (what: string, indexes: readonly number[], carry: (rule: Rule) => boolean) =>
    at(indexes)
      .filter((citation) => !rules.some((rule) => carry(rule) && isCitedBy(rule, citation)))
      .map(({ lines }) => `line ${String(lines[0])} does not carry ${what}`);
  return [
    ...part.citations
      .filter((citation) => !isInSource(knowledge, citation))
      .map(({ quote }) => `the source does not say "${quote}"`),
    ...part.hops.flatMap((hop) => [
      ...stray(`the step ${hop.from} → ${hop.to}`, hop.citations, (rule) => isAbout(rule, hop.from, hop.to)),
      ...[...hop.issues, ...hop.requirements].flatMap(({ id, citations }) =>
        stray(id, citations, (rule) => rule.id === id),
      ),
    ]),
    ...part.alternatives.flatMap(({ steps, citations }) =>
      stray(
        `"${steps[0] ?? ''}"`,
        citations,
        (rule) => rule.kind === 'alternative' && rule.steps.length === steps.length,
      ),
    ),
    ...part.references.flatMap(({ url, contact, topic, citations }) =>
      stray(`"${topic}"`, citations, (rule) => {
        return rule.kind === 'reference' && rule.url === url && rule.contact === contact;
      }),
    ),
  ];
}

/** Whether an upgrade rule speaks of both ends of a hop, as start, stop or end. */
function isAbout(rule: Rule, from: string, to: string): boolean {
  if (rule.kind !== 'upgrade') return false;
  const stops = rule.via.map(({ product }) => product);
  return [...rule.from, ...stops].includes(from) && [...stops, rule.to].includes(to);
}

function isCitedBy({ citations }: Rule, { source, lines, quote }: Citation): boolean {
  return citations.some(
    (own) =>
      own.source === source &&
      own.lines[0] <= lines[0] &&
      lines[1] <= own.lines[1] &&
      own.quote.includes(quote),
  );
}

function isInSource({ sources }: Knowledge, { source, lines, quote }: Citation): boolean {
  const text = sources.find(({ file }) => file === source)?.lines.slice(lines[0] - 1, lines[1]);
  return text !== undefined && flat(text.join(' ')).includes(flat(quote));
}

function flat(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
