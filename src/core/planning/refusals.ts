import { evaluate } from '../conditions/evaluate.ts';
import type { Facts } from '../model/fact.ts';
import { type Knowledge } from '../knowledge/knowledge.ts';
import { type UpgradeRule, hopKey } from '../model/rule.ts';
import { factsOnHop } from './facts-on-hop.ts';

/** The rules that say that a hop is not supported, whether their conditions hold or not. */
export function refusalsOf(knowledge: Knowledge, from: string, to: string): readonly UpgradeRule[] {
  return (knowledge.index.upgrades.get(hopKey(from, to)) ?? []).filter(
    (rule) => rule.status === 'not-supported',
  );
}

/** The rules that say of some hop of this path that it is not supported, without those whose condition fails. */
export function refusalsAlong(
  knowledge: Knowledge,
  path: readonly string[],
  facts: Facts,
): readonly UpgradeRule[] {
  return path.slice(1).flatMap((to, i) => {
    const from = path[i] ?? to;
    const here = factsOnHop(facts, from, to);
    return refusalsOf(knowledge, from, to).filter((rule) => evaluate(rule.when, here) !== 'fails');
  });
}
