import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { type Rule, hopKey } from '../model/rule.ts';
import { hopsOf, type Outcome, type Plan } from '../planning/outcome.ts';
import { referencesFor } from '../planning/plan-upgrade.ts';
import { viewPlan, type Aspect } from '../planning/view-plan.ts';
import { composeAdvice, endsOf } from './compose-advice.ts';
import { composeAlternative } from './compose-alternative.ts';
import { quoteNearest } from './compose-nearest.ts';
import { composeReferences } from './compose-references.ts';
import { composeSteps } from './compose-step.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { nameProducts } from './name-products.ts';
import { cited, citationsOf, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** What the advice says on one aspect. If it says nothing on it: that this is not covered. */
export function composeAspect(context: AnswerContext, plans: NonEmpty<Plan>, aspect: Aspect): AnswerDocument {
  const [plan] = plans;
  const { words } = context;
  const whole = composeAdvice(context, plans, false);
  const names = endsOf(context, plans);
  const hops = hopsOf(viewPlan(plan, aspect).outcome);
  switch (aspect) {
    case 'alternative': {
      if (plan.alternatives.length === 0)
        return silent(
          context,
          whole,
          plan,
          words.say('aspect.no-alternative', names),
          alternativesOfOthers(context, plan),
        );
      const headline = plain(words.say('aspect.alternative', names));
      return {
        ...plainDocument('answer', 'alternative', 'info', headline),
        alternatives: plan.alternatives.map((way) =>
          composeAlternative(context, way, hopsOf(plan.outcome), 'alone'),
        ),
        alternativeRules: plan.alternatives,
        subject: whole.subject,
      };
    }
    case 'requirement': {
      if (hops.every((hop) => hop.requirements.length === 0))
        return silent(context, whole, plan, words.say('aspect.no-requirement', names));
      const headline = plain(words.say('aspect.requirement', names));
      return {
        ...plainDocument('answer', 'requirement', 'info', headline),
        steps: composeSteps(context, hops),
        route: hops,
        subject: whole.subject,
      };
    }
    case 'reason': {
      const rules = reasonsIn(plan.outcome);
      if (rules.length === 0) return whole;
      return {
        ...plainDocument(whole.kind, whole.verdict, whole.icon, whole.headline),
        points: quoteNearest(context, citationsOf(rules)).nearest,
        notes: [plain(words.say('aspect.reason'))],
        route: hops,
        subject: whole.subject,
      };
    }
  }
}

/** The statements that are the reason for an outcome. */
function reasonsIn(outcome: Outcome): readonly Rule[] {
  switch (outcome.kind) {
    case 'supported-via':
      return [...outcome.against, ...outcome.route];
    case 'not-supported':
    case 'not-recommended':
    case 'conflict':
      return outcome.rules;
    case 'supported':
    case 'depends':
    case 'not-covered':
      return [];
  }
}

/** For which other releases of the family there is an alternative. Its steps are not shown: they are for these only. */
function alternativesOfOthers(context: AnswerContext, { from, to }: Plan): readonly Sentence[] {
  const { knowledge, words } = context;
  const family = knowledge.families.get(knowledge.products.get(from)?.family ?? '');
  const waysOf = (id: string) => knowledge.index.alternatives.get(hopKey(id, to)) ?? [];
  const others = nonEmpty((family?.products ?? []).filter((id) => waysOf(id).length > 0));
  if (others === undefined) return [];
  const products = nameProducts(context, others, 'and');
  return [cited(words.say('nearest.alternative', { products }), others.flatMap(waysOf))];
}

function silent(
  context: AnswerContext,
  whole: AnswerDocument,
  plan: Plan,
  text: string,
  others: readonly Sentence[] = [],
): AnswerDocument {
  if (whole.verdict === 'not-covered') return whole;
  const family = context.knowledge.products.get(plan.from)?.family;
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(text)),
    // The verdict on the upgrade itself: "not covered" must not hide it.
    nearestLead: plain(context.words.say('nearest.lead')),
    nearest: [whole.headline, ...others],
    references: composeReferences(context, referencesFor(context.knowledge, family, { kind: 'not-covered' })),
    subject: whole.subject,
  };
}
