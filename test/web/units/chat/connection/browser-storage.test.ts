import { expect } from 'chai';
import { openBrowserStorage } from '../../../../../src/web/chat/connection/browser-storage.ts';
import { BLOCKED, fakeStore } from '../fake-browser.ts';

const kinds = { 'that keeps texts': fakeStore, 'that blocks storage': () => BLOCKED };

describe('what the chat page keeps', () => {
  for (const [kind, make] of Object.entries(kinds)) {
    it(`is read, listed and removed in a browser ${kind}`, () => {
      const storage = openBrowserStorage({ localStorage: make() });
      storage.write('unsent:1', 'one');
      storage.write('unsent:2', 'two');
      storage.write('ticket', 't');
      expect(storage.read('unsent:1')).to.equal('one');
      expect(storage.names('unsent:')).to.have.members(['unsent:1', 'unsent:2']);
      storage.remove('unsent:1');
      expect(storage.read('unsent:1')).to.equal(undefined);
      expect(storage.names('unsent:')).to.deep.equal(['unsent:2']);
    });
  }

  it('lasts over a reload', () => {
    const store = fakeStore();
    openBrowserStorage({ localStorage: store }).write('ticket', 't');
    expect(openBrowserStorage({ localStorage: store }).read('ticket')).to.equal('t');
  });

  it('is apart from what the site keeps', () => {
    const store = fakeStore();
    store.setItem('ticket', 'of the site');
    const storage = openBrowserStorage({ localStorage: store });
    expect(storage.read('ticket')).to.equal(undefined);
    expect(storage.names('')).to.deep.equal([]);
    storage.write('ticket', 't');
    expect(store.getItem('ticket')).to.equal('of the site');
  });

  it('is only for this page where the browser throws already when storage is looked at', () => {
    const storage = openBrowserStorage({
      get localStorage(): never {
        throw new DOMException('denied');
      },
    });
    storage.write('ticket', 't');
    expect(storage.read('ticket')).to.equal('t');
  });
});
