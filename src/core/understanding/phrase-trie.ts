import type { FlowEnd } from '../model/flow.ts';
import type { CueRole, Marker } from './grammar.ts';

/** What a phrase can mean. One phrase may mean several things. */
export type Meaning =
  | { readonly kind: 'family'; readonly id: string }
  | { readonly kind: 'product'; readonly id: string }
  | { readonly kind: 'component'; readonly id: string }
  | { readonly kind: 'open-set'; readonly rule: string }
  | { readonly kind: 'reference'; readonly rule: string }
  | { readonly kind: 'statement'; readonly rule: string }
  | { readonly kind: 'choice'; readonly fact: string; readonly choice: string }
  | { readonly kind: 'cue'; readonly role: CueRole }
  | { readonly kind: 'cue-behind'; readonly role: CueRole }
  | { readonly kind: Marker }
  | { readonly kind: 'joiner' }
  | { readonly kind: 'filler' }
  | { readonly kind: 'article' }
  | { readonly kind: 'beside' }
  | { readonly kind: 'asks-about' }
  | { readonly kind: 'runs'; readonly asks: 'works' | 'supported' }
  | { readonly kind: 'service-pack' }
  | { readonly kind: 'qualifier' }
  | { readonly kind: 'silent'; readonly topic: string; readonly phrase: string; readonly yields: boolean }
  | { readonly kind: 'question-word' }
  | { readonly kind: 'flow'; readonly ends: FlowEnd };

/** A word of phrases, with what the phrases that end here mean. */
export interface Node {
  readonly next: Map<string, Node>;
  readonly meanings: Meaning[];
}

/** The longest phrase that begins at `from`: how many words it has and what it means; undefined where none does. */
export function longestPhrase(
  lexicon: { readonly root: Node },
  words: readonly { readonly norm: string }[],
  from: number,
): { readonly length: number; readonly meanings: readonly Meaning[] } | undefined {
  let node: Node | undefined = lexicon.root;
  let best: { length: number; meanings: readonly Meaning[] } | undefined;
  for (let i = from; i < words.length; i++) {
    node = node.next.get(words[i]?.norm ?? '');
    if (node === undefined) break;
    if (node.meanings.length > 0) best = { length: i - from + 1, meanings: node.meanings };
  }
  return best;
}

/** Puts a phrase with its meaning into a lexicon that is being built. */
export type Add = (phrase: string, meaning: Meaning) => void;
