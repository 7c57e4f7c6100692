import { expect } from 'chai';
import { join } from 'node:path';
import { generateParts, writeGeneratedPack } from '../../bench/generate-pack.ts';
import { coverageOf, loadLibrary } from '../../src/content/index.ts';
import { linkKnowledge } from '../../src/core/index.ts';
import { withPacks } from './small-pack.ts';

describe('A generated pack', () => {
  for (const products of [2, 1001]) {
    it(`of ${products} products loads, is covered, and is the same in memory`, () => {
      withPacks({}, (directory) => {
        writeGeneratedPack(join(directory, 'generated'), products);
        const { packs, issues } = loadLibrary(directory);
        expect(issues).to.deep.equal([]);
        const [loaded] = packs.map((pack) => pack.knowledge);
        const made = linkKnowledge(generateParts(products, 'generated'));
        expect(loaded?.rules.size).to.equal(products * 3);
        expect(loaded === undefined ? 0 : coverageOf(loaded).percent).to.equal(100);
        expect(loaded?.products).to.deep.equal(made.products);
        expect(loaded?.rules).to.deep.equal(made.rules);
      });
    });
  }
});
