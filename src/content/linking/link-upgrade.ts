import {
  type AlternativeRule,
  nonEmpty,
  type NonEmpty,
  type Stop,
  type UpgradeRule,
} from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenAlternative, WrittenUpgrade } from '../schemas/rules-schema.ts';
import type { Common, RuleTerms } from './rule-terms.ts';
import { linkStops } from './link-stops.ts';
import { resolveProducts } from './resolve-products.ts';

/** The upgrade rule, once for each of its targets. */
export function linkUpgrade(
  written: WrittenUpgrade,
  common: Common | undefined,
  place: Place,
  terms: RuleTerms,
  report: Report,
): readonly UpgradeRule[] {
  const from = resolveProducts(written.from, inside(place, 'from'), terms.catalogue, report);
  const targets = resolveProducts(written.to, inside(place, 'to'), terms.catalogue, report);
  const via: readonly Stop[] = linkStops(written, from, targets, place, terms, report);
  for (const id of (targets ?? []).filter((target) => from?.includes(target))) {
    const fix = 'name another target, or take it out of "from"';
    report(issueAt(inside(place, 'to'), `the upgrade ends where it starts, at "${id}"`, fix));
  }
  if (written.direct && written.status === 'supported-via') {
    const fix = 'take "direct" out, or make two rules of it';
    report(issueAt(inside(place, 'direct'), 'a route by way of other products is not direct', fix));
  }
  if (common === undefined || from === undefined || targets === undefined) return [];
  const { status, direct, goal } = written;
  return forEach(targets, common.id, (to, id) => ({
    ...common,
    id,
    kind: 'upgrade',
    from,
    to,
    status,
    via,
    direct,
    goal,
  }));
}

/** The alternative, once for each of its targets. */
export function linkAlternative(
  written: WrittenAlternative,
  common: Common | undefined,
  place: Place,
  terms: RuleTerms,
  report: Report,
): readonly AlternativeRule[] {
  const from = resolveProducts(written.from, inside(place, 'from'), terms.catalogue, report);
  const targets = resolveProducts(written.to, inside(place, 'to'), terms.catalogue, report);
  const steps = nonEmpty(
    written.steps.map((step) =>
      typeof step === 'string' ? { do: step, effect: undefined } : { do: step.do, effect: step.effect },
    ),
  );
  if (common === undefined || from === undefined || targets === undefined || steps === undefined) return [];
  return forEach(targets, common.id, (to, id) => ({
    ...common,
    id,
    kind: 'alternative',
    from,
    to,
    steps,
    aliases: written.aliases,
  }));
}

/** One rule for each target. With several targets, the target is added to the id of each rule. */
function forEach<T>(
  targets: NonEmpty<string>,
  id: string,
  make: (to: string, id: string) => T,
): readonly T[] {
  return targets.map((to) => make(to, targets.length === 1 ? id : `${id}/${to}`));
}
