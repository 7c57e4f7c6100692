import type { Knowledge } from '../knowledge/knowledge.ts';
import type { ReferenceRule } from '../model/rule.ts';
import type { UpgradeEnd } from '../planning/plan-advice.ts';
import { referencesFor } from '../planning/plan-upgrade.ts';
import { composeReferences } from './compose-references.ts';
import { composeNearest, quoteNearest } from './compose-nearest.ts';
import { plainDocument, type AnswerDocument, type Sentence } from './document.ts';
import { nameProducts } from './name-products.ts';
import { cited, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/** An upgrade from or to something that the text does not name: not covered, with what it does name and references. */
export function composeOutside(
  context: AnswerContext,
  installed: UpgradeEnd,
  target: UpgradeEnd,
): AnswerDocument {
  const { words, knowledge } = context;
  const from = sayUpgradeEnd(context, installed);
  const to = sayUpgradeEnd(context, target);
  const scope = installed.kind === 'outside' ? sayScope(context, installed.family) : undefined;
  const starts = installed.kind === 'named' ? installed.products : [];
  const quoted = starts.length > 0 ? composeNearest(context, starts, []) : quoteNearest(context, []);
  const nearest = [...(scope === undefined ? [] : [scope]), ...quoted.nearest];
  return {
    ...plainDocument(
      'not-covered',
      'not-covered',
      'silent',
      plain(
        target.kind === 'open'
          ? words.say('verdict.not-covered.start', { from })
          : words.say('verdict.not-covered', { from, to }),
      ),
    ),
    notes:
      target.kind === 'named' && target.assumed
        ? [plain(words.say('note.target-assumed', { target: to }))]
        : [],
    nearest,
    nearestLead: nearest.length > 0 ? plain(words.say('nearest.lead')) : undefined,
    references: composeReferences(context, referencesOf(knowledge, installed, target)),
  };
}

/** The references of what is installed; if there are none, those of the target. */
function referencesOf(knowledge: Knowledge, ...ends: readonly UpgradeEnd[]): readonly ReferenceRule[] {
  const found = ends.map((end) => {
    const family = familyOf(knowledge, end);
    return family === undefined ? [] : referencesFor(knowledge, family, { kind: 'not-covered' });
  });
  return found.find((references) => references.length > 0) ?? [];
}

/** One end of an upgrade in words: full product names, or the user's own words. */
export function sayUpgradeEnd({ knowledge, words }: AnswerContext, named: UpgradeEnd): string {
  switch (named.kind) {
    case 'named':
      return nameProducts({ knowledge, words }, named.products, 'or');
    case 'outside': {
      if (named.said !== '') return named.said;
      const family = named.family === undefined ? undefined : knowledge.families.get(named.family);
      return family === undefined
        ? words.say('value.other-product')
        : words.say('value.other-version', { family: family.name });
    }
    case 'open':
      return words.say('unsaid.product');
  }
}

function familyOf(knowledge: Knowledge, named: UpgradeEnd): string | undefined {
  if (named.kind === 'named') return knowledge.products.get(named.products[0])?.family;
  return named.kind === 'outside' ? named.family : undefined;
}

/** If there are more products than this, their names are not listed. */
const MOST_NAMED = 12;

/** The sentence that names the products that the text is about: those of the family, else all. */
function sayScope(context: AnswerContext, family: string | undefined): Sentence | undefined {
  const { knowledge, words } = context;
  const { starts = [], startsByFamily } = knowledge.productIndex;
  const products = startsByFamily.get(family ?? '') ?? starts;
  if (products.length === 0 || products.length > MOST_NAMED) return undefined;
  const rules = products.flatMap((id) => (knowledge.index.upgradesFrom.get(id) ?? []).slice(0, 1));
  return cited(words.say('nearest.names', { products: nameProducts(context, products, 'and') }), rules);
}
