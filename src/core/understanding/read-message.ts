import type { FactValue } from '../model/fact.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { nonEmpty } from '../model/non-empty.ts';
import { applyEditions } from './apply-editions.ts';
import { assignRoles } from './assign-roles.ts';
import { isTargetOnly, type RoledMention } from './roled-mention.ts';
import { canonicalTokens, type Correction } from './canonical-tokens.ts';
import { cleanText } from './clean-text.ts';
import { explain } from './explain.ts';
import { findCompanions, withoutCompanions } from './find-companions.ts';
import { disown } from './find-owner.ts';
import { findMentions } from './find-mentions.ts';
import { findStrangeProducts } from './find-strange-products.ts';
import { foreignLanguage } from './foreign-language.ts';
import type { Lexicon } from './lexicon.ts';
import { asksAboutSeveral, withCompanions } from './settle-topics.ts';
import { quietEveryday } from './quiet-everyday.ts';
import { readOpenings } from './read-openings.ts';
import { readTopics } from './read-topics.ts';
import { readCorrection } from './read-correction.ts';
import type { Explained, Reading, ReadingContext } from './reading.ts';
import { resolveBareVersions } from './resolve-bare.ts';
import { meaningOf, means, segment, type Segment } from './segment.ts';
import { tokenize, type Token } from './tokenize.ts';

/** The pack and the words that a message is read with. */
export interface Reader {
  readonly knowledge: Knowledge;
  readonly lexicon: Lexicon;
}

/** Reads one message into facts and questions. Deterministic, and linear in the length of the message. */
export function readMessage(reader: Reader, text: string, context: ReadingContext): Reading {
  const { knowledge, lexicon } = reader;
  const { correction, rest, segments, roled, say } = analyse(reader, text, context);
  const words = { generic: lexicon.generic, everyday: lexicon.everyday, say };
  const { topics } = readTopics(segments, roled, words);
  const compares = segments.some((part) => meaningOf(part, 'flow')?.ends === 'compare');
  return {
    facts: asksAboutSeveral(topics)
      ? {}
      : { ...choicesOf(knowledge, segments), ...factsOf(knowledge, roled) },
    via: roled
      .filter(({ role }) => role === 'via')
      .flatMap(({ mention }) => mention.products[0] ?? mention.outside?.said ?? []),
    topics: withCompanions(topics, findCompanions(segments, roled, words)),
    compares: compares ? comparedIn(knowledge, roled) : [],
    foreign: foreignLanguage(lexicon, rest, segments),
    correction,
    servicePacks: roled.flatMap(({ mention }) =>
      mention.servicePack === undefined
        ? []
        : mention.products.slice(0, 1).map((product) => ({ said: mention.servicePack ?? '', product })),
    ),
    roles: roled.map(({ mention, role }) => ({
      role,
      products: mention.products,
      said: sayMention(segments, mention, say),
    })),
    known: knownWords(segments),
  };
}

/** Which words of a message are read as what, and which are left out: for the owner who wants to mend a misreading. */
export function explainMessage(reader: Reader, text: string, context: ReadingContext): readonly Explained[] {
  const { segments, roled, corrections, say } = analyse(reader, cleanText(text), context);
  return explain(segments, roled, corrections, say);
}

interface Analysis {
  readonly correction: boolean;
  readonly corrections: readonly Correction[];
  readonly rest: readonly Token[];
  readonly segments: readonly Segment[];
  readonly roled: readonly RoledMention[];
  readonly say: (from: Segment, to: Segment) => string;
}

