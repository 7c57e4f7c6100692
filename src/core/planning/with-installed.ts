import type { Facts } from '../model/fact.ts';

/** The facts as a hop sees them: the hop's start is what is installed; everything else stays. */
export function withInstalled(facts: Facts, from: string, to: string): Facts {
  return { ...facts, installed: { kind: 'is', values: [from] }, target: { kind: 'is', values: [to] } };
}
