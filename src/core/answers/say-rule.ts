import type { Rule } from '../model/rule.ts';
import { sayOnHop, sayUpgrade } from './compose-overview.ts';
import { composeReferences } from './compose-references.ts';
import { onlyIf } from './compose-step.ts';
import { nameProducts } from './name-products.ts';
import { sayRequirementAlone } from './say-requirement.ts';
import type { Voice } from './voice.ts';

/** A rule in words, for whoever reads the vendor's text: what it says, of which products, under which condition. */
export function sayRule(voice: Voice, rule: Rule): string {
  switch (rule.kind) {
    case 'upgrade':
      return onlyIf(voice, rule.when, sayUpgrade(voice, rule, {}));
    case 'component':
      return sayOnHop(voice, rule, onlyIf(voice, rule.when, rule.says));
    case 'requirement':
      return sayRequirementAlone(voice, rule).text;
    case 'alternative': {
      const names = { from: nameProducts(voice, rule.from, 'or'), to: nameProducts(voice, [rule.to], 'or') };
      const steps = rule.steps.flatMap((step) => [step.do, step.effect].filter((text) => text !== undefined));
      const lead = voice.words.say('aspect.alternative', names);
      return `${lead} ${onlyIf(voice, rule.when, steps.join(' '))}`;
    }
    case 'reference':
      return composeReferences(voice, [rule])
        .map(({ said }) => said.text)
        .join(' ');
  }
}
