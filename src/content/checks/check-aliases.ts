import type { Report } from '../issues/content-issue.ts';
import type { PackDraft } from '../reading/gather-pack.ts';
import { formatPlace, inside, issueAt, type Place } from '../reading/place.ts';
import { foldSpace } from '../issues/shorten.ts';

/** A name that users may say, and whose it is. */
interface Name {
  readonly text: string;
  readonly owner: string;
  /** The owner's family. A family may share a name with its own products: the name then means the one without a version. */
  readonly family: string | undefined;
  readonly place: Place;
}

/** Reports names and aliases that stand for two things; letter case and white space do not tell them apart. */
export function checkAliases(draft: PackDraft, report: Report): void {
  const taken = new Map<string, Name>();
  for (const name of namesOf(draft)) {
    const key = foldSpace(name.text).toLowerCase();
    const first = taken.get(key);
    if (first === undefined) {
      taken.set(key, name);
    } else if (first.owner !== name.owner && first.owner !== name.family) {
      const what = `"${name.text}" is a name of ${first.owner} already (${formatPlace(first.place)})`;
      report(issueAt(name.place, what, 'keep it in one place only'));
    }
  }
}

function* namesOf(draft: PackDraft): Generator<Name> {
  for (const { item, place } of draft.families) {
    if (item === undefined) continue;
    const owner = `the family "${item.id}"`;
    yield { text: item.name, owner, family: undefined, place: inside(place, 'name') };
    const also = item['also-called'];
    if (also !== undefined)
      yield { text: also, owner, family: undefined, place: inside(place, 'also-called') };
    yield* aliasesOf(item.aliases, owner, undefined, place);
  }
  for (const { item, place } of draft.families) {
    for (const [i, product] of (item?.products ?? []).entries()) {
      const family = `the family "${item?.id ?? ''}"`;
      const owner = `the product "${product.id}"`;
      const at = inside(place, 'products', i);
      const text =
        product.name ??
        [item?.name, product.version, product.edition].filter((part) => part !== undefined).join(' ');
      yield { text, owner, family, place: product.name === undefined ? at : inside(at, 'name') };
      yield* aliasesOf(product.aliases, owner, family, at);
    }
  }
  for (const { item, place } of draft.components) {
    if (item === undefined) continue;
    const owner = `the component "${item.id}"`;
    yield { text: item.name, owner, family: undefined, place: inside(place, 'name') };
    yield* aliasesOf(item.aliases, owner, undefined, place);
  }
}

function* aliasesOf(
  aliases: readonly string[],
  owner: string,
  family: string | undefined,
  place: Place,
): Generator<Name> {
  for (const [i, text] of aliases.entries())
    yield { text, owner, family, place: inside(place, 'aliases', i) };
}
