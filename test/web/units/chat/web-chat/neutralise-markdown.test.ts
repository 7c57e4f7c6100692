import { expect } from 'chai';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { neutraliseMarkdown } from '../../../../../src/web/chat/web-chat/neutralise-markdown.ts';
import { PAYLOADS } from '../../../injection/payloads.ts';
import { dangersIn } from '../markdown-dangers.ts';

describe('neutralised Markdown', () => {
  it('has no image and no definition of a foreign scheme, whatever was in it', () => {
    expect(PAYLOADS.length).to.be.at.least(300);
    const left = PAYLOADS.filter((payload) => dangersIn(neutraliseMarkdown(payload)).length > 0);
    expect(left).to.deep.equal([]);
  });

  it('would have some without it: the test can fail', () => {
    const found = PAYLOADS.map(dangersIn).flat();
    expect(found.filter((danger) => danger.startsWith('image')).length).to.be.above(30);
    expect(found.filter((danger) => danger.startsWith('definition')).length).to.be.above(30);
  });

  it('has none either where the payload comes after other text, is indented, quoted or in lists', () => {
    const before = ['Before.\n\n', '   ', '>', '* ', '12. ', '- > 1) '];
    const short = PAYLOADS.filter(({ length }) => length < 200);
    const texts = before.flatMap((start) => short.map((payload) => neutraliseMarkdown(start + payload)));
    expect(texts.filter((text) => dangersIn(text).length > 0)).to.deep.equal([]);
  });

  for (const kept of [
    'Read **this** first, and [that](https://vendor.test/readme).',
    '[1]: <https://chat.test/sources/pack/readme.txt#L18> "readme.txt, lines 18"',
    '[1]: http://vendor.test/a "title"',
    '[help]: mailto:help@vendor.test',
    'Text with [18, 22] and an exclamation!',
  ]) {
    it(`is unchanged where nothing is wrong with it: ${kept}`, () => {
      expect(neutraliseMarkdown(kept)).to.equal(kept);
    });
  }

  it('shows as text what it took the meaning from', () => {
    const written = '![x](http://evil.test/x.png)\n\n[1]: javascript:top.hit=1 "title"';
    const shown = JSON.stringify(fromMarkdown(neutraliseMarkdown(written)));
    expect(shown).to.include('![');
    expect(shown).to.include('[1]: javascript:top.hit=1');
  });
});
