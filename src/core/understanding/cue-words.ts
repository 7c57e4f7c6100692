import type { Flow } from '../model/flow.ts';
import { CUE_ROLES, type Grammar } from './grammar.ts';
import { normalizePhrase } from './tokenize.ts';

/** Long words of cues and flows, which are mistyped as well as names are. */
export function cueWords(grammar: Grammar, flows: readonly Flow[]): readonly string[] {
  const phrases = [
    ...CUE_ROLES.flatMap((role) => [...grammar.roles[role]]),
    ...flows.flatMap((flow) => [...flow.starts.phrases]),
  ];
  return phrases
    .flatMap((phrase) => normalizePhrase(phrase))
    .filter((word) => word.length >= LEAST_CUE_LETTERS);
}

/** Shorter cue words are too near to other everyday words. */
const LEAST_CUE_LETTERS = 6;
