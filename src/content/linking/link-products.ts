import {
  compareVersions,
  type Family,
  parseVersion,
  parseVersionRange,
  type Product,
  rangeContains,
  type Version,
  type VersionRange,
} from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { isGroup } from '../reading/value-at.ts';
import type { PackDraft, Written } from '../reading/gather-pack.ts';
import { inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenFamily, WrittenProduct } from '../schemas/products-schema.ts';
import { type DeclaredIds, declareId } from './declare-ids.ts';

/** A pack's families and products, and the ids that may stand for them. */
export interface Catalogue {
  readonly families: ReadonlyMap<string, Family>;
  readonly products: ReadonlyMap<string, Product>;
  readonly familyIds: DeclaredIds;
  readonly productIds: DeclaredIds;
  readonly places: ReadonlyMap<string, Place>;
}

/** Links families to their products. Families and products share one set of ids: a value may name either. */
export function linkProducts(draft: PackDraft, report: Report): Catalogue {
  const familyIds: DeclaredIds = { noun: 'family', ids: new Map(), complete: draft.complete };
  const productIds: DeclaredIds = { noun: 'product', ids: new Map(), complete: draft.complete };
  const both: DeclaredIds = { noun: 'product or family', ids: new Map(), complete: draft.complete };
  const families = new Map<string, Family>();
  const products = new Map<string, Product>();
  const places = new Map<string, Place>();
  for (const written of draft.families) {
    declareId(both, 'family', written, report);
    declareId(familyIds, 'family', written, () => undefined);
    for (const entry of productEntries(written)) {
      declareId(both, 'product', entry, report);
      declareId(productIds, 'product', entry, () => undefined);
    }
    if (written.item === undefined) continue;
    const family = written.item;
    const linked = family.products.map((product, i) => {
      const place = inside(written.place, 'products', i);
      places.set(product.id, place);
      return linkProduct(product, family, place, report);
    });
    places.set(family.id, written.place);
    for (const product of linked) products.set(product.id, product);
    const { id, name, aliases, compose } = family;
    const inOrder = linked.sort(byVersion).map((product) => product.id);
    families.set(id, { id, name, aliases, compose, alsoCalled: family['also-called'], products: inOrder });
  }
  return { families, products, familyIds, productIds, places };
}

function linkProduct(written: WrittenProduct, family: WrittenFamily, place: Place, report: Report): Product {
  const { id, version, edition, aliases, matches } = written;
  return {
    id,
    family: family.id,
    version: version === undefined ? undefined : readVersion(version, inside(place, 'version'), report),
    edition,
    name: written.name ?? [family.name, version, edition].filter((part) => part !== undefined).join(' '),
    aliases,
    matches: matches === undefined ? undefined : readRange(matches, inside(place, 'matches'), report),
  };
}

function readVersion(text: string, place: Place, report: Report): Version | undefined {
  const version = parseVersion(text);
  if (version === undefined) {
    const fix =
      'write numbers separated by full stops, such as "4.5"; put a word such as XP into "edition" or "name"';
    report(issueAt(place, `"${text}" is not a version`, fix));
  }
  return version;
}

/** Reads a version range; reports one that cannot be read. */
export function readRange(text: string, place: Place, report: Report): VersionRange | undefined {
  const range = parseVersionRange(text);
  if (range === undefined) {
    report(
      issueAt(
        place,
        `"${text}" is not a range of versions`,
        'write for example "5.7.x", ">=5.7 <6" or "4.5"',
      ),
    );
  }
  return range;
}

/** The family's products in the range, oldest first; a product without a version is in no range. */
export function productsInRange(
  catalogue: Catalogue,
  family: Family,
  range: VersionRange,
): readonly string[] {
  return family.products.filter((id) => {
    const version = catalogue.products.get(id)?.version;
    return version !== undefined && rangeContains(range, version);
  });
}

function byVersion(a: Product, b: Product): number {
  if (a.version === undefined || b.version === undefined) {
    return (a.version === undefined ? 1 : 0) - (b.version === undefined ? 1 : 0);
  }
  return compareVersions(a.version, b.version);
}

function productEntries(family: Written<WrittenFamily>): { place: Place; raw: unknown }[] {
  const products: unknown = isGroup(family.raw) ? family.raw['products'] : undefined;
  if (!Array.isArray(products)) return [];
  return products.map((raw: unknown, i) => ({ place: inside(family.place, 'products', i), raw }));
}
