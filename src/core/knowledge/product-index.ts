import { groupBy, appendTo } from '../model/group-by.ts';
import { nonEmpty, type NonEmpty } from '../model/non-empty.ts';
import type { Family, Product } from '../model/product.ts';
import { versionKey } from '../model/version.ts';

/** The products by the keys that they are looked up with. Lists are in the order in which the pack declares them. */
export interface ProductIndex {
  /** By `versionKey`. */
  readonly byVersion: ReadonlyMap<string, readonly string[]>;
  /** Products that match a range of versions, by family, in version order. */
  readonly ranged: ReadonlyMap<string, readonly Product[]>;
  /** What can be upgraded, and what one can upgrade to; undefined if the text mentions no upgrade. */
  readonly starts: NonEmpty<string> | undefined;
  readonly ends: NonEmpty<string> | undefined;
  readonly startsByFamily: ReadonlyMap<string, NonEmpty<string>>;
}

/** Indexes products. Takes time linear in their number. */
export function indexProducts(
  products: ReadonlyMap<string, Product>,
  families: readonly Family[],
  installable: ReadonlySet<string>,
  targets: ReadonlySet<string>,
): ProductIndex {
  const byVersion = new Map<string, string[]>();
  for (const { id, version } of products.values()) {
    if (version !== undefined) appendTo(byVersion, versionKey(version), id);
  }
  const ranged = new Map(
    families.map((family) => {
      const members = family.products.flatMap((id) => products.get(id) ?? []);
      return [family.id, members.filter(({ matches }) => matches !== undefined)];
    }),
  );
  return {
    byVersion,
    ranged,
    starts: nonEmpty([...installable]),
    ends: nonEmpty([...targets]),
    startsByFamily: groupBy(installable, (id) => products.get(id)?.family ?? id),
  };
}
