import { expect } from 'chai';
import { isOfLauncher } from '../../../../../src/web/chat/shell/is-of-launcher.ts';

const parent = { name: 'the window that has the frame' };
const origin = 'https://support.example.com';
const ask = { source: 'waymark', kind: 'ask', text: 'does fax still work?' };
const isHeard = (event: Partial<Parameters<typeof isOfLauncher>[0]>) =>
  isOfLauncher({ source: parent, origin, data: ask, ...event }, parent, origin);

describe('a message to the chat page', () => {
  it('is the launcher’s if it comes from the parent, and from the origin in the page’s address', () => {
    expect(isHeard({})).to.equal(true);
  });

  it('is not heard from any other window', () => {
    for (const source of [{ ...parent }, null, undefined]) expect(isHeard({ source })).to.equal(false);
  });

  it('is not heard from any other origin in the parent', () => {
    const others = [
      'https://evil.example',
      'http://support.example.com',
      `${origin}:8443`,
      `${origin}.evil.example`,
      `${origin}/`,
    ];
    for (const other of [...others, 'null', '']) expect(isHeard({ origin: other }), other).to.equal(false);
  });

  it('is not heard without the launcher’s mark', () => {
    for (const data of [
      null,
      undefined,
      1,
      'ask',
      [],
      {},
      { ...ask, source: 'other' },
      { kind: 'ask', text: 'x' },
    ])
      expect(isHeard({ data })).to.equal(false);
  });
});
