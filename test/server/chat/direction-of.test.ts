import { expect } from 'chai';
import { directionOf } from '../../../src/server/chat/direction-of.ts';

describe('the direction of a language', () => {
  for (const language of ['en', 'de', 'ja', 'az', 'ku', 'pa'])
    it(`is from the left: ${language}`, () => expect(directionOf(language)).to.equal('ltr'));
  for (const language of ['ar', 'he', 'fa-IR', 'ur', 'yi', 'dv', 'pa-Arab'])
    it(`is from the right: ${language}`, () => expect(directionOf(language)).to.equal('rtl'));
});
