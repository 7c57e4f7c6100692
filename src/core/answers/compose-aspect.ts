import type { NonEmpty } from '../model/non-empty.ts';
import type { Rule } from '../model/rule.ts';
import { hopsOf, type Outcome, type Plan } from '../planning/outcome.ts';
import { composeAdvice } from './compose-advice.ts';
import { quoteNearest } from './compose-nearest.ts';
import { composeReferences } from './compose-references.ts';
import { referencesFor } from '../planning/plan-upgrade.ts';
import { plainDocument, type AlternativeBlock, type AnswerDocument, type Sentence } from './document.ts';
import { sayCondition } from './say-condition.ts';
import type { Condition } from '../model/condition.ts';
import { nameProducts } from './name-products.ts';
import { citationsOf, plain } from './sentence.ts';
import type { Voice } from './voice.ts';

/** One side of an upgrade that is asked about: other ways, requirements, or the reason for the route. */
export type Aspect = 'alternative' | 'requirement' | 'reason';

/** What the advice says on one aspect; where it says nothing, that the text is silent on it. */
export function composeAspect(voice: Voice, plans: NonEmpty<Plan>, aspect: Aspect): AnswerDocument {
  const [plan] = plans;
  const whole = composeAdvice(voice, plans, false);
  const names = {
    from: nameProducts(
      voice,
      plans.map((each) => each.from),
      'or',
    ),
    to: nameProducts(
      voice,
      plans.map((each) => each.to),
      'or',
    ),
  };
  switch (aspect) {
    case 'alternative':
      return plan.alternatives.length === 0
        ? silent(voice, whole, plan, voice.words.say('aspect.no-alternative', names))
        : {
            ...plainDocument(
              'answer',
              'alternative',
              'info',
              plain(voice.words.say('aspect.alternative', names)),
            ),
            alternatives: whole.alternatives.map((block, i) => ({
              ...block,
              lead: leadOf(voice, block, plan.alternatives[i]?.when),
            })),
            plan: whole.plan,
          };
    case 'requirement': {
      const requirements = hopsOf(plan.outcome).flatMap((hop) => hop.requirements);
      return requirements.length === 0
        ? silent(voice, whole, plan, voice.words.say('aspect.no-requirement', names))
        : {
            ...plainDocument(
              'answer',
              'requirement',
              'info',
              plain(voice.words.say('aspect.requirement', names)),
            ),
            steps: whole.steps.map((step) => ({ ...step, lead: undefined, issues: [], conditional: [] })),
            plan: whole.plan,
          };
    }
    case 'reason': {
      const rules = reasonsIn(plan.outcome);
      if (rules.length === 0) return whole;
      return {
        ...plainDocument(whole.kind, whole.verdict, whole.icon, whole.headline),
        points: quoteNearest(voice, citationsOf(rules)).nearest,
        notes: [plain(voice.words.say('aspect.reason'))],
        plan: whole.plan,
      };
    }
  }
}

/** The lead of another way that stands alone, with nothing before it that it could be instead of. */
function leadOf(voice: Voice, { lead }: AlternativeBlock, when: Condition | undefined): Sentence {
  const open = when !== undefined && when.kind !== 'always';
  const text = open
    ? voice.words.say('alternative.only-if', { condition: sayCondition(voice, when) })
    : voice.words.say('alternative.alone');
  return { ...lead, text };
}

/** The statements that make the route what it is. */
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

function silent(voice: Voice, whole: AnswerDocument, plan: Plan, text: string): AnswerDocument {
  if (whole.verdict === 'not-covered') return whole;
  const family = voice.knowledge.products.get(plan.from)?.family;
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(text)),
    // What is said of the upgrade itself, so that the silence does not hide it.
    nearestLead: plain(voice.words.say('nearest.lead')),
    nearest: [whole.headline],
    references: composeReferences(voice, referencesFor(voice.knowledge, family, { kind: 'not-covered' })),
  };
}
