import type { Knowledge } from '../knowledge/knowledge.ts';
import { isTargetOnly, type RoledMention } from './roled-mention.ts';
import { isWritten, productsOfVersion, readVersion } from './products-of-version.ts';
import type { Mention } from './mention.ts';
import type { ReadingContext } from './reading.ts';

/**
 * Decides what a version without a family belongs to: a family that the message names, the family that the
 * conversation is on, the family of what is installed, and else every product with that version. A number that fits
 * nowhere is ignored unless it was plainly meant as a version.
 */
export function resolveBareVersions(
  knowledge: Knowledge,
  roled: readonly RoledMention[],
  context: ReadingContext,
): readonly RoledMention[] {
  const families = namedFamilies(knowledge, roled);
  const installed = installedFamily(knowledge, roled);
  const resolved = roled.flatMap((each) => {
    const { bare } = each.mention;
    if (bare === undefined) return [each];
    const mention = resolve(
      knowledge,
      each,
      bare,
      [...families, ...contextFamilies(installed, each, context)],
      context,
    );
    return mention === undefined ? [] : [{ ...each, mention }];
  });
  return dropNamedFamilies(knowledge, resolved);
}

/** Families that the message names: on their own first, then by a release that is installed, or denied to be. */
function namedFamilies(knowledge: Knowledge, roled: readonly RoledMention[]): readonly string[] {
  const whole = roled.flatMap(({ mention }) => mention.wholeFamily ?? []);
  const released = roled
    .filter(({ mention, role }) => mention.bare === undefined && (role === 'installed' || role === 'not'))
    .flatMap(
      ({ mention }) =>
        mention.outside?.family ??
        mention.products.slice(0, 1).flatMap((id) => knowledge.products.get(id)?.family ?? []),
    );
  // "Was X 2, now 4": the family of what it was, where none is named for what it is.
  const past = roled.flatMap(({ mention, role }) =>
    role === 'formerly' && mention.bare === undefined
      ? mention.products.slice(0, 1).flatMap((id) => knowledge.products.get(id)?.family ?? [])
      : [],
  );
  return [...new Set([...whole, ...released, ...past])];
}

function installedFamily(knowledge: Knowledge, roled: readonly RoledMention[]): string | undefined {
  const installed = roled.find(({ role, mention }) => role === 'installed' && mention.bare === undefined);
  return knowledge.products.get(installed?.mention.products[0] ?? '')?.family;
}

function contextFamilies(
  installed: string | undefined,
  each: RoledMention,
  context: ReadingContext,
): readonly string[] {
  const ofTarget = each.role === 'target' && context.asked !== 'target' ? installed : undefined;
  const family = ofTarget ?? context.family;
  return family === undefined ? [] : [family];
}

function resolve(
  knowledge: Knowledge,
  { mention, role, cued }: RoledMention,
  bare: string,
  families: readonly string[],
  context: ReadingContext,
): Mention | undefined {
  const version = readVersion(bare);
  if (version === undefined) return undefined;
  for (const id of families) {
    const family = knowledge.families.get(id);
    const products = family === undefined ? [] : productsOfVersion(knowledge, family, version);
    // What an edition behind the version has ruled out stays out.
    const meant = products.filter((product) => mention.products.includes(product));
    if (products.length > 0)
      return { ...mention, products: meant.length > 0 ? meant : products, outside: undefined };
  }
  // "X 5.2 to 8": a number in the place of a target is a release, whether the text names it or not.
  const family = role === 'target' && cued && !isWritten(bare) ? families[0] : undefined;
  if (family !== undefined && mention.products.length === 0)
    return { ...mention, outside: outsideOf(knowledge, bare, family) };
  const named = cued && mention.products.length > 0;
  if (!isWritten(bare) && !named && context.asked === undefined) return undefined;
  const fitting = mention.products.filter(
    (id) => role === 'target' || role === 'via' || !isTargetOnly(knowledge, id),
  );
  if (fitting.length > 0) return { ...mention, products: fitting };
  if (mention.products.length > 0 && role === 'installed') return mention;
  return {
    ...mention,
    products: [],
    outside: outsideOf(knowledge, bare, role === 'installed' ? families[0] : undefined),
  };
}

function outsideOf(knowledge: Knowledge, bare: string, family: string | undefined): Mention['outside'] {
  const name = knowledge.families.get(family ?? '')?.name;
  return { said: name === undefined ? bare : `${name} ${bare}`, family };
}

/** "Upgrade BackOffice from 2.5 to 4.5": the family was named for its versions, not as a product of its own. */
function dropNamedFamilies(knowledge: Knowledge, roled: readonly RoledMention[]): readonly RoledMention[] {
  const versioned = new Set(
    roled.flatMap(({ mention: { bare, products } }) => {
      const families = new Set(products.map((id) => knowledge.products.get(id)?.family));
      return bare !== undefined && families.size === 1 ? [...families] : [];
    }),
  );
  return roled.filter(
    ({ mention }) => mention.wholeFamily === undefined || !versioned.has(mention.wholeFamily),
  );
}
