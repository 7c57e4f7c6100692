import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Flow } from '../model/flow.ts';
import type { Steps } from '../model/steps.ts';
import { CUE_ROLES, MARKERS, COMMANDS, type Grammar, type Marker, type CommandName } from './grammar.ts';
import { cueWords } from './cue-words.ts';
import { addDerived } from './derive-phrases.ts';
import { everydayWords, type EverydayWords } from './everyday-words.ts';
import type { Add, Meaning, Node } from './phrase-trie.ts';
import { ARROW, normalizePhrase } from './tokenize.ts';
import { buildTypoIndex, type TypoIndex } from './typo-index.ts';

/** All phrases of a pack and a language, as a trie over words: the longest phrase at a place is found in its length. */
export interface Lexicon {
  readonly root: Node;
  /** Every word of a phrase. */
  readonly vocabulary: ReadonlySet<string>;
  /** Clipped words with the words that they stand for. */
  readonly abbreviations: ReadonlyMap<string, string>;
  /** Finds the word that was meant by a mistyped one. */
  readonly typos: TypoIndex;
  /** Last words of names that say little on their own: "server". */
  readonly generic: ReadonlySet<string>;
  /** Languages by their common words. */
  readonly foreign: ReadonlyMap<string, string>;
  /** Openings that replace an earlier fact, word by word. */
  readonly corrections: readonly (readonly string[])[];
  /** Moves by the whole message, its words joined by a space. */
  readonly commands: ReadonlyMap<string, CommandName>;
  /** Whole messages that mean "none of these". */
  readonly other: ReadonlySet<string>;
  /** Whole messages that choose an answer by its place, from 0. */
  readonly ordinals: ReadonlyMap<string, number>;
  /** Words that are nobody's name. */
  readonly everyday: EverydayWords;
  /** Words that are never read as typing errors. */
  readonly wellSpelt: ReadonlySet<string>;
  /** Words behind a number that make it a quantity and no release: "5 users". */
  readonly units: ReadonlySet<string>;
}

/** Gathers, in steps, every phrase by which the pack's things and the language's cues are named, and short forms of names. */
export function* buildLexicon(
  knowledge: Knowledge,
  grammar: Grammar,
  flows: readonly Flow[],
): Steps<Lexicon> {
  const root: Node = { next: new Map(), meanings: [] };
  const vocabulary = new Set<string>();
  const abbreviations = new Map(
    Object.entries(grammar.abbreviations).flatMap(([word, clipped]) =>
      clipped.map((each): [string, string] => [
        normalizePhrase(each).join(''),
        normalizePhrase(word).join(''),
      ]),
    ),
  );
  const wordsOf = (phrase: string) => normalizePhrase(phrase).map((word) => abbreviations.get(word) ?? word);
  const add: Add = (phrase, meaning) => insert(root, vocabulary, wordsOf(phrase), meaning);
  addGrammar(grammar, flows, add);
  const everyday = new Set(vocabulary);
  yield* addNames(knowledge, add);
  yield* addTopics(knowledge, everyday, add);
  const names = new Set([...vocabulary].filter((word) => !everyday.has(word)));
  yield* addDerived(knowledge, grammar, { root, add, wordsOf });
  return {
    root,
    vocabulary,
    abbreviations,
    generic: new Set(grammar.generic),
    typos: yield* buildTypoIndex([
      ...names,
      ...cueWords(grammar, flows),
      ...grammar.generic,
      ...grammar.qualifiers,
    ]),
    corrections: grammar.corrections.map(wordsOf),
    everyday: yield* everydayWords(knowledge, grammar, everyday),
    wellSpelt: new Set(grammar.wellSpelt.flatMap(normalizePhrase)),
    units: new Set(grammar.units.flatMap(wordsOf)),
    other: new Set(grammar.other.map((phrase) => wordsOf(phrase).join(' '))),
    ordinals: new Map(
      grammar.ordinals.flatMap((phrases, place) => phrases.map((each) => [wordsOf(each).join(' '), place])),
    ),
    commands: new Map(
      COMMANDS.flatMap((command) =>
        grammar.moves[command].map((phrase) => [wordsOf(phrase).join(' '), command]),
      ),
    ),
    foreign: new Map(
      Object.entries(grammar.foreign).flatMap(([language, words]) =>
        words.map((word): [string, string] => [normalizePhrase(word).join(' '), language]),
      ),
    ),
  };
}

function* addNames(knowledge: Knowledge, add: Add): Steps<void> {
  for (const family of knowledge.families.values()) {
    for (const name of [family.name, ...family.aliases]) add(name, { kind: 'family', id: family.id });
  }
  for (const product of knowledge.products.values()) {
    yield;
    for (const name of [product.name, ...product.aliases]) add(name, { kind: 'product', id: product.id });
  }
  for (const { id, name, aliases } of knowledge.components.values()) {
    yield;
    for (const each of [name, ...aliases]) add(each, { kind: 'component', id });
  }
}

