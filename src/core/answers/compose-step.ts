import type { Condition } from '../model/condition.ts';
import type { RequirementRule, ComponentRule } from '../model/rule.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { Sentence, StepBlock } from './document.ts';
import { nameProduct } from './name-products.ts';
import { sayCondition } from './say-condition.ts';
import { cited } from './sentence.ts';
import type { Voice } from './voice.ts';

/**
 * One hop as a step: what to do, what must hold before and after, what to know, and what holds only for some. A hop that is
 * `alone` is the whole upgrade, not one step of it.
 */
export function composeStep(voice: Voice, hop: PlannedHop, alone: boolean): StepBlock {
  const { words } = voice;
  const product = nameProduct(voice.knowledge, hop.to);
  const text =
    hop.when.kind === 'always'
      ? words.say('route.step', { product })
      : words.say('route.step-if', { product, condition: sayCondition(voice, hop.when) });
  const requirements = (phase: RequirementRule['phase']) =>
    hop.requirements.filter(({ rule }) => rule.phase === phase).map((item) => sayRequirement(voice, item));
  return {
    step: cited(text, hop.routes.length > 0 ? hop.routes : hop.own),
    before: requirements('before'),
    lead:
      hop.issues.length > 0
        ? cited(words.say(alone ? 'hop.issues-alone' : 'hop.issues'), hop.own)
        : undefined,
    issues: hop.issues
      .filter(({ when }) => when.kind === 'always')
      .map(({ rule }) => cited(rule.says, [rule])),
    conditional: hop.issues
      .filter(({ when }) => when.kind !== 'always')
      .map((item) => sayConditional(voice, item)),
    after: requirements('after'),
  };
}

/** "Only if …: statement". */
export function sayConditional(voice: Voice, { rule, when }: Conditional<ComponentRule>): Sentence {
  return cited(onlyIf(voice, when, rule.says), [rule]);
}

/** The statement below its condition, where it has one. */
export function onlyIf(voice: Voice, when: Condition, statement: string): string {
  return when.kind === 'always'
    ? statement
    : voice.words.say('only-if', { condition: sayCondition(voice, when), statement });
}

function sayRequirement(voice: Voice, { rule, when }: Conditional<RequirementRule>): Sentence {
  const requirement = onlyIf(voice, when, rule.says);
  return cited(voice.words.say(rule.phase === 'before' ? 'hop.before' : 'hop.after', { requirement }), [
    rule,
  ]);
}
