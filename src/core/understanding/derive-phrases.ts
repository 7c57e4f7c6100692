import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Steps } from '../model/steps.ts';
import { deriveNames } from './derive-names.ts';
import type { Grammar } from './grammar.ts';
import { longestPhrase, type Add, type Meaning, type Node } from './phrase-trie.ts';

interface Deriving {
  readonly root: Node;
  readonly add: Add;
  readonly wordsOf: (phrase: string) => readonly string[];
}

/** Short forms of names. One that already means something, or that two names share, is nobody's. */
export function* addDerived(
  knowledge: Knowledge,
  grammar: Grammar,
  { root, add, wordsOf }: Deriving,
): Steps<void> {
  const generic = new Set(grammar.generic);
  const owners = new Map<string, { readonly phrase: string; readonly meaning: Meaning } | undefined>();
  const derive = (name: string, meaning: Meaning, whole = true) => {
    for (const phrase of deriveNames(name, whole ? generic : new Set())) {
      const words = wordsOf(phrase);
      const key = words.join(' ');
      if (words.length === 0 || isTaken(root, words)) continue;
      const shared = owners.has(key) && JSON.stringify(owners.get(key)?.meaning) !== JSON.stringify(meaning);
      owners.set(key, shared ? undefined : { phrase, meaning });
    }
  };
  for (const family of knowledge.families.values()) {
    yield;
    derive(family.name, { kind: 'family', id: family.id });
    // What is left of an alias without its last word may be any word: "Build" of "Build Server".
    for (const alias of family.aliases) derive(alias, { kind: 'family', id: family.id }, false);
  }
  for (const component of knowledge.components.values()) {
    yield;
    derive(component.name, { kind: 'component', id: component.id });
    for (const alias of component.aliases) derive(alias, { kind: 'component', id: component.id }, false);
  }
  for (const owner of owners.values()) {
    yield;
    if (owner !== undefined) add(owner.phrase, owner.meaning);
  }
}

function isTaken(root: Node, words: readonly string[]): boolean {
  const found = longestPhrase(
    { root },
    words.map((norm) => ({ norm })),
    0,
  );
  return found?.length === words.length;
}
