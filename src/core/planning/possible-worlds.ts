import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';

/** One combination of values that the missing facts can have. */
export interface World {
  readonly values: Readonly<Record<string, string>>;
  readonly facts: Facts;
}

/** More combinations than this are left out: no readme that we have seen has more than a handful of conditions. */
const MOST_WORLDS = 1024;

/** Every combination of values that the given facts can still have (at most 1,024). */
export function possibleWorlds(knowledge: Knowledge, open: readonly string[], told: Facts): readonly World[] {
  let worlds: World[] = [{ values: {}, facts: {} }];
  for (const fact of open) {
    const known = told[fact];
    const values =
      known?.kind === 'is'
        ? known.values
        : (knowledge.facts.get(fact)?.choices ?? []).flatMap((choice) => choice.values);
    if (values.length === 0) continue;
    worlds = worlds
      .flatMap((world) => values.map((value) => extend(world, fact, value)))
      .slice(0, MOST_WORLDS);
  }
  return worlds;
}

function extend(world: World, fact: string, value: string): World {
  return {
    values: { ...world.values, [fact]: value },
    facts: { ...world.facts, [fact]: { kind: 'is', values: [value] } },
  };
}
