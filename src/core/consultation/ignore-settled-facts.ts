import type { Facts, FactChanges } from '../model/fact.ts';
import type { Reading } from '../understanding/reading.ts';

/**
 * A reading that is not heard on some facts: where the words told one, it is told as it is known, or as not known. What
 * else follows from the words (that a product was told at all, what is asked) stays.
 */
export function ignoreSettledFacts(reading: Reading, known: Facts, settled: readonly string[]): Reading {
  if (!settled.some((id) => id in reading.facts)) return reading;
  const facts: FactChanges = Object.fromEntries(
    Object.entries(reading.facts).map(([id, value]) => [
      id,
      settled.includes(id) ? (known[id] ?? null) : value,
    ]),
  );
  const told = productsIn(facts);
  const unheard = new Set([...productsIn(reading.facts)].filter((product) => !told.has(product)));
  return {
    ...reading,
    facts,
    servicePacks: reading.servicePacks.filter(({ product }) => !unheard.has(product)),
  };
}

function productsIn(facts: FactChanges): ReadonlySet<string> {
  return new Set(Object.values(facts).flatMap((value) => (value?.kind === 'is' ? value.values : [])));
}
