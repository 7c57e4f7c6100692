import type { Facts } from '../model/fact.ts';
import type { ReadingContext } from '../understanding/reading.ts';
import type { ReadyPack } from './advisor.ts';
import type { Session } from './session.ts';

/** What the conversation so far says for reading the next message: it decides which product a bare version belongs to. */
export function readingContext({ state, context, open }: Session): ReadingContext {
  const installed = familyOf(context.knowledge.products, state.facts, 'installed');
  const asked = open?.fact === 'installed' || open?.fact === 'target' ? open.fact : undefined;
  const family = asked === 'target' ? familyOf(context.knowledge.products, state.facts, 'target') : installed;
  const fact = context.knowledge.facts.get(open?.fact ?? '');
  return {
    family,
    asked,
    history: fact?.role === 'formerly' ? fact.id : undefined,
    installed: state.facts['installed']?.kind === 'is',
  };
}

/** The family of a fact's value; undefined if it may be of several. */
function familyOf(
  products: ReadyPack['knowledge']['products'],
  facts: Facts,
  id: string,
): string | undefined {
  const value = facts[id];
  if (value?.kind === 'outside') return value.family;
  const values = value?.kind === 'is' ? value.values : (value?.among ?? []);
  const families = new Set(values.map((product) => products.get(product)?.family));
  const [only] = families;
  return families.size === 1 ? only : undefined;
}
