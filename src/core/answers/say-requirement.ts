import type { RequirementRule } from '../model/rule.ts';
import type { Conditional } from '../planning/outcome.ts';
import type { Sentence } from './document.ts';
import { nameProducts } from './name-products.ts';
import { sayCondition } from './say-condition.ts';
import { cited } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** Which steps a requirement belongs to: this one, this and all later ones, or the only one (which is not called a step). */
export type Steps = 'this' | 'this-and-later' | 'alone';

const KEYS = {
  before: { this: 'hop.before', 'this-and-later': 'hop.before-each', alone: 'hop.before-alone' },
  after: { this: 'hop.after', 'this-and-later': 'hop.after-each', alone: 'hop.after-alone' },
} as const;

/** A requirement of a step as a sentence: "Before this step, only if …: do that." */
export function sayRequirement(
  context: AnswerContext,
  { rule, when }: Conditional<RequirementRule>,
  steps: Steps,
): Sentence {
  const { words } = context;
  const moment = words.say(KEYS[rule.phase][steps]);
  return cited(sayWhen(context, moment, rule, when), [rule]);
}

/** A requirement as a sentence outside of a route, so that the upgrade is named. */
export function sayRequirementAlone(context: AnswerContext, rule: RequirementRule): Sentence {
  const { words, knowledge } = context;
  const to = nameAll(context, rule.on.to);
  const from = rule.on.from === undefined ? undefined : nameAll(context, rule.on.from);
  const moment =
    from === undefined
      ? words.say(rule.phase === 'before' ? 'requirement.before-to' : 'requirement.after-to', { to })
      : words.say(rule.phase === 'before' ? 'requirement.before' : 'requirement.after', { from, to });
  return cited(sayWhen({ words, knowledge }, moment, rule, rule.when), [rule]);
}

function sayWhen(
  context: AnswerContext,
  moment: string,
  rule: RequirementRule,
  when: Conditional<RequirementRule>['when'],
): string {
  const holes = { moment, requirement: rule.says };
  return when.kind === 'always'
    ? context.words.say('requirement.line', holes)
    : context.words.say('requirement.line-if', { ...holes, condition: sayCondition(context, when) });
}

/** The names of the products; if these are all targets of a family, the family's name. */
function nameAll(context: AnswerContext, ids: readonly string[]): string {
  const { knowledge } = context;
  const family = knowledge.families.get(knowledge.products.get(ids[0] ?? '')?.family ?? '');
  const others = (family?.products ?? []).filter((id) => !ids.includes(id));
  const whole = ids.length > 1 && others.every((id) => !knowledge.targets.has(id));
  return whole && family !== undefined && ids.every((id) => family.products.includes(id))
    ? family.name
    : nameProducts(context, ids, 'or');
}
