import { simplify } from '../conditions/simplify.ts';
import type { Facts } from '../model/fact.ts';
import type { ComponentRule, Rule, UpgradeRule } from '../model/rule.ts';
import { componentsOn } from '../planning/plan-hop.ts';
import { onlyIf } from './compose-step.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { nameProducts } from './name-products.ts';
import { cited, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** If there are more statements than this, they are not listed: the product is asked for instead. */
const MOST_STATEMENTS = 16;

/**
 * The answer to a question that names no product: all statements on components that stop working, or on upgrades, each
 * with its products. Undefined if there are none, or too many.
 */
export function composeOverview(
  context: AnswerContext,
  kind: 'issues' | 'upgrades',
  facts: Facts,
): AnswerDocument | undefined {
  const points = kind === 'issues' ? sayComponents(context, facts) : sayUpgrades(context, facts);
  if (points.length === 0 || points.length > MOST_STATEMENTS) return undefined;
  return { ...plainDocument('answer', 'list', 'info', plain(context.words.say(`overview.${kind}`))), points };
}

function sayComponents(context: AnswerContext, facts: Facts): readonly Sentence[] {
  return rulesOf(context, 'component', facts).flatMap((rule) => {
    const when = simplify(rule.when, facts);
    return when.kind === 'never'
      ? []
      : [cited(sayOnHop(context, rule, onlyIf(context, when, rule.says)), [rule])];
  });
}

/** A statement on a component, after the upgrade that it is about. */
export function sayOnHop(context: AnswerContext, { on }: ComponentRule, statement: string): string {
  if (on.from === undefined) return statement;
  const names = { from: nameProducts(context, on.from, 'or'), to: nameProducts(context, on.to, 'or') };
  return context.words.say('condition.hop', { ...names, statement });
}

function sayUpgrades(context: AnswerContext, facts: Facts): readonly Sentence[] {
  return rulesOf(context, 'upgrade', facts).flatMap((rule) => {
    const when = simplify(rule.when, facts);
    return when.kind === 'never'
      ? []
      : [cited(onlyIf(context, when, sayUpgrade(context, rule, facts)), [rule])];
  });
}

/** An upgrade rule as one sentence. */
export function sayUpgrade(context: AnswerContext, rule: UpgradeRule, facts: Facts): string {
  const { words } = context;
  const names = { from: nameProducts(context, rule.from, 'or'), to: nameProducts(context, [rule.to], 'or') };
  switch (rule.status) {
    case 'supported': {
      const breaks = rule.from.some(
        (from) => componentsOn(context.knowledge, from, rule.to, facts).length > 0,
      );
      const said = words.say(breaks ? 'verdict.supported-with-issues' : 'verdict.supported', names);
      return rule.basis === 'implied' ? `${said} ${words.say('note.implied')}` : said;
    }
    case 'supported-via': {
      const via = nameProducts(
        context,
        rule.via.filter((stop) => stop.when.kind === 'always').map(({ product }) => product),
        'and',
      );
      return words.say('verdict.supported-via', { ...names, via });
    }
    case 'not-supported':
      return words.say(rule.direct ? 'verdict.direct-not-supported' : 'verdict.not-supported', names);
    case 'not-recommended':
      return words.say('verdict.not-recommended', names);
  }
}

interface RuleOfKind {
  readonly component: ComponentRule;
  readonly upgrade: UpgradeRule;
}

/** The rules of a kind that are not withdrawn and are about the known target and the known installed product. */
function rulesOf<K extends keyof RuleOfKind>(
  { knowledge }: AnswerContext,
  kind: K,
  facts: Facts,
): readonly RuleOfKind[K][] {
  const target = facts['target'];
  const concerns = (to: readonly string[]) =>
    target?.kind !== 'is' || to.some((product) => target.values.includes(product));
  const isOfKind = (rule: Rule): rule is RuleOfKind[K] => rule.kind === kind;
  return [...knowledge.rules.values()]
    .filter(isOfKind)
    .filter((rule) => rule.withdrawn === undefined && concerns(targetsOf(rule)) && isOf(facts, rule));
}

/** Whether a rule is about what is installed, or about one of the candidates. */
function isOf(facts: Facts, rule: ComponentRule | UpgradeRule): boolean {
  const installed = facts['installed'];
  const from = rule.kind === 'upgrade' ? rule.from : rule.on.from;
  return installed?.kind !== 'is' || from === undefined || from.some((id) => installed.values.includes(id));
}

function targetsOf(rule: ComponentRule | UpgradeRule): readonly string[] {
  return rule.kind === 'upgrade' ? [rule.to] : rule.on.to;
}
