import type { FactName, PackNames, ProductName } from '../../../contract/index.ts';
import { say, sayList } from './say.ts';

export type FactId = string;
export type FactText = string | readonly string[];

/** Whether the values of this fact are products. */
export function takesProducts(fact: FactId): boolean {
  return fact === 'installed' || fact === 'target';
}

/** The name of a fact, for its chip. */
export function nameFact(pack: PackNames | undefined, fact: FactId): string {
  if (fact === 'installed') return say('desk.fact.installed');
  if (fact === 'target') return say('desk.fact.target');
  return factOf(pack, fact)?.prompt ?? fact;
}

/** A value in words. Several candidates become an enumeration that names their family only once. */
export function nameValue(pack: PackNames | undefined, fact: FactId, value: FactText): string {
  const values = typeof value === 'string' ? value.split(',') : value;
  const products = values.flatMap((id) => pack?.products.find((product) => product.id === id) ?? []);
  if (takesProducts(fact) && products.length === values.length) return nameProducts(products);
  return sayList(
    values.map((one) => nameOne(pack, fact, one)),
    'disjunction',
  );
}

/** Products as an enumeration: "Product 2.5, 4.0 or 4.5". */
export function nameProducts(products: readonly ProductName[]): string {
  const [first, ...rest] = products;
  if (first === undefined) return '';
  const shared = first.name.endsWith(first.version) ? first.name.slice(0, -first.version.length) : undefined;
  const short =
    shared !== undefined && rest.every(({ name, version }) => name === `${shared}${version}`)
      ? rest.map(({ version }) => version)
      : rest.map(({ name }) => name);
  return sayList([first.name, ...short], 'disjunction');
}

export function nameProduct(pack: PackNames | undefined, id: string): string {
  return pack?.products.find((product) => product.id === id)?.name ?? id;
}

function nameOne(pack: PackNames | undefined, fact: FactId, value: string): string {
  if (value === 'unknown') return say('desk.value.unknown');
  if (value === 'other') return say('desk.value.other');
  if (takesProducts(fact))
    return pack?.families.find(({ id }) => id === value)?.name ?? nameProduct(pack, value);
  return factOf(pack, fact)?.choices.find(({ id }) => id === value)?.label ?? nameProduct(pack, value);
}

/** A value in the menu of a fact. */
export interface Option {
  readonly value: string;
  readonly label: string;
  readonly group: string | undefined;
}

/** If a pack has more products than this, the menu offers only those of the same family. */
const MOST_PRODUCTS = 200;

/** The values that a fact can be changed to. Products are grouped by family. */
export function listOptions(pack: PackNames | undefined, fact: FactId, value: FactText): readonly Option[] {
  const open = ['other', 'unknown'].map((one) => ({
    value: one,
    label: nameOne(pack, fact, one),
    group: undefined,
  }));
  if (pack === undefined) return [];
  if (!takesProducts(fact)) {
    const choices = factOf(pack, fact)?.choices ?? [];
    return [...choices.map(({ id, label }) => ({ value: id, label, group: undefined })), ...open.slice(1)];
  }
  const named = new Set(typeof value === 'string' ? value.split(',') : value);
  const families = new Set(pack.products.filter(({ id }) => named.has(id)).map(({ family }) => family));
  const offered =
    pack.products.length <= MOST_PRODUCTS
      ? pack.products
      : pack.products.filter(({ family }) => families.has(family)).slice(0, MOST_PRODUCTS);
  return [
    ...offered.map(({ id, name, family }) => ({
      value: id,
      label: name,
      group: pack.families.find((one) => one.id === family)?.name ?? family,
    })),
    ...open,
  ];
}

function factOf(pack: PackNames | undefined, fact: FactId): FactName | undefined {
  return pack?.facts.find(({ id }) => id === fact);
}
