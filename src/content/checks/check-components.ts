import type { ComponentStatus } from '../../contract/index.ts';
import type { ComponentRule, Condition } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import type { PlacedRule } from '../linking/link-rules.ts';
import { formatPlace, issueAt, type Place } from '../reading/place.ts';
import { canHold, type Domain } from './can-hold-together.ts';
import { onHop } from './hop-rules.ts';

interface PlacedComponentRule {
  readonly rule: ComponentRule;
  readonly place: Place;
}

const DENIED: ReadonlySet<ComponentStatus> = new Set([
  'cannot-be-installed',
  'not-supported',
  'no-longer-supported',
]);

/** Reports two rules that call the same component supported and not supported on the same hop, where both can hold. */
export function checkComponents(rules: readonly PlacedRule[], domain: Domain, report: Report): void {
  const told = new Set<string>();
  for (const { to, rules: group } of groupByComponent(rules).values()) {
    const supported = group.filter(({ rule }) => rule.status === 'supported');
    if (supported.length === 0) continue;
    for (const no of group.filter(({ rule }) => DENIED.has(rule.status))) {
      for (const yes of supported) {
        // Two rules may share several components and targets.
        const pair = `${yes.rule.id}\n${no.rule.id}`;
        if (told.has(pair) || !clash(yes.rule, no.rule, to, domain)) continue;
        told.add(pair);
        report(contradiction(yes, no));
      }
    }
  }
}

interface Group {
  readonly to: string;
  readonly rules: PlacedComponentRule[];
}

/** Rules on the same component and target. */
function groupByComponent(rules: readonly PlacedRule[]): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>();
  for (const { rule, place } of rules) {
    if (rule.kind !== 'component' || rule.withdrawn !== undefined) continue;
    for (const component of new Set([...rule.components, ...(rule.openSet?.examples ?? [])])) {
      for (const to of rule.on.to) {
        const key = `${component}\n${to}`;
        const group = groups.get(key);
        if (group === undefined) groups.set(key, { to, rules: [{ rule, place }] });
        else group.rules.push({ rule, place });
      }
    }
  }
  return groups;
}

function clash(yes: ComponentRule, no: ComponentRule, to: string, domain: Domain): boolean {
  const shared =
    yes.on.from === undefined ? no.on.from : yes.on.from.filter((from) => no.on.from?.includes(from) ?? true);
  const both: Condition = { kind: 'all', of: [yes.when, no.when] };
  // Where neither rule names a start, any will do.
  if (shared === undefined) return canHold(both, {}, domain);
  return shared.some((from) => canHold(onHop(both, from, to), {}, domain));
}

function contradiction(yes: PlacedComponentRule, no: PlacedComponentRule): ReturnType<typeof issueAt> {
  const what = `rule "${no.rule.id}" says "${no.rule.status}", but rule "${yes.rule.id}" (${formatPlace(yes.place)}) says that it is supported on the same upgrade`;
  return issueAt(no.place, what, 'withdraw one of them, or give them conditions that exclude each other');
}
