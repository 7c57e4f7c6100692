import type { Topic } from '../model/topic.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { applyEditions } from './apply-editions.ts';
import { asksForEach } from './asks-for-each.ts';
import { assignRoles } from './assign-roles.ts';
import { isTargetOnly, type RoledMention } from './roled-mention.ts';
import { canonicalTokens, type Correction } from './canonical-tokens.ts';
import { cleanText } from './clean-text.ts';
import { dropElsewhere } from './drop-elsewhere.ts';
import type { Say } from './make-mention.ts';
import type { NameWords } from './find-unnamed-component.ts';
import { explain } from './explain.ts';
import { findCompanions, withoutCompanions } from './find-companions.ts';
import { disown } from './find-owner.ts';
import { findMentions } from './find-mentions.ts';
import { findStrangeProducts } from './find-strange-products.ts';
import { foreignLanguage } from './foreign-language.ts';
import type { Lexicon } from './lexicon.ts';
import { readFacts } from './read-facts.ts';
import { asksAboutSeveral, withCompanions } from './settle-topics.ts';
import { quietEveryday } from './quiet-everyday.ts';
import { readOpenings } from './read-openings.ts';
import { readTopics } from './read-topics.ts';
import { readCorrection } from './read-correction.ts';
import type { Explained, Reading, ReadingContext } from './reading.ts';
import { resolveBareVersions } from './resolve-bare.ts';
import { meaningOf, means, segment, type Segment } from './segment.ts';
import { COMMA, tokenize, type Token } from './tokenize.ts';

/** The pack and the words that a message is read with. */
export interface Reader {
  readonly knowledge: Knowledge;
  readonly lexicon: Lexicon;
}

