import type { Rule } from '../model/rule.ts';
import { sayOnHop, sayUpgrade } from './compose-overview.ts';
import { composeReferences } from './compose-references.ts';
import { onlyIf } from './compose-step.ts';
import { nameProducts } from './name-products.ts';
import { sayRequirementAlone } from './say-requirement.ts';
import type { AnswerContext } from './answer-context.ts';

/** A rule in words, for the page that shows the vendor's text: what it says, of which products, under which condition. */
export function sayRule(context: AnswerContext, rule: Rule): string {
  switch (rule.kind) {
    case 'upgrade':
      return onlyIf(context, rule.when, sayUpgrade(context, rule, {}));
    case 'component':
      return sayOnHop(context, rule, onlyIf(context, rule.when, rule.says));
    case 'requirement':
      return sayRequirementAlone(context, rule).text;
    case 'alternative': {
      const names = {
        from: nameProducts(context, rule.from, 'or'),
        to: nameProducts(context, [rule.to], 'or'),
      };
      const steps = rule.steps.flatMap((step) => [step.do, step.effect].filter((text) => text !== undefined));
      const lead = context.words.say('aspect.alternative', names);
      return `${lead} ${onlyIf(context, rule.when, steps.join(' '))}`;
    }
    case 'reference':
      return composeReferences(context, [rule])
        .map(({ said }) => said.text)
        .join(' ');
  }
}
