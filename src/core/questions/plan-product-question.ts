import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../model/knowledge.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import { adviceKey } from '../planning/advice-key.ts';
import type { ProductRole } from '../planning/consider.ts';
import { planUpgrade } from '../planning/plan-upgrade.ts';

/** How to narrow down which product is meant. */
export type ProductQuestion =
  /** Which family? Each option is a family with its candidates. */
  | { readonly kind: 'family'; readonly role: ProductRole; readonly options: readonly FamilyOption[] }
  /** Which version of this family? Versions with equal advice stand together. */
  | {
      readonly kind: 'version';
      readonly role: ProductRole;
      readonly family: string;
      readonly options: readonly NonEmpty<string>[];
    }
  /** Which of these products? */
  | { readonly kind: 'product'; readonly role: ProductRole; readonly options: readonly NonEmpty<string>[] };

export interface FamilyOption {
  readonly family: string;
  readonly products: NonEmpty<string>;
}

/** Beyond this many, candidates are not grouped by their advice. */
const MOST_GROUPED = 60;

/**
 * The question that splits the candidates of a role: the family where some family needs a second question anyway, the
 * version where only one family is left, and else the products themselves.
 */
export function planProductQuestion(
  knowledge: Knowledge,
  role: ProductRole,
  candidates: NonEmpty<string>,
  facts: Facts,
): ProductQuestion {
  const families = groupBy(candidates, (id) => knowledge.products.get(id)?.family ?? id);
  const keyOf = candidates.length > MOST_GROUPED ? (id: string) => id : adviceKeyOf(knowledge, role, facts);
  const options = [...families].map(([family, products]) => ({
    family,
    groups: groupsOf(products, keyOf),
    products,
  }));
  const [first] = options;
  if (options.length === 1 && first !== undefined) {
    return { kind: 'version', role, family: first.family, options: first.groups };
  }
  if (
    options.every((option) => option.groups.length === 1) &&
    candidates.length < knowledge.installable.size
  ) {
    return { kind: 'product', role, options: options.flatMap((option) => option.groups) };
  }
  return { kind: 'family', role, options: options.map(({ family, products }) => ({ family, products })) };
}

function adviceKeyOf(knowledge: Knowledge, role: ProductRole, facts: Facts): (product: string) => string {
  const [onlyTarget] = knowledge.targets;
  const target = facts['target']?.kind === 'is' ? facts['target'].values[0] : onlyTarget;
  const installed = facts['installed']?.kind === 'is' ? facts['installed'].values[0] : undefined;
  return (product) => {
    const [from, to] = role === 'installed' ? [product, target] : [installed, product];
    if (from === undefined || to === undefined) return product;
    return adviceKey(planUpgrade(knowledge, from, to, facts));
  };
}

function groupsOf(products: NonEmpty<string>, keyOf: (id: string) => string): readonly NonEmpty<string>[] {
  return [...groupBy(products, keyOf).values()];
}

function groupBy(items: readonly string[], keyOf: (item: string) => string): Map<string, NonEmpty<string>> {
  const groups = new Map<string, NonEmpty<string>>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    groups.set(key, group === undefined ? [item] : (nonEmpty([...group, item]) ?? group));
  }
  return groups;
}
