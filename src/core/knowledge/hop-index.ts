import { type HopScope, hopKey } from '../model/rule.ts';
import type { Steps } from '../model/steps.ts';
import { appendTo } from '../model/group-by.ts';

interface Placed<R> {
  readonly rule: R;
  /** The position of the rule among all rules of its kind. */
  readonly place: number;
}

/** Rules by hop: `byHop` those for one start and one end, `byEnd` those for an end and any start. */
export interface HopIndex<R> {
  readonly byHop: ReadonlyMap<string, readonly Placed<R>[]>;
  readonly byEnd: ReadonlyMap<string, readonly Placed<R>[]>;
}

/** Indexes rules by the hops that they apply to. Takes time linear in the number of these hops. */
export function* indexByHop<R extends { readonly on: HopScope }>(rules: readonly R[]): Steps<HopIndex<R>> {
  const byHop = new Map<string, Placed<R>[]>();
  const byEnd = new Map<string, Placed<R>[]>();
  for (const [place, rule] of rules.entries()) {
    yield;
    for (const to of rule.on.to) {
      if (rule.on.from === undefined) appendTo(byEnd, to, { rule, place });
      else for (const from of new Set(rule.on.from)) appendTo(byHop, hopKey(from, to), { rule, place });
    }
  }
  return { byHop, byEnd };
}

/** The rules that apply to a hop, in the order of the pack. */
export function rulesOnHop<R>({ byHop, byEnd }: HopIndex<R>, from: string, to: string): readonly R[] {
  const own = byHop.get(hopKey(from, to)) ?? [];
  const general = byEnd.get(to) ?? [];
  const placed =
    own.length > 0 && general.length > 0 ? [...own, ...general].sort((a, b) => a.place - b.place) : undefined;
  return (placed ?? (own.length > 0 ? own : general)).map(({ rule }) => rule);
}
