import { expect } from 'chai';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { jsonSchemas } from '../../src/content/schemas/index.ts';

const FOLDER = join(import.meta.dirname, '../../schemas');

describe('The JSON Schemas in schemas/', () => {
  it('are all there, and no others', () => {
    expect(readdirSync(FOLDER).sort()).to.deep.equal([...jsonSchemas().keys()].sort());
  });

  for (const [file, schema] of jsonSchemas()) {
    it(`${file} is what "npm run schemas" writes`, () => {
      expect(readFileSync(join(FOLDER, file), 'utf8')).to.equal(schema);
    });
  }
});
