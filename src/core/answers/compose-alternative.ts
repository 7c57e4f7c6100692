import type { AlternativeRule } from '../model/rule.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { AlternativeBlock } from './document.ts';
import { sayCondition } from './say-condition.ts';
import { cited, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** Where an alternative is shown: below the route that it replaces, or as an answer of its own. */
export type Placement = 'below-route' | 'alone';

/** An alternative with its condition and steps, and with what the text does not say of its result. */
export function composeAlternative(
  context: AnswerContext,
  { rule, when }: Conditional<AlternativeRule>,
  hops: readonly PlannedHop[],
  placement: Placement,
): AlternativeBlock {
  const { words } = context;
  const issues = hops.some((hop) => hop.issues.length > 0);
  const unsaid = placement === 'alone' ? 'alternative.unsaid-issues-alone' : 'alternative.unsaid-issues';
  return {
    lead: cited(sayLead(context, when, placement), [rule]),
    steps: rule.steps.map((step) =>
      cited([step.do, step.effect].filter((text) => text !== undefined).join(' '), [rule]),
    ),
    unsaid: plain(words.say(issues ? unsaid : 'alternative.unsaid-outcome')),
  };
}

function sayLead(
  context: AnswerContext,
  when: Conditional<AlternativeRule>['when'],
  placement: Placement,
): string {
  const { words } = context;
  if (when.kind === 'always')
    return words.say(placement === 'alone' ? 'alternative.alone' : 'alternative.lead');
  const condition = sayCondition(context, when);
  return words.say(placement === 'alone' ? 'alternative.only-if' : 'alternative.lead-if', { condition });
}
