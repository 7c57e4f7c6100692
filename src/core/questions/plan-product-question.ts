import { groupBy } from '../model/group-by.ts';
import type { Facts } from '../model/fact.ts';
import type { Knowledge } from '../knowledge/knowledge.ts';
import type { NonEmpty } from '../model/non-empty.ts';
import { adviceKey } from '../planning/advice-key.ts';
import type { ProductRole } from '../planning/plan-advice.ts';
import { planUpgrade } from '../planning/plan-upgrade.ts';

/** A question for which product is meant. */
export type ProductQuestion =
  /** "Which family?" Each option is a family with its candidates. */
  | {
      readonly kind: 'family';
      readonly role: ProductRole;
      readonly options: readonly FamilyOption[];
      /** The products of all options. */
      readonly candidates: readonly string[];
    }
  /** "Which version of this family?" Versions with equal advice share an option. */
  | {
      readonly kind: 'version';
      readonly role: ProductRole;
      readonly family: string;
      readonly options: readonly NonEmpty<string>[];
    }
  /** "Which of these products?" */
  | { readonly kind: 'product'; readonly role: ProductRole; readonly options: readonly NonEmpty<string>[] };

export interface FamilyOption {
  readonly family: string;
  readonly products: NonEmpty<string>;
}

/** More candidates than this are not grouped by their advice. */
const MOST_GROUPED = 60;

/**
 * The question that narrows down the candidates of a role: for the version if there is one family, for the product if one
 * answer decides it, else for the family (the version is asked for next).
 */
export function planProductQuestion(
  knowledge: Knowledge,
  role: ProductRole,
  candidates: NonEmpty<string>,
  facts: Facts,
): ProductQuestion {
  const { starts, startsByFamily } = knowledge.productIndex;
  const all = candidates === starts;
  const families = all
    ? startsByFamily
    : groupBy(candidates, (id) => knowledge.products.get(id)?.family ?? id);
  const options = [...families].map(([family, products]) => ({ family, products }));
  const keyOf = candidates.length > MOST_GROUPED ? (id: string) => id : adviceKeyOf(knowledge, role, facts);
  const [first, second] = options;
  if (first !== undefined && second === undefined) {
    return { kind: 'version', role, family: first.family, options: groupsOf(first.products, keyOf) };
  }
  if (candidates.length < knowledge.installable.size) {
    const groups = options.map(({ products }) => groupsOf(products, keyOf));
    if (groups.every((group) => group.length === 1)) return { kind: 'product', role, options: groups.flat() };
  }
  return {
    kind: 'family',
    role,
    options,
    candidates: all ? candidates : options.flatMap(({ products }) => products),
  };
}

/** A function that gives a candidate's advice as a text, for every product that the other end can be. */
function adviceKeyOf(knowledge: Knowledge, role: ProductRole, facts: Facts): (product: string) => string {
  const [other, all] =
    role === 'installed' ? ['target', knowledge.targets] : ['installed', knowledge.installable];
  const told = facts[other];
  const others = told?.kind === 'is' ? told.values : [...all];
  if (others.length > MOST_GROUPED) return (product) => product;
  return (product) =>
    others
      .map((each) => {
        const [from, to] = role === 'installed' ? [product, each] : [each, product];
        return adviceKey(planUpgrade(knowledge, from, to, facts));
      })
      .join('\n\n');
}

function groupsOf(products: NonEmpty<string>, keyOf: (id: string) => string): readonly NonEmpty<string>[] {
  return [...groupBy(products, keyOf).values()];
}
