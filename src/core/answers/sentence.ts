import type { Citation } from '../../contract/index.ts';
import { uniqueCitations } from '../model/citation.ts';
import type { Rule } from '../model/rule.ts';
import type { Sentence } from './document.ts';

/** A sentence with the citations of the rules that say it. */
export function cited(text: string, rules: readonly Rule[]): Sentence {
  return { text, citations: citationsOf(rules) };
}

/** A sentence that claims nothing about a product, and so needs no citation: a lead, "not covered", conversation. */
export function plain(text: string): Sentence {
  return { text, citations: [] };
}

/** Every citation of these rules once, in reading order. */
export function citationsOf(rules: readonly Rule[]): readonly Citation[] {
  return uniqueCitations(rules.flatMap((rule) => rule.citations));
}