/** Reads one message into facts and questions. Deterministic, and linear in the length of the message. */
export function readMessage(reader: Reader, text: string, context: ReadingContext): Reading {
  const { knowledge, lexicon } = reader;
  const { correction, affirmed, rest, segments, roled, say } = analyse(reader, text, context);
  const words = { generic: lexicon.generic, everyday: lexicon.everyday, say };
  const topics = topicsOf(reader, segments, roled, words);
  const compares = segments.some((part) => meaningOf(part, 'flow')?.ends === 'compare');
  const told = readFacts(knowledge, segments, roled, context.installed === true);
  return {
    ...(asksAboutSeveral(topics) ? { facts: {}, supposed: [] } : told),
    // "Yes, if …" is no yes.
    hedged: segments.some(
      (part, i) => means(part, 'hedge') || (affirmed && i === 0 && means(part, 'supposition')),
    ),
    via: viaOf(roled),
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

function withoutFirst(tokens: readonly Token[]): readonly Token[] {
  return tokens.slice(tokens[1]?.norm === COMMA ? 2 : 1);
}

/** The stops that are proposed, each once: "2.5 to 4.5, then 4.5 to 2003" names 4.5 as one stop. */
function viaOf(roled: readonly RoledMention[]): readonly string[] {
  const stops = roled
    .filter(({ role }) => role === 'via')
    .flatMap(({ mention }) => mention.products[0] ?? mention.outside?.said ?? []);
  return stops.filter((stop, i) => stop !== stops[i - 1]);
}

/** What is asked; about all of several products at once, where the message asks about each of them. */
function topicsOf(
  { knowledge }: Reader,
  segments: readonly Segment[],
  roled: readonly RoledMention[],
  words: NameWords,
): readonly Topic[] {
  const { topics } = readTopics(segments, roled, words);
  // "Can I skip X?", "without X?" ask about the route.
  const skips = roled.some(
    ({ role, mention }) => role === 'skipped' || (role === 'never' && mention.bare !== undefined),
  );
  const asked: readonly Topic[] = topics.length === 0 && skips ? [{ kind: 'advice' }] : topics;
  if (!asked.every(({ kind }) => kind === 'advice') || !asksForEach(knowledge, segments, roled)) return asked;
  return [{ kind: 'list' }];
}

/** Which words of a message are read as what, and which are left out: for the owner who wants to correct a misreading. */
export function explainMessage(reader: Reader, text: string, context: ReadingContext): readonly Explained[] {
  const { segments, roled, corrections, say } = analyse(reader, cleanText(text), context);
  return explain(segments, roled, corrections, say);
}

interface Analysis {
  readonly correction: boolean;
  readonly affirmed: boolean;
  readonly corrections: readonly Correction[];
  readonly rest: readonly Token[];
  readonly segments: readonly Segment[];
  readonly roled: readonly RoledMention[];
  readonly say: Say;
}

function analyse({ knowledge, lexicon }: Reader, text: string, context: ReadingContext): Analysis {
  const all = tokenize(text, (word) => lexicon.vocabulary.has(word));
  const { correction, rest } = readCorrection(lexicon, all);
  // The "yes" before the rest says nothing on what the rest names.
  const affirmed = lexicon.commands.get(rest[0]?.norm ?? '') === 'yes';
  const { tokens, corrections } = canonicalTokens(lexicon, affirmed ? withoutFirst(rest) : rest);
  const cut = readOpenings(segment(lexicon, tokens));
  const say = (from: Segment, to: Segment) =>
    text.slice(tokens[from.from]?.start ?? 0, tokens[to.to - 1]?.end ?? 0);
  const segments = quietEveryday(cut, lexicon.everyday, say);
  // "It was 4.0" corrects what is installed where it follows "sorry", and tells of the past where that was asked.
  const keepsHistory = context.history !== undefined || (context.installed === true && !correction);
  const familyOf = (product: string) => knowledge.products.get(product)?.family;
  const found = withoutCompanions(segments, findMentions(knowledge, segments, say));
  const mentions = disown(found, segments, lexicon.everyday, familyOf, say);
  const assigned = dropElsewhere(
    segments,
    assignRoles(knowledge, segments, mentions, { keepsHistory, correction }),
  );
  // "Say that X is supported" is no answer to what the server was.
  const asksElse = segments.some((part) => means(part, 'question-word') || means(part, 'runs'));
  const isAnswer = !correction && !asksElse && !text.trimEnd().endsWith('?');
  const answered = isAnswer ? answerHistory(knowledge, assigned, context, affirmed) : assigned;
  const known = resolveBareVersions(knowledge, answered, context);
  const roled = applyEditions(knowledge, segments, [
    ...known,
    ...findStrangeProducts(segments, known, say),
  ]).filter(({ role }) => role !== 'not');
  return { correction, affirmed, corrections, rest, segments, roled, say };
}

function sayMention(segments: readonly Segment[], mention: RoledMention['mention'], say: Say): string {
  const [first, last] = [segments[mention.from], segments[mention.to - 1]];
  return first === undefined || last === undefined ? '' : say(first, last);
}

/** "Yes, SBS 4.5" to the question what the server was originally: said without a cue, the product answers it. */
function answerHistory(
  knowledge: Knowledge,
  roled: readonly RoledMention[],
  { history }: ReadingContext,
  affirmed: boolean,
): readonly RoledMention[] {
  const choices = knowledge.facts.get(history ?? '')?.choices ?? [];
  if (choices.length === 0 || roled.some(({ role }) => role === 'target')) return roled;
  const domain = new Set(choices.flatMap((choice) => choice.values));
  const families = new Set([...domain].map((id) => knowledge.products.get(id)?.family));
  return roled.map((each) => {
    const { products, outside, bare } = each.mention;
    const inDomain = products.filter((id) => domain.has(id));
    if (affirmed && bare !== undefined && !each.cued) {
      const was = inDomain.length > 0 ? inDomain : products;
      return { ...each, role: 'formerly', mention: { ...each.mention, products: was, bare: undefined } };
    }
    const named = products.length > 0 && products.every((id) => domain.has(id));
    const near = outside?.family !== undefined && families.has(outside.family);
    return !each.cued && (named || near) ? { ...each, role: 'formerly' } : each;
  });
}

/** The products that are set side by side; what can only be a target is the target of both. */
function comparedIn(knowledge: Knowledge, roled: readonly RoledMention[]): readonly string[] {
  const sides = roled.filter(({ role, cued }) => role === 'installed' || (role === 'target' && !cued));
  const namedIn = (some: readonly RoledMention[]) =>
    some.flatMap(({ mention }) => mention.products.filter((id) => !isTargetOnly(knowledge, id)));
  const products = [...new Set(namedIn(sides))];
  // "Compare X to Y": beside one side only, what looks like the target is the other one.
  return products.length > 1 ? products : [...new Set([...products, ...namedIn(roled)])];
}

/** What only this pack speaks of; addresses and telephone numbers are every vendor's. */
const PACK_MEANINGS = ['family', 'product', 'component', 'open-set'] as const;

function knownWords(segments: readonly Segment[]): number {
  return segments
    .filter((part) => PACK_MEANINGS.some((kind) => means(part, kind)))
    .reduce((sum, part) => sum + part.to - part.from, 0);
}
