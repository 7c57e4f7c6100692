import type { NonEmpty } from '../model/non-empty.ts';
import type { UpgradeRule } from '../model/rule.ts';
import { hopsOf, pathOf, type Outcome, type Plan } from '../planning/outcome.ts';
import type { VerdictName } from '../../contract/index.ts';
import type { Icon, Sentence } from './document.ts';
import { nameProducts } from './name-products.ts';
import { cited, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

export interface SaidVerdict {
  readonly headline: Sentence;
  readonly verdict: VerdictName;
  readonly icon: Icon;
}

/** The verdict of plans that are equal, in words, with the rules that it is based on. */
export function sayVerdict(
  context: AnswerContext,
  plans: NonEmpty<Plan>,
  from: string,
  to: string,
): SaidVerdict {
  const { words } = context;
  const names = { from, to };
  const { outcome } = plans[0];
  const carriers = uniqueRules(plans.flatMap((plan) => rulesOf(plan.outcome)));
  switch (outcome.kind) {
    case 'supported': {
      const withIssues = outcome.hops.some((hop) => hop.issues.length > 0);
      const verdict = withIssues ? 'supported-with-issues' : 'supported';
      return {
        headline: cited(words.say(`verdict.${verdict}`, names), carriers),
        verdict,
        icon: withIssues ? 'issues' : 'yes',
      };
    }
    case 'supported-via': {
      const against = uniqueRules(plans.flatMap((plan) => againstOf(plan.outcome)));
      const via = sayStops(context, outcome, 'and');
      const headline =
        against.length > 0
          ? cited(words.say('verdict.direct-not-supported', names), against)
          : cited(words.say('verdict.supported-via', { ...names, via }), carriers);
      return { headline, verdict: 'supported-via', icon: 'via' };
    }
    case 'not-supported': {
      const key = outcome.rules.every((rule) => rule.direct)
        ? 'verdict.direct-not-supported'
        : 'verdict.not-supported';
      return { headline: cited(words.say(key, names), carriers), verdict: 'not-supported', icon: 'no' };
    }
    case 'not-recommended': {
      const possible = hopsOf(outcome).length > 0;
      const key = possible ? 'verdict.possible-not-recommended' : 'verdict.not-recommended';
      return {
        headline: cited(words.say(key, names), carriers),
        verdict: 'not-recommended',
        icon: 'issues',
      };
    }
    case 'conflict':
      return {
        headline: cited(words.say('verdict.conflict', names), carriers),
        verdict: 'depends',
        icon: 'depends',
      };
    case 'depends':
      return { headline: plain(words.say('verdict.depends', names)), verdict: 'depends', icon: 'depends' };
    case 'not-covered':
      return {
        headline: plain(
          plans[0].from === plans[0].to
            ? words.say('verdict.not-covered.same', { product: to })
            : words.say('verdict.not-covered', names),
        ),
        verdict: 'not-covered',
        icon: 'silent',
      };
  }
}

/** The names of the stops between the ends of a route. */
export function sayStops(context: AnswerContext, outcome: Outcome, kind: 'or' | 'and'): string {
  return nameProducts(context, pathOf(outcome).slice(1, -1), kind);
}

/** The rules that an outcome is based on. For `not-recommended`: also those that say that it is possible. */
export function rulesOf(outcome: Outcome): readonly UpgradeRule[] {
  switch (outcome.kind) {
    case 'supported':
      return carriersOf(outcome);
    case 'supported-via':
      return outcome.route;
    case 'not-recommended':
      return uniqueRules([...outcome.rules, ...carriersOf(outcome)]);
    case 'not-supported':
    case 'conflict':
      return outcome.rules;
    case 'depends':
      return outcome.branches.flatMap((branch) => rulesOf(branch.outcome));
    case 'not-covered':
      return [];
  }
}

function carriersOf(outcome: Outcome): readonly UpgradeRule[] {
  return hopsOf(outcome).flatMap((hop) => [...hop.routes, ...hop.own]);
}

function againstOf(outcome: Outcome): readonly UpgradeRule[] {
  return outcome.kind === 'supported-via' ? outcome.against : [];
}

function uniqueRules(rules: readonly UpgradeRule[]): readonly UpgradeRule[] {
  return [...new Set(rules)];
}
