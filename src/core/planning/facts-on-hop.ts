import type { Facts, FactValue } from '../model/fact.ts';

/** The facts when a hop begins: its start is installed, its end is the target, all other facts stay the same. */
export function factsOnHop(facts: Facts, from: string, to: string): Facts {
  if (isOnly(facts['installed'], from) && isOnly(facts['target'], to)) return facts;
  return { ...facts, installed: { kind: 'is', values: [from] }, target: { kind: 'is', values: [to] } };
}

function isOnly(value: FactValue | undefined, product: string): boolean {
  return value?.kind === 'is' && value.values.length === 1 && value.values[0] === product;
}
