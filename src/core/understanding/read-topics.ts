import type { Topic } from '../consultation/consultation.ts';
import type { FlowEnd } from '../consultation/flow.ts';
import { findUnnamedComponent } from './find-unnamed-component.ts';
import { meaningOf, means, type Segment } from './segment.ts';
import { QUESTION } from './tokenize.ts';

/** What a message asks, clause by clause. */
export interface TopicReading {
  /** In the order of the message, each once; the advice itself is `{ kind: 'advice' }`. */
  readonly topics: readonly Topic[];
}

type Say = (from: Segment, to: Segment) => string;

/**
 * Reads what is asked. Each clause of a message can ask something; a component that is only named beside a question
 * about the upgrade ("with Site Server, can I upgrade?") is part of the circumstances and no question of its own.
 */
export function readTopics(
  segments: readonly Segment[],
  generic: ReadonlySet<string>,
  say: Say,
): TopicReading {
  const clauses = splitClauses(segments).map(({ parts, asked }) => readClause(parts, asked, generic, say));
  const asksAdvice = clauses.some((clause) => clause.advice && clause.topics.length === 0);
  const topics = clauses.flatMap((clause): readonly Topic[] => {
    const asked =
      asksAdvice && !clause.question
        ? clause.topics.filter((topic) => topic.kind !== 'component')
        : clause.topics;
    if (asked.length > 0) return asked;
    return clause.advice ? [{ kind: 'advice' }] : [];
  });
  const distinct = [
    ...new Map(mergeReferences(topics).map((topic) => [JSON.stringify(topic), topic])).values(),
  ];
  return {
    topics: distinct.some(({ kind }) => kind === 'reference' || kind === 'statement')
      ? distinct.filter(({ kind }) => kind !== 'silence')
      : distinct,
  };
}

/** A clause with whether it ends in a question mark. */
interface RawClause {
  readonly parts: readonly Segment[];
  readonly asked: boolean;
}

interface Clause {
  readonly topics: readonly Topic[];
  readonly advice: boolean;
  readonly question: boolean;
}

/** Clauses end at full stops and question marks, and where a new question begins behind a comma or "and". */
function splitClauses(segments: readonly Segment[]): readonly RawClause[] {
  const clauses: RawClause[] = [];
  let parts: Segment[] = [];
  segments.forEach((part, i) => {
    const opens = (part.kind === 'comma' || means(part, 'joiner')) && means(segments[i + 1], 'question-word');
    if (part.kind !== 'stop' && !opens) {
      parts.push(part);
      return;
    }
    clauses.push({ parts, asked: part.norm === QUESTION });
    parts = [];
  });
  return [...clauses, { parts, asked: false }].filter((clause) => clause.parts.length > 0);
}

function readClause(
  clause: readonly Segment[],
  asked: boolean,
  generic: ReadonlySet<string>,
  say: Say,
): Clause {
  const ends = clause.flatMap((part) => meaningsOf(part, 'flow').map(({ ends: end }) => end));
  const question = means(clause[0], 'question-word') || ends.includes('component');
  const topics: Topic[] = [];
  clause.forEach((part, i) => {
    const silent = meaningOf(part, 'silent');
    if (silent !== undefined) {
      const { topic, phrase, yields } = silent;
      topics.push({ kind: 'silence', topic, phrase, yields });
    }
    const openSet = meaningOf(part, 'open-set');
    if (openSet !== undefined) topics.push({ kind: 'open-set', rule: openSet.rule });
    const component = meaningOf(part, 'component');
    if (component !== undefined) topics.push(componentTopic(component.id, clause, i, say));
    const rules = meaningsOf(part, 'reference').map(({ rule }) => rule);
    if (rules.length > 0) topics.push({ kind: 'reference', topics: rules });
    const statements = meaningsOf(part, 'statement').map(({ rule }) => rule);
    if (statements.length > 0) topics.push({ kind: 'statement', rules: statements });
  });
  if (ends.includes('reference') && topics.length === 0) topics.push({ kind: 'reference', topics: [] });
  const whole = topics.some(({ kind }) => kind === 'statement') ? undefined : wholeTopic(ends);
  if (whole?.kind === 'alternative' && topics.some(({ kind }) => kind === 'component')) {
    const wanting = topics.map((topic) =>
      topic.kind === 'component' ? { ...topic, wants: 'alternative' as const } : topic,
    );
    return { topics: wanting, advice: false, question: true };
  }
  if (whole !== undefined && topics.every(({ kind }) => kind === 'component')) {
    return { topics: [...topics, whole], advice: false, question: true };
  }
  if (topics.length === 0 && ends.includes('component')) {
    const said = findUnnamedComponent(clause, generic, say);
    if (said !== undefined)
      return { topics: [{ kind: 'unnamed-component', said }], advice: false, question: true };
  }
  return { topics, advice: ends.includes('advice') || (asked && namesUpgrade(clause)), question };
}

/** "BO 4.5 to 2003?": two ends of an upgrade and a question mark. */
function namesUpgrade(clause: readonly Segment[]): boolean {
  const named = clause.filter(
    (part) => means(part, 'product') || means(part, 'family') || part.kind === 'version',
  );
  return named.length > 1 && clause.some((part) => meaningOf(part, 'cue')?.role === 'target');
}

function wholeTopic(ends: readonly FlowEnd[]): Topic | undefined {
  const kinds = ['alternative', 'requirement', 'reason', 'list'] as const;
  const kind = kinds.find((each) => ends.includes(each));
  return kind === undefined ? undefined : { kind };
}

/** A release number or an edition behind a component makes it another one than the text names. */
function componentTopic(component: string, clause: readonly Segment[], at: number, say: Say): Topic {
  const [here, next] = [clause[at], clause[at + 1]];
  const more =
    next !== undefined &&
    (next.kind === 'version' || means(next, 'qualifier') || (next.kind === 'word' && next.capital));
  return here !== undefined && more
    ? { kind: 'component', component, said: say(here, next) }
    : { kind: 'component', component };
}

function mergeReferences(topics: readonly Topic[]): readonly Topic[] {
  const references = topics.filter((topic) => topic.kind === 'reference');
  const [first] = references;
  if (first === undefined) return topics;
  const merged: Topic = {
    kind: 'reference',
    topics: [...new Set(references.flatMap((topic) => topic.topics))],
  };
  return topics
    .filter((topic) => topic.kind !== 'reference' || topic === first)
    .map((topic) => (topic === first ? merged : topic));
}

function meaningsOf<K extends Segment['meanings'][number]['kind']>(
  part: Segment,
  kind: K,
): readonly Extract<Segment['meanings'][number], { kind: K }>[] {
  return part.meanings.filter(
    (meaning): meaning is Extract<Segment['meanings'][number], { kind: K }> => meaning.kind === kind,
  );
}
