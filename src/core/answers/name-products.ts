import { joinList } from './join-list.ts';
import type { AnswerContext } from './answer-context.ts';

/**
 * The full names of products, with the family's name once: "Small Business Server 4.0 or 4.5". An id that the pack does
 * not have is returned as it is.
 */
export function nameProducts(
  { knowledge, words }: AnswerContext,
  ids: readonly string[],
  kind: 'or' | 'and',
): string {
  const [only, another] = ids;
  if (only !== undefined && another === undefined) return nameProduct(knowledge, only);
  const byFamily = new Map<string, string[]>();
  for (const id of new Set(ids)) {
    const family = knowledge.products.get(id)?.family ?? id;
    const members = byFamily.get(family);
    if (members === undefined) byFamily.set(family, [id]);
    else members.push(id);
  }
  const groups = [...byFamily.values()].map((members) => {
    const [first, ...rest] = members;
    const names = [nameProduct(knowledge, first ?? ''), ...rest.map((id) => shortName(knowledge, id))];
    return joinList(words.language, names, kind);
  });
  return joinList(words.language, groups, kind);
}

/** The full name of a product; the id itself if the pack does not have it. */
export function nameProduct(knowledge: AnswerContext['knowledge'], id: string): string {
  return knowledge.products.get(id)?.name ?? id;
}

/** A product's name without the family's name: "4.5", "2019 Standard". */
export function shortName(knowledge: AnswerContext['knowledge'], id: string): string {
  const product = knowledge.products.get(id);
  if (product === undefined) return id;
  const family = knowledge.families.get(product.family)?.name ?? '';
  const rest = product.name.startsWith(`${family} `) ? product.name.slice(family.length + 1) : '';
  return rest === '' ? product.name : rest;
}
