import type { Facts, FactValue } from '../model/fact.ts';

/** The facts as a hop sees them: the hop's start is what is installed; everything else stays. */
export function factsOnHop(facts: Facts, from: string, to: string): Facts {
  if (isOnly(facts['installed'], from) && isOnly(facts['target'], to)) return facts;
  return { ...facts, installed: { kind: 'is', values: [from] }, target: { kind: 'is', values: [to] } };
}

function isOnly(value: FactValue | undefined, product: string): boolean {
  return value?.kind === 'is' && value.values.length === 1 && value.values[0] === product;
}
