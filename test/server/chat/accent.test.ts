import { expect } from 'chai';
import fc from 'fast-check';
import { accentOn } from '../../../src/server/chat/accent.ts';

describe('the accent', () => {
  it('stays as it is where it can be read', () => {
    expect(accentOn('#ffffff', '17636c')).to.deep.equal({ accent: '#17636c', onAccent: '#ffffff' });
    expect(accentOn('#ffffff', '#176')).to.deep.equal({ accent: '#117766', onAccent: '#ffffff' });
  });

  it('takes nothing that is no hex colour', () => {
    for (const text of ['', 'red', '#12', '#12345', '#1234567', '#gggggg', '#fff;}']) {
      expect(accentOn('#ffffff', text), text).to.equal(undefined);
    }
  });

  it('can be read on either ground, and so can what stands on it, whatever was chosen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 0xffffff }),
        fc.constantFrom('#f6f6f3', '#1c2226'),
        (n, ground) => {
          const found = accentOn(ground, n.toString(16).padStart(6, '0'));
          expect(contrast(found?.accent ?? '', ground)).to.be.at.least(4.5);
          expect(contrast(found?.accent ?? '', found?.onAccent ?? '')).to.be.at.least(4.5);
        },
      ),
    );
  });
});

/** WCAG 2.2, "contrast ratio", written a second time. */
function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((colour) => {
    const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
      const c = parseInt(colour.slice(at, at + 2), 16) / 255;
      return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
    });
    return r * 0.2126 + g * 0.7152 + b * 0.0722;
  });
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}
