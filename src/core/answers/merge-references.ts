import type { ReferenceRule } from '../model/rule.ts';
import type { NonEmpty } from '../model/non-empty.ts';

/** References that lead to the same place, as one. */
export interface MergedReference {
  readonly rules: NonEmpty<ReferenceRule>;
  readonly url: string | undefined;
  readonly contact: string | undefined;
}

/** Every address and contact once, with all statements that give it, in the order of the text. */
export function mergeReferences(rules: readonly ReferenceRule[]): readonly MergedReference[] {
  const merged = new Map<string, MergedReference>();
  for (const rule of rules) {
    const key = `${rule.url ?? ''}\n${rule.contact ?? ''}`;
    const same = merged.get(key);
    if (same === undefined) merged.set(key, { rules: [rule], url: rule.url, contact: rule.contact });
    else if (!same.rules.includes(rule)) merged.set(key, { ...same, rules: [...same.rules, rule] });
  }
  return [...merged.values()];
}