function* addTopics(knowledge: Knowledge, everyday: ReadonlySet<string>, add: Add): Steps<void> {
  for (const rule of knowledge.rules.values()) {
    yield;
    if (rule.kind === 'reference') {
      for (const name of [rule.topic, ...rule.aliases]) add(name, { kind: 'reference', rule: rule.id });
    } else if (rule.kind === 'requirement' || rule.kind === 'alternative') {
      for (const name of rule.aliases) add(name, { kind: 'statement', rule: rule.id });
    } else if (rule.kind === 'component') {
      for (const name of rule.openSet?.aliases ?? []) add(name, { kind: 'open-set', rule: rule.id });
    }
  }
  for (const fact of knowledge.facts.values()) {
    yield;
    // A history is read from the products and the cues before them; a whole phrase would hide the products in it.
    if (fact.role === 'formerly') continue;
    for (const choice of fact.choices) {
      for (const phrase of [choice.means, ...choice.synonyms]) {
        if (!isTelling(normalizePhrase(phrase), everyday)) continue;
        add(phrase, { kind: 'choice', fact: fact.id, choice: choice.id });
      }
    }
  }
}

/** One word says enough from this length on: "clustered". */
const LEAST_TELLING_LETTERS = 6;

/** Whether an answer can be told apart without its question: "it was used" of everyday words only cannot. */
function isTelling(words: readonly string[], everyday: ReadonlySet<string>): boolean {
  const own = words.filter((word) => !everyday.has(word));
  return words.length > 1 ? own.length > 0 : own.some((word) => word.length >= LEAST_TELLING_LETTERS);
}

/** Markers that can stand between a name and its version. */
const NAMELESS: ReadonlySet<Marker> = new Set(['hedge', 'elsewhere', 'here']);

function addGrammar(grammar: Grammar, flows: readonly Flow[], add: Add): void {
  add(ARROW, { kind: 'cue', role: 'target' });
  for (const role of CUE_ROLES) for (const phrase of grammar.roles[role]) add(phrase, { kind: 'cue', role });
  for (const role of CUE_ROLES)
    for (const phrase of grammar.rolesBehind[role] ?? []) add(phrase, { kind: 'cue-behind', role });
  for (const kind of MARKERS) {
    for (const phrase of grammar.markers[kind]) {
      add(phrase, { kind });
      // It says nothing on a product, so that names and their versions are found around it.
      if (NAMELESS.has(kind)) add(phrase, { kind: 'filler' });
    }
  }
  for (const phrase of grammar.joiners) add(phrase, { kind: 'joiner' });
  for (const phrase of grammar.fillers) add(phrase, { kind: 'filler' });
  for (const phrase of grammar.articles) add(phrase, { kind: 'article' });
  for (const phrase of grammar.beside) add(phrase, { kind: 'beside' });
  for (const phrase of grammar.asksAbout) {
    add(phrase, { kind: 'asks-about' });
    add(phrase, { kind: 'question-word' });
  }
  for (const asks of ['works', 'supported'] as const)
    for (const phrase of grammar.runs[asks]) add(phrase, { kind: 'runs', asks });
  for (const phrase of grammar.questionWords) add(phrase, { kind: 'question-word' });
  for (const phrase of grammar.servicePacks) add(phrase, { kind: 'service-pack' });
  for (const phrase of grammar.qualifiers) add(phrase, { kind: 'qualifier' });
  for (const { topic, phrases, yields } of grammar.silent)
    for (const phrase of phrases) add(phrase, { kind: 'silent', topic, phrase, yields });
  // "… and where do I find more?": a phrase that begins with a question's word begins a question.
  const asking = new Set(grammar.questionWords);
  for (const flow of flows)
    for (const phrase of flow.starts.phrases) {
      add(phrase, { kind: 'flow', ends: flow.ends });
      if (flow.ends === 'reference' && asking.has(phrase.split(' ')[0] ?? ''))
        add(phrase, { kind: 'question-word' });
    }
}

function insert(root: Node, vocabulary: Set<string>, words: readonly string[], meaning: Meaning): void {
  if (words.length === 0) return;
  let node = root;
  for (const word of words) {
    vocabulary.add(word);
    const next = node.next.get(word) ?? { next: new Map<string, Node>(), meanings: [] };
    node.next.set(word, next);
    node = next;
  }
  if (!node.meanings.some((known) => JSON.stringify(known) === JSON.stringify(meaning)))
    node.meanings.push(meaning);
}
