import type { Condition } from '../model/condition.ts';
import type { ComponentRule, RequirementRule, Rule } from '../model/rule.ts';
import { conditionKey } from '../conditions/condition-key.ts';
import { ALWAYS } from '../model/condition.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { Sentence, StepBlock } from './document.ts';
import { joinList } from './join-list.ts';
import { nameProduct } from './name-products.ts';
import { sayCondition } from './say-condition.ts';
import { sayRequirement } from './say-requirement.ts';
import { cited } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * The hops of a route as steps: what to do, the requirements before and after it, the issues, and the issues under a
 * condition. A requirement of a step and all later ones is written at the first of them. An issue that an earlier step has
 * too is named ("as above") and not repeated.
 */
export function composeSteps(context: AnswerContext, hops: readonly PlannedHop[]): readonly StepBlock[] {
  const spoken = hops.map((hop) => ({
    hop,
    requirements: hop.requirements.map((item) => within(hop, item)),
    issues: hop.issues.map((item) => within(hop, item)),
  }));
  return spoken.map(({ hop, requirements, issues }, i): StepBlock => {
    const earlier = new Set(
      spoken.slice(0, i).flatMap((step) => (step.hop.when.kind === 'always' ? step.issues.map(keyOf) : [])),
    );
    const fresh = issues.filter((item) => !earlier.has(keyOf(item)));
    const known = issues.filter((item) => earlier.has(keyOf(item)));
    const said = (phase: RequirementRule['phase']) =>
      requirements
        .filter(({ rule }) => rule.phase === phase)
        .flatMap((item) => {
          const holdsAt = (at: number) =>
            spoken[at]?.requirements.some((other) => keyOf(other) === keyOf(item)) ?? false;
          const everyLater = (from: number) => hops.slice(from).every((_, later) => holdsAt(from + later));
          if (i > 0 && everyLater(i) && holdsAt(i - 1)) return [];
          const each = i < hops.length - 1 && everyLater(i);
          return [
            sayRequirement(context, item, hops.length === 1 ? 'alone' : each ? 'this-and-later' : 'this'),
          ];
        });
    return {
      step: sayStep(context, hop),
      before: said('before'),
      lead: fresh.length > 0 ? sayLead(context, hop, hops.length === 1) : undefined,
      issues: [
        ...fresh.filter(({ when }) => when.kind === 'always').map(({ rule }) => cited(rule.says, [rule])),
        ...(known.length > 0 ? [sayAsAbove(context, known)] : []),
      ],
      conditional: fresh
        .filter(({ when }) => when.kind !== 'always')
        .map((item) => sayConditional(context, item)),
      after: said('after'),
    };
  });
}

/** An item without its condition, if that is the condition of the step itself: whoever makes the step meets it. */
function within<R>(hop: PlannedHop, item: Conditional<R>): Conditional<R> {
  return conditionKey(hop.when) === conditionKey(item.when) ? { ...item, when: ALWAYS } : item;
}

function keyOf({ rule, when }: Conditional<Rule>): string {
  return `${rule.id}\n${conditionKey(when)}`;
}

function sayStep(context: AnswerContext, hop: PlannedHop): Sentence {
  const product = nameProduct(context.knowledge, hop.to);
  const text =
    hop.when.kind === 'always'
      ? context.words.say('route.step', { product })
      : context.words.say('route.step-if', { product, condition: sayCondition(context, hop.when) });
  return cited(text, hop.routes.length > 0 ? hop.routes : hop.own);
}

function sayLead(context: AnswerContext, hop: PlannedHop, alone: boolean): Sentence {
  return cited(context.words.say(alone ? 'hop.issues-alone' : 'hop.issues'), hop.own);
}

function sayAsAbove(context: AnswerContext, items: readonly Conditional<ComponentRule>[]): Sentence {
  const labels = joinList(
    context.words.language,
    items.map(({ rule }) => rule.label),
    'and',
  );
  return cited(
    context.words.say('hop.as-above', { labels }),
    items.map(({ rule }) => rule),
  );
}

/** "Only if …: statement". */
function sayConditional(context: AnswerContext, { rule, when }: Conditional<ComponentRule>): Sentence {
  return cited(onlyIf(context, when, rule.says), [rule]);
}

/** The statement, after its condition if it has one. */
export function onlyIf(context: AnswerContext, when: Condition, statement: string): string {
  return when.kind === 'always'
    ? statement
    : context.words.say('only-if', { condition: sayCondition(context, when), statement });
}
