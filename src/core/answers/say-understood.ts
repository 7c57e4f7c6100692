import type { Facts, FactValue } from '../model/fact.ts';
import type { Named } from '../planning/consider.ts';
import { sayNamed } from './compose-outside.ts';
import { joinList } from './join-list.ts';
import { nameProducts } from './name-products.ts';
import type { Voice } from './voice.ts';

/** What was understood so far, in full names: the upgrade first, then each other fact with its answer. */
export function sayUnderstood(voice: Voice, facts: Facts): readonly string[] {
  const { knowledge, words } = voice;
  const installed = namedOf(facts['installed']);
  const target = namedOf(facts['target']);
  const upgrade =
    installed.kind === 'open' && target.kind === 'open'
      ? []
      : [
          words.say('understood.upgrade', {
            from: sayNamed(voice, installed),
            to: sayNamed(voice, target.kind === 'open' ? assumed(knowledge.targets) : target),
          }),
        ];
  const others = Object.entries(facts).flatMap(([id, value]) => {
    const fact = knowledge.facts.get(id);
    if (fact === undefined || fact.role === 'installed' || fact.role === 'target') return [];
    return [words.say('understood.fact', { prompt: fact.prompt, value: sayValue(voice, id, value) })];
  });
  return [...upgrade, ...others];
}

/** A fact's value in words. */
export function sayValue(voice: Voice, id: string, value: FactValue): string {
  const { knowledge, words } = voice;
  if (value.kind === 'unknown') {
    return value.among.length > 0 ? nameProducts(voice, value.among, 'or') : words.say('value.unknown');
  }
  if (value.kind === 'outside') return sayNamed(voice, value);
  const choices = (knowledge.facts.get(id)?.choices ?? []).filter((choice) =>
    choice.values.some((one) => value.values.includes(one)),
  );
  if (choices.length === 0) return nameProducts(voice, value.values, 'or');
  return joinList(
    words.language,
    choices.map((choice) => choice.label),
    'or',
  );
}

function namedOf(value: FactValue | undefined): Named {
  if (value === undefined) return { kind: 'open' };
  if (value.kind === 'outside') return value;
  const products = value.kind === 'is' ? value.values : value.among;
  const [first, ...rest] = products;
  return first === undefined
    ? { kind: 'open' }
    : { kind: 'named', products: [first, ...rest], assumed: false };
}

function assumed(targets: ReadonlySet<string>): Named {
  const [only] = targets;
  return only !== undefined && targets.size === 1
    ? { kind: 'named', products: [only], assumed: true }
    : { kind: 'open' };
}
