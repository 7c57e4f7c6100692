import type { Citation } from '../../contract/index.ts';
import { uniqueCitations } from '../model/citation.ts';
import type { Rule } from '../model/rule.ts';
import type { Sentence } from './document.ts';

/** A sentence carried by the citations of these rules. */
export function cited(text: string, rules: readonly Rule[]): Sentence {
  return { text, citations: citationsOf(rules) };
}

/** A sentence that asserts nothing about the product: a lead, a silence, a piece of conversation. */
export function plain(text: string): Sentence {
  return { text, citations: [] };
}

export function citationsOf(rules: readonly Rule[]): readonly Citation[] {
  return uniqueCitations(rules.flatMap((rule) => rule.citations));
}
