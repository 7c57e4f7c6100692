import type { NonEmpty } from '../model/non-empty.ts';
import type { Plan } from '../planning/outcome.ts';
import { referencesFor } from '../planning/plan-upgrade.ts';
import { composeNearest } from './compose-nearest.ts';
import { composeReferences } from './compose-references.ts';
import { plainDocument, type AnswerDocument } from './document.ts';
import { nameProducts } from './name-products.ts';
import { plain } from './sentence.ts';
import type { Voice } from './voice.ts';

/** Whether a product runs on another, of which statements on upgrades say nothing: silence, and those statements. */
export function composeRunning(voice: Voice, plans: NonEmpty<Plan>): AnswerDocument {
  const starts = plans.map(({ from }) => from);
  const ends = plans.map(({ to }) => to);
  const family = voice.knowledge.products.get(plans[0].from)?.family;
  const headline = voice.words.say('verdict.not-covered.running', {
    product: nameProducts(voice, starts, 'or'),
    target: nameProducts(voice, ends, 'or'),
  });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...composeNearest(voice, starts, ends),
    references: composeReferences(voice, referencesFor(voice.knowledge, family, { kind: 'not-covered' })),
  };
}

/** The same question in the word that the text uses of upgrades: the advice, which is said to be on the upgrade only. */
export function limitToUpgrade({ words }: Voice, document: AnswerDocument): AnswerDocument {
  if (document.kind !== 'answer') return document;
  return { ...document, notes: [plain(words.say('note.upgrade-only')), ...document.notes] };
}
