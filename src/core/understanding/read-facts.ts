import type { Fact, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty } from '../model/non-empty.ts';
import { markTurned, markUncertain } from './mark-uncertain.ts';
import type { RoledMention } from './roled-mention.ts';
import { meaningOf, means, type Segment } from './segment.ts';

/** What a message tells for sure, and which facts it only supposes or guesses. */
export interface FactReading {
  readonly facts: Readonly<Record<string, FactValue>>;
  readonly supposed: readonly string[];
}

/** Reads the facts of a pack out of a message: choices named in words, products by their roles, histories. */
export function readFacts(
  knowledge: Knowledge,
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  installedKnown: boolean,
): FactReading {
  const uncertain = speaksOfFacts(segments, roled) ? markUncertain(segments) : NOTHING_UNCERTAIN;
  const choices = readChoices(knowledge, segments, uncertain);
  const facts: Record<string, FactValue> = { ...choices.facts };
  const supposed = [...choices.supposed];
  for (const role of ['installed', 'target'] as const) {
    const value = productValue(roled.filter((each) => each.role === role));
    // "We installed Y with Setup", said of a known server, tells how; Y is not what the server is.
    const aside = role === 'installed' && installedKnown && Object.keys(choices.facts).length > 0;
    const strange = value?.kind === 'outside' && value.family === undefined;
    if (value !== undefined && !(aside && strange)) facts[role] = value;
  }
  // "But not to X": another target, whatever it is.
  if (facts['target'] === undefined && roled.some(({ role }) => role === 'declined'))
    facts['target'] = { kind: 'outside', said: '', family: undefined };
  for (const fact of knowledge.facts.values()) {
    if (fact.role !== 'formerly') continue;
    const spoken = roled.filter((each) => speaksOf(fact, each));
    const value = historyValue(
      fact,
      spoken.filter(({ mention }) => uncertain[mention.from] !== true),
    );
    if (value !== undefined) facts[fact.id] = value;
    else if (spoken.length > 0) supposed.push(fact.id);
  }
  return { facts, supposed: supposed.filter((id) => facts[id] === undefined) };
}

const NOTHING_UNCERTAIN: readonly boolean[] = [];

/** Whether a message speaks of a history or a circumstance: only those can be uncertain. */
function speaksOfFacts(segments: readonly Segment[], roled: readonly RoledMention[]): boolean {
  return (
    roled.some(({ role }) => role === 'formerly' || role === 'never') ||
    segments.some((part) => means(part, 'choice'))
  );
}

function speaksOf(fact: Fact, { role, mention }: RoledMention): boolean {
  const domain = fact.choices.flatMap((choice) => choice.values);
  return (role === 'formerly' || role === 'never') && mention.products.some((id) => domain.includes(id));
}

function historyValue(fact: Fact, spoken: readonly RoledMention[]): FactValue | undefined {
  const domain = new Set(fact.choices.flatMap((choice) => choice.values));
  const named = (role: string) => productsIn(spoken, role).filter((id) => domain.has(id));
  const never = named('never');
  const others = fact.choices.filter((choice) => !choice.values.some((value) => never.includes(value)));
  const [other] = others;
  if (never.length > 0 && other !== undefined && others.length === 1)
    return { kind: 'is', values: other.values };
  const was = nonEmpty(named('formerly'));
  return was === undefined ? undefined : { kind: 'is', values: was };
}

function productsIn(roled: readonly RoledMention[], role: string): readonly string[] {
  return roled.filter((each) => each.role === role).flatMap(({ mention }) => [...mention.products]);
}

/** Members of a list are candidates; something that the pack does not name counts only where nothing else is named. */
function productValue(roled: readonly RoledMention[]): FactValue | undefined {
  const products = nonEmpty([...new Set(roled.flatMap(({ mention }) => [...mention.products]))]);
  if (products !== undefined) return { kind: 'is', values: products };
  const outside = roled.find(({ mention }) => mention.outside !== undefined)?.mention.outside;
  return outside === undefined ? undefined : { kind: 'outside', ...outside };
}

function readChoices(
  knowledge: Knowledge,
  segments: readonly Segment[],
  uncertain: readonly boolean[],
): FactReading {
  const facts: Record<string, FactValue> = {};
  const supposed: string[] = [];
  if (!segments.some((part) => means(part, 'choice'))) return { facts, supposed };
  const turned = markTurned(segments);
  segments.forEach((part, i) => {
    const said = meaningOf(part, 'choice');
    const choice = knowledge.facts
      .get(said?.fact ?? '')
      ?.choices.find((candidate) => candidate.id === said?.choice);
    if (said === undefined || choice === undefined) return;
    if (uncertain[i] === true || turned[i] === true) supposed.push(said.fact);
    else facts[said.fact] = { kind: 'is', values: choice.values };
  });
  return { facts, supposed };
}
