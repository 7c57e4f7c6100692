import type { Facts, FactValue } from '../model/fact.ts';
import { referencesFor } from '../planning/plan-upgrade.ts';
import { composeNearest } from './compose-nearest.ts';
import { composeReferences } from './compose-references.ts';
import { plainDocument, type AnswerDocument } from './document.ts';
import { nameProducts } from './name-products.ts';
import { plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * The answer to whether a product runs on another, or on something (`place`) that the text does not name. Rules on upgrades
 * do not say that, so it is not covered; the rules on the product are quoted. Undefined if one of the two is not known.
 */
export function composeRunning(
  context: AnswerContext,
  facts: Facts,
  place: string | undefined,
): AnswerDocument | undefined {
  const { knowledge, words } = context;
  const starts = productsIn(facts['installed']);
  const ends = place === undefined ? productsIn(facts['target']) : [];
  const target = place ?? (ends.length === 0 ? undefined : nameProducts(context, ends, 'or'));
  const family = knowledge.products.get(starts[0] ?? '')?.family;
  if (starts.length === 0 || target === undefined) return undefined;
  const headline = words.say('verdict.not-covered.running', {
    product: nameProducts(context, starts, 'or'),
    target,
  });
  return {
    ...plainDocument('not-covered', 'not-covered', 'silent', plain(headline)),
    ...composeNearest(context, starts, ends),
    references: composeReferences(context, referencesFor(knowledge, family, { kind: 'not-covered' })),
  };
}

function productsIn(value: FactValue | undefined): readonly string[] {
  return value?.kind === 'is' ? value.values : [];
}

/**
 * The answer to "is X supported on Y?". Such texts use "supported" for upgrades, so the advice is given, with the note that
 * it is about the upgrade only.
 */
export function limitToUpgrade({ words }: AnswerContext, document: AnswerDocument): AnswerDocument {
  if (document.kind !== 'answer') return document;
  return { ...document, notes: [plain(words.say('note.upgrade-only')), ...document.notes] };
}
