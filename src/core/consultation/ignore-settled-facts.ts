import type { Facts, FactChanges } from '../model/fact.ts';
import type { Reading } from '../understanding/reading.ts';

/**
 * The reading of a text that must not change the `settled` facts: if it tells one of them, the known value is put in its
 * place, or "not known". All else of the reading stays, also that a product was mentioned.
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
