import { expect } from 'chai';
import { escapeMarkdown, joinMarkdownLines } from '../../../src/bot/text/markdown.ts';

describe('escapeMarkdown', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['a_b_c and *bold*', 'a\\_b\\_c and \\*bold\\*'],
    ['<b>x</b>', '\\<b\\>x\\</b\\>'],
    ['[x](y)', '\\[x\\](y)'],
    ['# not a heading', '\\# not a heading'],
    ['&lt; stays', '\\&lt; stays'],
    ['see http://a.example/x_y?a=1&b=2.', 'see <http://a.example/x_y?a=1&b=2>.'],
    ['(https://a.example/x), https://b.example', '(<https://a.example/x>), <https://b.example>'],
    ['back\\slash', 'back\\\\slash'],
  ];
  for (const [plain, markdown] of cases) {
    it(`shows ${plain} as it stands`, () => expect(escapeMarkdown(plain)).to.equal(markdown));
  }
});

describe('joinMarkdownLines', () => {
  it('keeps each line its own line', () => expect(joinMarkdownLines(['a', 'b'])).to.equal('a  \nb'));
  it('keeps paragraphs', () => expect(joinMarkdownLines(['a', '', 'b'])).to.equal('a\n\nb'));
  it('does not let a line slip into the list before it', () => {
    expect(joinMarkdownLines(['a', '- b', 'c'])).to.equal('a  \n- b\n\nc');
    expect(joinMarkdownLines(['1. a', '   - b', 'c'])).to.equal('1. a  \n   - b\n\nc');
  });
});
