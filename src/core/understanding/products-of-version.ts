import type { Knowledge } from '../knowledge/knowledge.ts';
import type { Family } from '../model/product.ts';
import { parseVersion, versionKey, type Version } from '../model/version.ts';
import { rangeContains } from '../model/version-range.ts';

/** Beyond this many families a version that none declares is not looked for in their ranges. */
const MOST_RANGED = 100;

/** A version or a line of versions: "4.5", and "4.x" with its text as it was written. */
export function readVersion(text: string): Version | undefined {
  if (!text.endsWith('.x')) return parseVersion(text);
  const version = parseVersion(text.slice(0, -2));
  return version === undefined ? undefined : { ...version, text };
}

/** Products of that version, whatever their family. */
export function productsOfAnyFamily(knowledge: Knowledge, version: Version): readonly string[] {
  const { byVersion, ranged } = knowledge.productIndex;
  if (version.text.endsWith('.x') && ranged.size <= MOST_RANGED) {
    const line = [...knowledge.families.values()].flatMap((family) =>
      productsOfLine(knowledge, family, version),
    );
    if (line.length > 0) return line;
  }
  const exact = byVersion.get(versionKey(version));
  if (exact !== undefined || ranged.size > MOST_RANGED) return exact ?? [];
  return [...ranged.values()].flatMap((products) =>
    products
      .filter(({ matches }) => matches !== undefined && rangeContains(matches, version))
      .map(({ id }) => id),
  );
}

/** A number that is plainly a version: "4.5" or a year. */
export function isWritten(version: string): boolean {
  return version.includes('.') || /^(?:19|20)\d\d$/.test(version);
}

/**
 * The family's products of that version; where none is, those that stand for a range with it, and else those that are
 * meant when the dot is left out ("45" for 4.5).
 */
export function productsOfVersion(knowledge: Knowledge, family: Family, version: Version): readonly string[] {
  if (version.text.endsWith('.x')) {
    const line = productsOfLine(knowledge, family, version);
    if (line.length > 0) return line;
  }
  const exact = productsOfExactVersion(knowledge, family, version);
  if (exact.length > 0 || !/^\d{2,3}$/.test(version.text)) return exact;
  const dotted = parseVersion(Array.from(version.text).join('.'));
  return dotted === undefined ? [] : productsOfExactVersion(knowledge, family, dotted);
}

function productsOfExactVersion(knowledge: Knowledge, family: Family, version: Version): readonly string[] {
  const { byVersion, ranged } = knowledge.productIndex;
  const exact = (byVersion.get(versionKey(version)) ?? []).filter(
    (id) => knowledge.products.get(id)?.family === family.id,
  );
  if (exact.length > 0) return exact;
  return (ranged.get(family.id) ?? [])
    .filter(({ matches }) => matches !== undefined && rangeContains(matches, version))
    .map(({ id }) => id);
}

/** "4.x": the releases of the family that begin with these numbers. */
function productsOfLine(knowledge: Knowledge, family: Family, { parts }: Version): readonly string[] {
  return family.products.filter((id) => {
    const own = knowledge.products.get(id)?.version?.parts;
    return own !== undefined && parts.every((part, i) => own[i] === part);
  });
}
