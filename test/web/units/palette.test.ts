import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { GROUNDS } from '../../../src/server/chat/accent.ts';

const FOLDER = 'src/web';
const palette = readFileSync(join(FOLDER, 'palette.css'), 'utf8');
const [light = '', dark = ''] = palette.split('@media (prefers-color-scheme: dark)');

/** The variables that a style sheet defines, with their values. */
const definedIn = (css: string) =>
  new Map([...css.matchAll(/(--[a-z-]+):\s*([^;]+);/gu)].map(([, name = '', value = '']) => [name, value]));

describe('the palette', () => {
  it('is defined in one style sheet only, and each page loads that one', () => {
    const names = [...definedIn(palette).keys()];
    expect(names).to.include.members(['--accent', '--ground', '--ink']);
    const sheets = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.css') && !/^(?:palette|embed)/u.test(file),
    );
    expect(sheets).to.have.length(3);
    for (const sheet of sheets) {
      const css = readFileSync(join(FOLDER, sheet), 'utf8');
      expect(css, sheet).to.include("@import '../palette.css';");
      const twice = [...definedIn(css).keys()].filter((name) => names.includes(name));
      expect(twice, sheet).to.deep.equal([]);
    }
  });

  it('has a dark value for each of its colours', () => {
    expect([...definedIn(dark).keys()]).to.deep.equal([...definedIn(light).keys()]);
  });

  it('has the grounds for which the server makes an accent readable', () => {
    expect(definedIn(light).get('--ground')).to.equal(GROUNDS.light);
    expect(definedIn(dark).get('--paper')).to.equal(GROUNDS.dark);
  });

  it('has the accent that the launcher takes if the tag names none', () => {
    const [, accent] =
      /ACCENT = '(#[0-9a-f]{6})'/u.exec(readFileSync('src/web/embed/read-tag.ts', 'utf8')) ?? [];
    expect(accent).to.equal(definedIn(light).get('--accent'));
  });
});
