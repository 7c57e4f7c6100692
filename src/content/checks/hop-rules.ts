import { type Condition, type Facts, factsIn, hopKey, simplify, type UpgradeRule } from '../../core/index.ts';
import type { PlacedRule } from '../linking/link-rules.ts';
import type { Place } from '../reading/place.ts';

/** An upgrade rule seen from one of its starts. */
export interface HopRule {
  readonly rule: UpgradeRule;
  readonly place: Place;
  readonly from: string;
}

/** The upgrade rules that are not withdrawn, by the hop that they speak of. */
export function rulesByHop(rules: readonly PlacedRule[]): ReadonlyMap<string, readonly HopRule[]> {
  const byHop = new Map<string, HopRule[]>();
  for (const { rule, place } of rules) {
    if (rule.kind !== 'upgrade' || rule.withdrawn !== undefined) continue;
    for (const from of rule.from) {
      const key = hopKey(from, rule.to);
      const before = byHop.get(key);
      if (before === undefined) byHop.set(key, [{ rule, place, from }]);
      else before.push({ rule, place, from });
    }
  }
  return byHop;
}

/** A condition as it stands on a hop, where what is installed and the target are known. */
export function onHop(condition: Condition, from: string, to: string): Condition {
  const facts: Facts = { installed: { kind: 'is', values: [from] }, target: { kind: 'is', values: [to] } };
  return factsIn(condition).size === 0 ? condition : simplify(condition, facts);
}
