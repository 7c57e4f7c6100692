import { expect } from 'chai';
import fc from 'fast-check';
import { cleanText } from '../../../src/core/understanding/clean-text.ts';

describe('A message as it is seen', () => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['entities are characters', 'BackOffice&nbsp;4.5 &amp; SBS &#52;&#x2e;5', 'BackOffice 4.5 & SBS 4.5'],
    ['unknown entities stay', 'R&D; &bogus; &#0;', 'R&D; &bogus;  '],
    ['tags inside a line vanish', 'Back<b>Office</b> <span class="x">4.5</span>', 'BackOffice 4.5'],
    ['other tags end a line', '<p>BackOffice</p><p>4.5</p>', '\nBackOffice\n\n4.5\n'],
    ['what is no tag stays', 'a < b, <version>, 4.0 -> 4.5', 'a < b, <version>, 4.0 -> 4.5'],
    ['who is addressed is left out', '<at id="0">Waymark</at> hello', '  hello'],
    ['marks of emphasis vanish', '**BackOffice** ~~4.0~~ `4.5` _2003_', 'BackOffice 4.0 4.5 _2003_'],
    ['links keep their text', 'see [the page](http://example.test/a)', 'see the page'],
    ['quoted lines above a reply are left out', '> SBS 4.5\n> to 2003\n\nand BackOffice?', 'and BackOffice?'],
    ['a message of nothing but a quotation is read', '> SBS 4.5', ' SBS 4.5'],
    ['arrows at the start of later lines stay', 'BO 4.0\n> 4.5\n> 2003', 'BO 4.0\n> 4.5\n> 2003'],
    ['quoted blocks are left out', '<blockquote>SBS <b>4.5</b></blockquote>yes', '\nyes'],
    ['but not where there is nothing else', '<blockquote>SBS</blockquote><br>', '\nSBS\n\n'],
    ['what cannot be seen is not there', 'Back\u200bOffice\u00ad 4\ufeff.5', 'BackOffice 4.5'],
  ];
  for (const [title, typed, seen] of cases) {
    it(title, () => expect(cleanText(typed)).to.equal(seen));
  }

  it('stays itself where there is no markup', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zA-Z0-9 .,?]*$/), (text) => {
        expect(cleanText(text)).to.equal(text);
      }),
    );
  });

  it('takes any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => cleanText(text).length <= text.length * 18),
    );
  });
});
