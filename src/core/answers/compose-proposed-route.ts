import { type Knowledge } from '../knowledge/knowledge.ts';
import { type Rule, hopKey } from '../model/rule.ts';
import { quoteNearest } from './compose-nearest.ts';
import { composeReferences } from './compose-references.ts';
import { plainDocument, type AnswerDocument } from './document.ts';
import { nameProduct } from './name-products.ts';
import { referencesBetween } from '../planning/plan-upgrade.ts';
import { citationsOf, plain } from './sentence.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * The answer to a route that the user proposes and no rule states: it is not covered as a route, with what is said of its
 * start, of servers with such a history, and of its hops.
 */
export function composeProposedRoute(context: AnswerContext, route: readonly string[]): AnswerDocument {
  const { knowledge, words } = context;
  const names = route.map((id) => nameProduct(knowledge, id)).join(' → ');
  return {
    ...plainDocument(
      'not-covered',
      'not-covered',
      'silent',
      plain(words.say('verdict.not-covered.route', { route: names })),
    ),
    ...quoteNearest(context, citationsOf(rulesNear(knowledge, route))),
    references: composeReferences(
      context,
      referencesBetween(knowledge, route[0], route.at(-1), { kind: 'not-covered' }),
    ),
  };
}

/** The rules on upgrades from the start of a route, on servers that once were that product, and on its hops. */
export function rulesNear(knowledge: Knowledge, route: readonly string[]): readonly Rule[] {
  const [start = '', ...rest] = route;
  const ofStart = knowledge.index.upgradesFrom.get(start) ?? [];
  const ofHistory = (knowledge.index.componentsAbout.get(start) ?? []).filter(({ on }) =>
    rest.some((product) => on.to.includes(product) || (on.from?.includes(product) ?? false)),
  );
  const ofHops = rest.flatMap((to, i) => knowledge.index.upgrades.get(hopKey(route[i] ?? '', to)) ?? []);
  const near = [...new Set<Rule>([...ofStart, ...ofHistory, ...ofHops])];
  return near.length > 0 ? near : rulesForReverse(knowledge, route);
}

/** The rules on the upgrade in the other direction; if there are none, those on upgrades from the end. */
function rulesForReverse(knowledge: Knowledge, route: readonly string[]): readonly Rule[] {
  const [start = ''] = route;
  const end = route.at(-1) ?? '';
  const back = knowledge.index.upgrades.get(hopKey(end, start)) ?? [];
  return back.length > 0 ? back : (knowledge.index.upgradesFrom.get(end) ?? []);
}
