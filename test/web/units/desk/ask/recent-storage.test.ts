import { expect } from 'chai';
import { clearRecent, keepRecent, readRecent } from '../../../../../src/web/desk/ask/recent-storage.ts';
import { NO_QUESTION } from '../../../../../src/web/desk/ask/question.ts';
import { BLOCKED, fakeStore } from '../../chat/fake-browser.ts';

const NAME = 'waymark-recent-questions';
const question = (text: string) => ({ ...NO_QUESTION, text });

describe('recent questions', () => {
  const open = (store = fakeStore()) => ({ localStorage: store });
  const texts = (browser: ReturnType<typeof open>) => readRecent(browser).map(({ text }) => text);

  it('come newest first, and each once', () => {
    const browser = open();
    for (const text of ['one', 'two', 'one']) keepRecent(browser, question(text));
    expect(texts(browser)).to.deep.equal(['one', 'two']);
  });

  it('are twenty at most', () => {
    const browser = open();
    for (let i = 0; i < 30; i += 1) keepRecent(browser, question(`question ${String(i)}.`));
    expect(texts(browser)).to.have.length(20);
    expect(texts(browser)[0]).to.equal('question 29.');
  });

  it('are replaced by one that only continues the last', () => {
    const browser = open();
    for (const text of ['server 4', 'server 4.5', 'other']) keepRecent(browser, question(text));
    expect(texts(browser)).to.deep.equal(['other', 'server 4.5']);
  });

  it('come back with their picks and their pack', () => {
    const browser = open();
    const asked = { text: 't', picks: { installed: { value: 'a' }, target: { value: null } }, pack: 'p' };
    keepRecent(browser, asked);
    expect(readRecent(browser)).to.deep.equal([asked]);
  });

  it('can be cleared', () => {
    const browser = open();
    keepRecent(browser, question('one'));
    expect(clearRecent(browser)).to.deep.equal([]);
    expect(texts(browser)).to.deep.equal([]);
  });

  for (const stored of ['', '{', 'null', '{"link":"q=a"}', '[1,null,{"link":1},{"link":""},"q=a"]'])
    it(`are none where something else is stored: ${stored}`, () => {
      const browser = open();
      browser.localStorage.setItem(NAME, stored);
      expect(texts(browser)).to.deep.equal([]);
    });

  it('are shown but not kept where the browser blocks storage', () => {
    const browser = open(BLOCKED);
    expect(keepRecent(browser, question('one'))).to.deep.equal([question('one')]);
    expect(texts(browser)).to.deep.equal([]);
  });
});
