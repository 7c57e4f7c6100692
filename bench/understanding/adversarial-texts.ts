import type { Knowledge } from '../../src/core/index.ts';

/** Texts of any length that could make a reader slow, by what they repeat. */
export type AdversarialTexts = ReadonlyMap<string, (characters: number) => string>;

/** Texts for a pack, with its own names in them: repeats, half-written things, and cues without an end. */
export function adversarialTexts({ families, products, components }: Knowledge): AdversarialTexts {
  const names = [...products.values()].map(({ name }) => name);
  const [first = 'Product 1.0', second = first] = names;
  const family = [...families.values()][0]?.name ?? first;
  const component = [...components.values()][0]?.name ?? first;
  const repeated: Readonly<Record<string, string>> = {
    'one letter': 'a',
    'one letter, in words': 'a ',
    digits: '7',
    spaces: ' ',
    'line breaks': '\n',
    'a version without an end': '4.4.4.4.',
    versions: '4.5 ',
    'versions in a list': '4.5, 4.0 and ',
    'letters and digits glued': 'a1b2',
    'product names': `${first} `,
    'product names, glued': first.replaceAll(/\s/gu, ''),
    'the family without a version': `${family} `,
    'names in a list': `${first}, ${second} and `,
    'brackets that open': '([{<',
    quotes: `"'’`,
    'punctuation without a match': `([{"'…-—;:.,!?`,
    commas: ',',
    'full stops': '.',
    'question marks': 'why? ',
    arrows: '-> ',
    'arrows without a head': '---',
    'from from from': 'from ',
    'to to to': 'to ',
    'from a name to a name': `from ${first} to ${second} `,
    'to a stranger': 'to Vexolar ',
    'upgrade a stranger to a stranger': 'upgrade Vexolar to Quimbra ',
    'editions and years': 'Enterprise 2022 Standard ',
    'originally, not, never': `originally ${first} not never `,
    'a component on a product': `does ${component} work on ${first} and `,
    'is it there': 'is Vexolar supported and ',
    'names mistyped': `${mistype(first)} `,
    'long words mistyped': 'adminstrationn compatibilty migraiton ',
    'mixed scripts': 'Ａé\u0301\u0323ß🙂\u200dДא中ﬁ ',
    'marks without a letter': '\u0301',
  };
  return new Map(Object.entries(repeated).map(([what, unit]) => [what, (most) => repeat(unit, most)]));
}

/** Two neighbouring letters of every longer word change places. */
function mistype(name: string): string {
  return name.replaceAll(/(\p{L}\p{L})(\p{L})(\p{L})(\p{L}+)/gu, '$1$3$2$4');
}

function repeat(unit: string, characters: number): string {
  return unit.repeat(Math.ceil(characters / unit.length)).slice(0, characters);
}
