import type { Topic } from '../model/topic.ts';
import type { FlowEnd } from '../model/flow.ts';
import { asksRunning } from './asks-running.ts';
import type { Clause } from './clauses.ts';
import { findOwner } from './find-owner.ts';
import { findBareNames, findUnnamedComponents, type NameWords } from './find-unnamed-component.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** What one clause asks. */
export interface ClauseReading {
  readonly topics: readonly Topic[];
  /** It speaks of an upgrade. */
  readonly advice: boolean;
  readonly question: boolean;
}

/** Reads one clause; `isKnown` tells where a product of the pack is named. */
export function readClause(
  { parts: clause, asked }: Clause,
  words: NameWords,
  isKnown: (part: Segment) => boolean,
): ClauseReading {
  const ends = clause.flatMap((part) => meaningsOf(part, 'flow').map(({ ends: end }) => end));
  const question = means(clause[0], 'question-word') || ends.includes('component');
  const running = question || asked ? asksRunning(clause, words, isKnown) : undefined;
  if (running !== undefined)
    return { topics: [{ kind: 'running', ...running }], advice: false, question: true };
  const topics = namedTopics(clause, words);
  if (ends.includes('reference') && topics.length === 0) topics.push({ kind: 'reference', topics: [] });
  const whole = topics.some(({ kind }) => kind === 'statement') ? [] : wholeTopics(ends, topics.length === 0);
  if (whole[0]?.kind === 'alternative' && topics.some(({ kind }) => kind === 'component')) {
    const wanting = topics.map((topic) =>
      topic.kind === 'component' ? { ...topic, wants: 'alternative' as const } : topic,
    );
    return { topics: wanting, advice: false, question: true };
  }
  if (whole.length > 0 && topics.every(({ kind }) => kind === 'component'))
    return { topics: [...topics, ...whole], advice: false, question: true };
  const advice =
    ends.includes('advice') || ((asked || means(clause[0], 'question-word')) && namesUpgrade(clause));
  const unnamed = unnamedTopics({ parts: clause, asked }, ends, topics, words);
  if (unnamed.length > 0)
    return { topics: [...topics, ...unnamed], advice: advice && ends.includes('advice'), question: true };
  return { topics, advice, question };
}

/** What the clause names of the pack: components, statements, references, and matters on which texts are silent. */
function namedTopics(clause: readonly Segment[], words: NameWords): Topic[] {
  const topics: Topic[] = [];
  const families = clause.flatMap((part) => meaningOf(part, 'family')?.id ?? []);
  clause.forEach((part, i) => {
    const silent = meaningOf(part, 'silent');
    if (silent !== undefined) {
      const { topic, phrase, yields } = silent;
      topics.push({ kind: 'silence', topic, phrase, yields });
    }
    const openSet = meaningOf(part, 'open-set');
    if (openSet !== undefined) topics.push({ kind: 'open-set', rule: openSet.rule });
    const component = meaningOf(part, 'component');
    if (component !== undefined) topics.push(componentTopic(component.id, clause, i, words));
    const rules = meaningsOf(part, 'reference').map(({ rule }) => rule);
    if (rules.length > 0 && !isPartOfName(clause, i, words)) {
      topics.push({ kind: 'reference', topics: rules, ...(families.length > 0 ? { families } : {}) });
    }
    const statements = meaningsOf(part, 'statement').map(({ rule }) => rule);
    if (statements.length > 0) topics.push({ kind: 'statement', rules: statements });
  });
  return topics;
}

/** "Information" in "Internet Information Server" asks for none. */
function isPartOfName(clause: readonly Segment[], at: number, { everyday, say }: NameWords): boolean {
  return clause[at]?.capital === true && findOwner(clause, at, everyday, say) !== undefined;
}

/** Things that are asked about like components and that the pack does not know. */
function unnamedTopics(
  { parts, asked }: Clause,
  ends: readonly FlowEnd[],
  topics: readonly Topic[],
  words: NameWords,
): readonly Topic[] {
  const isComponents = topics.every(({ kind }) => kind === 'component');
  if (!isComponents) return [];
  const names = ends.includes('component')
    ? findUnnamedComponents(parts, words, topics.length > 0 ? 'beside known ones' : 'alone')
    : topics.length === 0
      ? (namesBeforeUpgrade(parts, asked, words) ??
        (ends.length === 0 ? findBareNames(parts, asked, words) : []))
      : [];
  return names.map((said) => ({ kind: 'unnamed-component', said }));
}

/** "Exchange after the upgrade?": what is asked about stands before the upgrade, and nothing else is asked of it. */
function namesBeforeUpgrade(
  parts: readonly Segment[],
  asked: boolean,
  words: NameWords,
): readonly string[] | undefined {
  const cut = asked ? parts.findIndex((part) => means(part, 'afterwards')) : -1;
  const before = parts.slice(0, Math.max(cut, 0));
  if (cut < 1 || before.some((part) => means(part, 'flow'))) return undefined;
  return findBareNames(before, 'asked of the upgrade', words);
}

/** "BO 4.5 to 2003?": two ends of an upgrade and a question mark. */
function namesUpgrade(clause: readonly Segment[]): boolean {
  const named = clause.filter(
    (part) => means(part, 'product') || means(part, 'family') || part.kind === 'version',
  );
  return named.length > 1 && clause.some((part) => meaningOf(part, 'cue')?.role === 'target');
}

/** Questions about the whole of an upgrade, or (where the clause names nothing else) about all upgrades. */
function wholeTopics(ends: readonly FlowEnd[], alone: boolean): readonly Topic[] {
  const kind = (['alternative', 'requirement', 'reason', 'list'] as const).find((each) =>
    ends.includes(each),
  );
  if (kind !== undefined) return kind === 'reason' && !alone ? [] : [{ kind }];
  const overviews = (['upgrades', 'issues'] as const).filter((each) => alone && ends.includes(each));
  return overviews.map((each) => ({ kind: each }));
}

/** Another's name before a component, and a release number or an edition behind it, make it another one. */
function componentTopic(
  component: string,
  clause: readonly Segment[],
  at: number,
  { everyday, say }: NameWords,
): Topic {
  const [here, next] = [clause[at], clause[at + 1]];
  const more =
    next !== undefined &&
    (next.kind === 'version' || means(next, 'qualifier') || (next.kind === 'word' && next.capital));
  const first = clause[findOwner(clause, at, everyday, say) ?? at];
  const last = more ? next : here;
  return first !== undefined && last !== undefined && (more || first !== here)
    ? { kind: 'component', component, said: say(first, last) }
    : { kind: 'component', component };
}

function meaningsOf<K extends Segment['meanings'][number]['kind']>(
  part: Segment,
  kind: K,
): readonly Extract<Segment['meanings'][number], { kind: K }>[] {
  return part.meanings.filter(
    (meaning): meaning is Extract<Segment['meanings'][number], { kind: K }> => meaning.kind === kind,
  );
}
