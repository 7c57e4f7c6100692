import type { AlternativeRule } from '../model/rule.ts';
import type { Conditional, PlannedHop } from '../planning/outcome.ts';
import type { AlternativeBlock } from './document.ts';
import { sayCondition } from './say-condition.ts';
import { cited, plain } from './sentence.ts';
import type { Voice } from './voice.ts';

/** Where another way is told: below the route that it is instead of, or as the answer to a question about it. */
export type Placement = 'below-route' | 'alone';

/** Another way with its condition, its steps and what the text leaves unsaid of its outcome. */
export function composeAlternative(
  voice: Voice,
  { rule, when }: Conditional<AlternativeRule>,
  hops: readonly PlannedHop[],
  placement: Placement,
): AlternativeBlock {
  const { words } = voice;
  const issues = hops.some((hop) => hop.issues.length > 0);
  const unsaid = placement === 'alone' ? 'alternative.unsaid-issues-alone' : 'alternative.unsaid-issues';
  return {
    lead: cited(sayLead(voice, when, placement), [rule]),
    steps: rule.steps.map((step) =>
      cited([step.do, step.effect].filter((text) => text !== undefined).join(' '), [rule]),
    ),
    unsaid: plain(words.say(issues ? unsaid : 'alternative.unsaid-outcome')),
  };
}

function sayLead(voice: Voice, when: Conditional<AlternativeRule>['when'], placement: Placement): string {
  const { words } = voice;
  if (when.kind === 'always')
    return words.say(placement === 'alone' ? 'alternative.alone' : 'alternative.lead');
  const condition = sayCondition(voice, when);
  return words.say(placement === 'alone' ? 'alternative.only-if' : 'alternative.lead-if', { condition });
}