function analyse({ knowledge, lexicon }: Reader, text: string, context: ReadingContext): Analysis {
  const all = tokenize(text, (word) => lexicon.vocabulary.has(word));
  const { correction, rest } = readCorrection(lexicon, all);
  const { tokens, corrections } = canonicalTokens(lexicon, rest);
  const cut = readOpenings(segment(lexicon, tokens));
  const say = (from: Segment, to: Segment) =>
    text.slice(tokens[from.from]?.start ?? 0, tokens[to.to - 1]?.end ?? 0);
  const segments = quietEveryday(cut, lexicon.everyday, say);
  const familyOf = (product: string) => knowledge.products.get(product)?.family;
  const found = withoutCompanions(segments, findMentions(knowledge, segments, say));
  const mentions = disown(found, segments, lexicon.everyday, familyOf, say);
  const assigned = assignRoles(knowledge, segments, mentions).filter(({ role }) => role !== 'not');
  const isAnswer = !correction && !text.trimEnd().endsWith('?');
  const answered = isAnswer ? answerHistory(knowledge, assigned, context) : assigned;
  const known = resolveBareVersions(knowledge, answered, context);
  const roled = applyEditions(knowledge, segments, [...known, ...findStrangeProducts(segments, known, say)]);
  return { correction, corrections, rest, segments, roled, say };
}

function sayMention(
  segments: readonly Segment[],
  mention: RoledMention['mention'],
  say: (from: Segment, to: Segment) => string,
): string {
  const [first, last] = [segments[mention.from], segments[mention.to - 1]];
  return first === undefined || last === undefined ? '' : say(first, last);
}

function factsOf(knowledge: Knowledge, roled: readonly RoledMention[]): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const role of ['installed', 'target'] as const) {
    const value = productValue(roled.filter((each) => each.role === role));
    if (value !== undefined) facts[role] = value;
  }
  for (const fact of knowledge.facts.values()) {
    if (fact.role !== 'formerly') continue;
    const domain = new Set(fact.choices.flatMap((choice) => choice.values));
    const was = nonEmpty(productsIn(roled, 'formerly').filter((id) => domain.has(id)));
    if (was !== undefined) facts[fact.id] = { kind: 'is', values: was };
    const never = productsIn(roled, 'never').filter((id) => domain.has(id));
    const others = fact.choices.filter((choice) => !choice.values.some((value) => never.includes(value)));
    const [other] = others;
    if (never.length > 0 && other !== undefined && others.length === 1)
      facts[fact.id] = { kind: 'is', values: other.values };
  }
  return facts;
}

/** "Yes, SBS 4.5" to the question what the server was originally: said without a cue, the product answers it. */
function answerHistory(
  knowledge: Knowledge,
  roled: readonly RoledMention[],
  { history }: ReadingContext,
): readonly RoledMention[] {
  const choices = knowledge.facts.get(history ?? '')?.choices ?? [];
  if (choices.length === 0 || roled.some(({ role }) => role === 'target')) return roled;
  const domain = new Set(choices.flatMap((choice) => choice.values));
  return roled.map((each) => {
    const { products } = each.mention;
    const answers = !each.cued && products.length > 0 && products.every((id) => domain.has(id));
    return answers ? { ...each, role: 'formerly' } : each;
  });
}

/** The products that are set side by side; what can only be a target is the target of both. */
function comparedIn(knowledge: Knowledge, roled: readonly RoledMention[]): readonly string[] {
  const sides = roled.filter(({ role, cued }) => role === 'installed' || (role === 'target' && !cued));
  const products = sides.flatMap(({ mention }) =>
    mention.products.filter((id) => !isTargetOnly(knowledge, id)),
  );
  return [...new Set(products)];
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

function choicesOf(knowledge: Knowledge, segments: readonly Segment[]): Record<string, FactValue> {
  const facts: Record<string, FactValue> = {};
  for (const part of segments) {
    const said = meaningOf(part, 'choice');
    const choice = knowledge.facts
      .get(said?.fact ?? '')
      ?.choices.find((candidate) => candidate.id === said?.choice);
    if (said !== undefined && choice !== undefined) facts[said.fact] = { kind: 'is', values: choice.values };
  }
  return facts;
}

/** What only this pack speaks of; addresses and telephone numbers are every vendor's. */
const PACK_MEANINGS = ['family', 'product', 'component', 'open-set'] as const;

function knownWords(segments: readonly Segment[]): number {
  return segments
    .filter((part) => PACK_MEANINGS.some((kind) => means(part, kind)))
    .reduce((sum, part) => sum + part.to - part.from, 0);
}
