import { type Condition, hopKey, hopsOnRoute, type UpgradeStatus } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { formatPlace, issueAt } from '../reading/place.ts';
import { canHold, type Domain } from './can-hold-together.ts';
import { onHop, type HopRule } from './hop-rules.ts';

const FIX = 'withdraw one of them, or give them conditions that exclude each other';

/**
 * Reports upgrade rules that contradict each other where both can hold: `supported` and `not-supported` on the same
 * hop; `supported-via` and a `not-supported` that is not only about the direct upgrade; a route by way of a hop that is
 * `not-supported`.
 */
export function checkUpgrades(
  hops: ReadonlyMap<string, readonly HopRule[]>,
  domain: Domain,
  report: Report,
): void {
  for (const rules of hops.values()) {
    if (rules.length > 1) checkHop(rules, domain, report);
    for (const route of rules) {
      if (route.rule.status === 'supported-via') checkRoute(route, hops, domain, report);
    }
  }
}

function checkHop(rules: readonly HopRule[], domain: Domain, report: Report): void {
  for (const no of rules.filter(({ rule }) => rule.status === 'not-supported')) {
    for (const yes of rules) {
      if (!contradicts(yes.rule.status, no.rule.direct)) continue;
      const { from } = no;
      const { to } = no.rule;
      const both: Condition = {
        kind: 'all',
        of: [onHop(yes.rule.when, from, to), onHop(no.rule.when, from, to)],
      };
      if (!canHold(both, {}, domain)) continue;
      const [first, second] = inOrder(yes, no);
      const what = `${describe(second)}, but rule "${first.rule.id}" (${formatPlace(first.place)}) says that it is ${STATUS[first.rule.status]}`;
      const fix =
        yes.rule.status === 'supported'
          ? FIX
          : `${FIX}; if only the direct upgrade is not supported, write "direct: true"`;
      report(issueAt(second.place, what, fix));
    }
  }
}

function contradicts(status: UpgradeStatus, direct: boolean): boolean {
  return status === 'supported' || (status === 'supported-via' && !direct);
}

/** Reports a route with a hop that another rule calls not supported. A conditional stop counts where its condition holds. */
function checkRoute(
  route: HopRule,
  hops: ReadonlyMap<string, readonly HopRule[]>,
  domain: Domain,
  report: Report,
): void {
  const { rule } = route;
  for (const hop of hopsOnRoute({ ...rule, from: [route.from] })) {
    const denials = (hops.get(hopKey(hop.from, hop.to)) ?? []).filter(
      (no) => no.rule.status === 'not-supported',
    );
    for (const no of denials) {
      // The route's conditions are about its start; those of the denial are about the start of the hop.
      const stops = rule.via.flatMap((stop): readonly Condition[] => {
        if (hop.skips.includes(stop.product)) return [{ kind: 'not', of: stop.when }];
        return stop.product === hop.from || stop.product === hop.to ? [stop.when] : [];
      });
      const taken = [rule.when, ...stops].map((condition) => onHop(condition, route.from, rule.to));
      if (!canHold({ kind: 'all', of: [...taken, onHop(no.rule.when, hop.from, hop.to)] }, {}, domain))
        continue;
      const what = `this route passes from "${hop.from}" to "${hop.to}", which rule "${no.rule.id}" (${formatPlace(no.place)}) says is not supported`;
      report(issueAt(route.place, what, FIX));
    }
  }
}

const STATUS: Readonly<Record<UpgradeStatus, string>> = {
  supported: 'supported',
  'not-supported': 'not supported',
  'supported-via': 'supported by way of other products',
  'not-recommended': 'not recommended',
};

function describe({ rule, from }: HopRule): string {
  return `rule "${rule.id}" says that the upgrade from "${from}" to "${rule.to}" is ${STATUS[rule.status]}`;
}

function inOrder(a: HopRule, b: HopRule): readonly [HopRule, HopRule] {
  const before =
    a.place.file === b.place.file
      ? Number(a.place.path[1]) < Number(b.place.path[1])
      : a.place.file.name < b.place.file.name;
  return before ? [a, b] : [b, a];
}
