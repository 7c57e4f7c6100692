import type { Facts, FactValue } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { adviceKey } from './advice-key.ts';
import { mergeAlternatives } from './merge-alternatives.ts';
import type { Plan } from './outcome.ts';
import { planUpgrade } from './plan-upgrade.ts';

/** What the known facts allow to be said about the upgrade. */
export type PlannedAdvice =
  /** The advice is the same for every candidate, so it can be given. */
  | {
      readonly kind: 'advice';
      readonly plans: NonEmpty<Plan>;
      readonly targetAssumed: boolean;
      /** Set if the candidates differ in their alternatives only: knowing the product would decide these. */
      readonly narrows: Narrowing | undefined;
    }
  /** The candidates lead to different advice: the user must be asked which product it is. */
  | { readonly kind: 'unclear'; readonly role: ProductRole; readonly candidates: NonEmpty<string> }
  /** The candidates lead to different advice, and the user does not know which it is: all of it, grouped by equal advice. */
  | { readonly kind: 'list'; readonly role: ProductRole; readonly plans: readonly NonEmpty<Plan>[] }
  /** The pack does not name what the user has or wants. */
  | { readonly kind: 'outside'; readonly installed: UpgradeEnd; readonly target: UpgradeEnd };

export type ProductRole = 'installed' | 'target';

/** The end of an upgrade that is not known exactly, with the products that it can be. */
export interface Narrowing {
  readonly role: ProductRole;
  readonly candidates: NonEmpty<string>;
}

/** One end of an upgrade, what is installed or the target: products of the pack, something else, or not said. */
export type UpgradeEnd =
  | { readonly kind: 'named'; readonly products: NonEmpty<string>; readonly assumed: boolean }
  | { readonly kind: 'outside'; readonly said: string; readonly family: string | undefined }
  | { readonly kind: 'open' };

/** The advice of more pairs of candidates than this is not compared, but taken to differ. */
const MOST_COMPARED = 400;

/**
 * Decides what can be said from the known facts: the advice, if it is the same for all candidates; else which end of the
 * upgrade to ask about. If no target is known and the pack has only one, that one is assumed.
 */
export function planAdvice(knowledge: Knowledge, facts: Facts): PlannedAdvice {
  const installed = upgradeEnd(facts['installed'], undefined);
  const [onlyTarget] = knowledge.targets;
  const target = upgradeEnd(facts['target'], knowledge.targets.size === 1 ? onlyTarget : undefined);
  if (installed.kind === 'outside' || target.kind === 'outside')
    return { kind: 'outside', installed, target };

  const starts = installed.kind === 'named' ? installed.products : knowledge.productIndex.starts;
  const ends = target.kind === 'named' ? target.products : knowledge.productIndex.ends;
  if (starts === undefined || ends === undefined) return { kind: 'outside', installed, target };

  const differing = starts.length > 1 ? 'installed' : 'target';
  if (facts[differing]?.kind === 'unknown' && target.kind === 'named') {
    return listOrAdvice(knowledge, differing, starts, ends, facts, target.assumed);
  }

  if (installed.kind === 'named' && target.kind === 'open') {
    return askForTarget(starts, reachable(knowledge, starts, ends, facts));
  }
  const plans = installed.kind === 'open' ? undefined : equalPlans(knowledge, starts, ends, facts);
  if (plans !== undefined && target.kind === 'named') {
    return { kind: 'advice', plans, targetAssumed: target.assumed, narrows: undefined };
  }
  if (target.kind === 'named' && installed.kind === 'named') {
    const merged = mergeAlternatives(knowledge, starts, ends, facts);
    if (merged !== undefined) {
      const candidates = differing === 'installed' ? starts : ends;
      const narrows = { role: differing, candidates } as const;
      return { kind: 'advice', plans: merged, targetAssumed: target.assumed, narrows };
    }
  }
  return { kind: 'unclear', role: differing, candidates: differing === 'installed' ? starts : ends };
}

/** No target is known and the pack has several: it is asked for once the start is known. */
function askForTarget(starts: NonEmpty<string>, ends: NonEmpty<string>): PlannedAdvice {
  return starts.length > 1
    ? { kind: 'unclear', role: 'installed', candidates: starts }
    : { kind: 'unclear', role: 'target', candidates: ends };
}

/** The targets on which the pack says something for one of the starts; all targets if there are none. */
function reachable(
  knowledge: Knowledge,
  starts: NonEmpty<string>,
  ends: NonEmpty<string>,
  facts: Facts,
): NonEmpty<string> {
  if (starts.length * ends.length > MOST_COMPARED) return ends;
  const said = ends.filter((end) =>
    starts.some(
      (start) => start !== end && planUpgrade(knowledge, start, end, facts).outcome.kind !== 'not-covered',
    ),
  );
  return nonEmpty(said) ?? ends;
}

/** A list of more different advice than this would help nobody. */
const MOST_LISTED = 8;

function listOrAdvice(
  knowledge: Knowledge,
  role: ProductRole,
  starts: NonEmpty<string>,
  ends: NonEmpty<string>,
  facts: Facts,
  targetAssumed: boolean,
): PlannedAdvice {
  const candidates = role === 'installed' ? starts : ends;
  if (starts.length * ends.length > MOST_COMPARED) return { kind: 'unclear', role, candidates };
  const groups = new Map<string, NonEmpty<Plan>>();
  for (const start of starts) {
    for (const end of ends) {
      const plan = planUpgrade(knowledge, start, end, facts);
      const key = `${knowledge.products.get(start)?.family ?? ''}\n${adviceKey(plan)}`;
      const group = groups.get(key);
      groups.set(key, group === undefined ? [plan] : [...group, plan]);
    }
  }
  const plans = [...groups.values()];
  const [only] = plans;
  if (plans.length === 1 && only !== undefined)
    return { kind: 'advice', plans: only, targetAssumed, narrows: undefined };
  return plans.length > MOST_LISTED ? { kind: 'unclear', role, candidates } : { kind: 'list', role, plans };
}

function upgradeEnd(value: FactValue | undefined, assumed: string | undefined): UpgradeEnd {
  if (value?.kind === 'unknown') {
    const among = nonEmpty(value.among);
    if (among !== undefined) return { kind: 'named', products: among, assumed: false };
  }
  if (value === undefined || value.kind === 'unknown') {
    return assumed === undefined ? { kind: 'open' } : { kind: 'named', products: [assumed], assumed: true };
  }
  if (value.kind === 'outside') return { kind: 'outside', said: value.said, family: value.family };
  return { kind: 'named', products: value.values, assumed: false };
}

/** The plans of all pairs if their advice is equal; undefined if two differ. */
function equalPlans(
  knowledge: Knowledge,
  starts: NonEmpty<string>,
  ends: NonEmpty<string>,
  facts: Facts,
): NonEmpty<Plan> | undefined {
  if (starts.length * ends.length > MOST_COMPARED) return undefined;
  const plans: Plan[] = [];
  let key: string | undefined;
  const alone = starts.length === 1 && ends.length === 1;
  for (const end of ends) {
    for (const start of starts) {
      const plan = planUpgrade(knowledge, start, end, facts);
      plans.push(plan);
      if (alone) break;
      const next = adviceKey(plan);
      if (key !== undefined && next !== key) return undefined;
      key = next;
    }
  }
  return nonEmpty(plans);
}
