import type { Facts, FactValue } from '../model/fact.ts';
import type { UpgradeEnd } from '../planning/plan-advice.ts';
import { sayUpgradeEnd } from './compose-outside.ts';
import { joinList } from './join-list.ts';
import { nameProducts } from './name-products.ts';
import type { AnswerContext } from './answer-context.ts';

/** What was understood so far: the upgrade in full names, then each other fact with its value. */
export function sayUnderstood(context: AnswerContext, facts: Facts): readonly string[] {
  const { knowledge, words } = context;
  const installed = upgradeEnd(facts['installed']);
  const target = upgradeEnd(facts['target']);
  const upgrade =
    installed.kind === 'open' && target.kind === 'open'
      ? []
      : [
          words.say('understood.upgrade', {
            from: sayUpgradeEnd(context, installed),
            to: sayUpgradeEnd(context, target.kind === 'open' ? assumed(knowledge.targets) : target),
          }),
        ];
  const others = Object.entries(facts).flatMap(([id, value]) => {
    const fact = knowledge.facts.get(id);
    if (fact === undefined || fact.role === 'installed' || fact.role === 'target') return [];
    return [words.say('understood.fact', { prompt: fact.prompt, value: sayValue(context, id, value) })];
  });
  return [...upgrade, ...others];
}

/** A fact's value in words. */
export function sayValue(context: AnswerContext, id: string, value: FactValue): string {
  const { knowledge, words } = context;
  if (value.kind === 'unknown') {
    return value.among.length > 0 ? nameProducts(context, value.among, 'or') : words.say('value.unknown');
  }
  if (value.kind === 'outside') return sayUpgradeEnd(context, value);
  const choices = (knowledge.facts.get(id)?.choices ?? []).filter((choice) =>
    choice.values.some((one) => value.values.includes(one)),
  );
  if (choices.length === 0) return nameProducts(context, value.values, 'or');
  return joinList(
    words.language,
    choices.map((choice) => choice.label),
    'or',
  );
}

function upgradeEnd(value: FactValue | undefined): UpgradeEnd {
  if (value === undefined) return { kind: 'open' };
  if (value.kind === 'outside') return value;
  const products = value.kind === 'is' ? value.values : value.among;
  const [first, ...rest] = products;
  return first === undefined
    ? { kind: 'open' }
    : { kind: 'named', products: [first, ...rest], assumed: false };
}

function assumed(targets: ReadonlySet<string>): UpgradeEnd {
  const [only] = targets;
  return only !== undefined && targets.size === 1
    ? { kind: 'named', products: [only], assumed: true }
    : { kind: 'open' };
}
