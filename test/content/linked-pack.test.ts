import { expect } from 'chai';
import { loadLibrary, type LoadedPack } from '../../src/content/index.ts';
import { addRules, change, SMALL_PACK, upgrade, withPacks, type PackFiles } from './small-pack.ts';

describe('A loaded pack', () => {
  it('names products by family, version and edition', () => {
    const { products } = load(
      change('products.yaml', 'version: "3.0"', 'version: "3.0", edition: Large'),
    ).knowledge;
    expect(products.get('ledger-3.0')?.name).to.equal('Ledger 3.0 Large');
  });

  it('keeps the products of a family in version order', () => {
    const files = change(
      'products.yaml',
      'id: ledger-1.0, version: "1.0"',
      'id: ledger-1.0, version: "2.10"',
    );
    expect(load(files).knowledge.families.get('ledger')?.products).to.deep.equal([
      'ledger-2.0',
      'ledger-1.0',
      'ledger-3.0',
    ]);
  });

  it('cites the exact words of the source, with the lines that they stand on', () => {
    const quote = 'of Ledger 2.0. An upgrade from';
    const files = change(
      'rules.yaml',
      'quotes: [An upgrade from Ledger 2.0',
      `quotes: [${quote}, An upgrade from Ledger 2.0`,
    );
    const [citation] = load(files).knowledge.rules.get('direct')?.citations ?? [];
    expect(citation).to.deep.equal({
      source: 'readme.txt',
      edition: 'first',
      lines: [3, 4],
      quote: 'of Ledger 2.0.\nAn upgrade from',
    });
  });

  it('takes the line that is given where a quote is in the text twice', () => {
    expect(load(SMALL_PACK).knowledge.rules.get('backup')?.citations[0].lines).to.deep.equal([6, 6]);
  });

  it('cites the rules that a question rests on', () => {
    const fact = load(SMALL_PACK).knowledge.facts.get('installed');
    expect(fact?.whyCitations.map((citation) => citation.lines)).to.deep.equal([[3, 3]]);
  });

  it('expands a family, and a range of its versions', () => {
    const rules = upgrade(
      'all',
      '{ family: ledger, versions: "<3" }',
      'ledger-3.0',
      'status: not-recommended',
    );
    expect(load(addRules(rules)).knowledge.rules.get('all')).to.deep.include({
      from: ['ledger-1.0', 'ledger-2.0'],
    });
  });

  it('makes a rule for each of several targets', () => {
    const rules = upgrade('two', 'ledger-1.0', '[ledger-2.0, ledger-3.0]', 'status: not-recommended');
    const ids = [...load(addRules(rules)).knowledge.rules.keys()];
    expect(ids.filter((id) => id.startsWith('two'))).to.deep.equal(['two/ledger-2.0', 'two/ledger-3.0']);
  });

  it('reads conditions of every kind', () => {
    const when =
      'all: [{ any: [{ equals: { fact: reports, value: many } }, always] }, { not: { within: { fact: installed, values: [ledger] } } }]';
    const files = change(
      'rules.yaml',
      'when: { equals: { fact: reports, value: many } }',
      `when: { ${when} }`,
    );
    expect(load(files).knowledge.rules.get('designer')?.when).to.deep.equal({
      kind: 'all',
      of: [
        { kind: 'any', of: [{ kind: 'equals', fact: 'reports', value: 'many' }, { kind: 'always' }] },
        {
          kind: 'not',
          of: { kind: 'within', fact: 'installed', values: ['ledger-1.0', 'ledger-2.0', 'ledger-3.0'] },
        },
      ],
    });
  });

  it('leaves what the owner left out at its default', () => {
    const { rules } = load(SMALL_PACK).knowledge;
    expect(rules.get('direct')).to.deep.include({
      basis: 'stated',
      direct: false,
      via: [],
      withdrawn: undefined,
    });
    expect(rules.get('more')).to.deep.include({ attach: ['on-request'], aliases: [] });
  });

  it('has the cases of the pack in their long form', () => {
    const cases =
      'cases: [{ id: first, ask: Can I?, expect: { facts: { installed: ledger-1.0 }, cites: [3] } }]\n';
    const [first] = load({ ...SMALL_PACK, 'cases.yaml': cases }).cases;
    expect(first).to.deep.include({ id: 'first', pack: 'ledger', place: 'ledger/cases.yaml:1:9' });
    expect(first?.turns).to.deep.equal([
      {
        kind: 'user',
        text: 'Can I?',
        expect: { facts: { installed: ['ledger-1.0'] }, cites: [3] },
        place: 'ledger/cases.yaml:1:9',
      },
    ]);
  });
});

function load(files: PackFiles): LoadedPack {
  return withPacks({ ledger: files }, (directory) => {
    const library = loadLibrary(directory);
    const [pack] = library.packs;
    if (pack === undefined) throw new Error(library.issues[0]?.what);
    return pack;
  });
}
