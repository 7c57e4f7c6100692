import { nonEmpty, type NonEmpty } from '../../core/index.ts';
import type { Report } from '../issues/content-issue.ts';
import { asList, inside, issueAt, type Place } from '../reading/place.ts';
import type { WrittenProductRef, WrittenProducts } from '../schemas/common.ts';
import { isKnown } from './declare-ids.ts';
import { productsInRange, readRange, type Catalogue } from './link-products.ts';

/** The products that are meant, each once; undefined where one cannot be resolved (which is reported). */
export function resolveProducts(
  written: WrittenProducts,
  place: Place,
  catalogue: Catalogue,
  report: Report,
): NonEmpty<string> | undefined {
  const found = new Set<string>();
  let good = true;
  for (const [ref, at] of asList<WrittenProductRef>(written, place)) {
    const ids = resolveRef(ref, at, catalogue, report);
    good &&= ids !== undefined;
    for (const id of ids ?? []) found.add(id);
  }
  return good ? nonEmpty([...found]) : undefined;
}

function resolveRef(
  ref: WrittenProductRef,
  place: Place,
  catalogue: Catalogue,
  report: Report,
): readonly string[] | undefined {
  if (typeof ref !== 'string') return resolveFamily(ref.family, ref.versions, place, catalogue, report);
  if (catalogue.familyIds.ids.has(ref)) {
    report(
      issueAt(
        place,
        `"${ref}" is a family, and a product is wanted here`,
        `write { family: ${ref} } for all of its products`,
      ),
    );
    return undefined;
  }
  return isKnown(catalogue.productIds, ref, place, report) ? [ref] : undefined;
}

/** The products of a family, in version order; all of them where no range is given. */
export function resolveFamily(
  id: string,
  versions: string | undefined,
  place: Place,
  catalogue: Catalogue,
  report: Report,
): readonly string[] | undefined {
  const range = versions === undefined ? undefined : readRange(versions, inside(place, 'versions'), report);
  if (!isKnown(catalogue.familyIds, id, inside(place, 'family'), report)) return undefined;
  const family = catalogue.families.get(id);
  if (family === undefined) return undefined;
  if (versions === undefined) return family.products;
  if (range === undefined) return undefined;
  const found = productsInRange(catalogue, family, range);
  if (found.length > 0) return found;
  const fix = `name a range that holds one of its versions, or declare the product`;
  report(
    issueAt(inside(place, 'versions'), `no product of the family "${id}" is in the range "${versions}"`, fix),
  );
  return undefined;
}
