import { expect } from 'chai';
import { twoFrames } from '../support/two-frames.ts';
import type { SiteUnderTest } from './site-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const ADD_AGAIN = (tag: string) => `{
  const again = document.createElement('script');
  for (const { name, value } of document.querySelector('script[src]').attributes) again.setAttribute(name, value);
  ${tag}
  document.body.append(again);
}`;

/** Pages with two tags, with the same tag twice, and pages that remove the tag again. */
export function describeManyTags(site: SiteUnderTest): void {
  const hosts = 'document.querySelectorAll("waymark-chat").length';

  describe('tags', () => {
    it('that differ are two widgets, of which the global drives the first', async () => {
      const { page, launcher, panel, faults } = await site.open(
        `<body>${site.tag('id="a" data-title="One"').replace('async', '')}${site.tag('data-title="Two" data-position="start"').replace('async', '')}`,
      );
      expect(await page.evaluate(hosts)).to.equal(2);
      await launcher(1).click();
      expect([await panel(0).isVisible(), await panel(1).isVisible()]).to.deep.equal([false, true]);
      await page.evaluate('Waymark.open()');
      expect([await panel(0).isVisible(), await panel(1).isVisible()]).to.deep.equal([true, true]);
      await page.evaluate('Waymark.close()');
      expect([await panel(0).isVisible(), await panel(1).isVisible()]).to.deep.equal([false, true]);
      await page.evaluate('document.querySelector("#a").remove()');
      await page.waitForFunction(`${hosts} === 1`);
      await page.evaluate('Waymark.close()');
      expect(await panel().isVisible()).to.equal(false);
      expect(faults).to.deep.equal([]);
    });

    it('that are the same are one widget, which stays as long as one of them does', async () => {
      const { page, launcher } = await site.open(`<body>${site.tag('data-title="One"')}`);
      await launcher().waitFor();
      await page.evaluate(ADD_AGAIN('again.onload = () => { window.loaded = true; };'));
      await page.waitForFunction('window.loaded');
      expect(await page.evaluate(hosts)).to.equal(1);
      await page.evaluate('document.querySelector("script[src]").remove()');
      await twoFrames(page);
      expect(await page.evaluate(hosts)).to.equal(1);
      await page.evaluate('document.querySelector("script[src]").remove()');
      await page.waitForFunction(`${hosts} === 0`);
      expect(await page.evaluate('"Waymark" in window')).to.equal(false);
    });

    it('that are removed take everything with them, also while the chat is open', async () => {
      const { page, launcher, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      await chat();
      await page.evaluate('window.kept = Waymark; document.querySelector("script[src]").remove()');
      await page.waitForFunction(`${hosts} === 0`);
      expect(page.frames()).to.have.length(1);
      expect(await page.evaluate('"Waymark" in window')).to.equal(false);
      await page.evaluate('kept.open(); kept.ask("Anybody?"); kept.close(); kept.on("open", () => {})()');
      await page.evaluate(`{
        const script = document.createElement('script');
        script.src = '${site.server}/embed.js';
        document.body.append(script);
      }`);
      await launcher().waitFor();
    });

    itInAll('whose element is removed are taken down', async () => {
      const { page, launcher, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      await chat();
      await page.evaluate('document.querySelector("waymark-chat").remove()');
      await page.waitForFunction('!("Waymark" in window)');
    });

    it('of a router that changes the whole body bring the widget back, once', async () => {
      const { page, launcher } = await site.open(`<body>${site.tag()}`);
      await launcher().waitFor();
      for (let i = 0; i < 3; i++) {
        await page.evaluate(`{
          const { src } = document.querySelector('script[src]');
          const body = document.createElement('body');
          document.body.replaceWith(body);
          const script = document.createElement('script');
          script.async = true;
          script.src = src;
          script.setAttribute('async', '');
          script.onload = () => { window.loaded = ${i}; };
          body.append(script);
        }`);
        await page.waitForFunction(`window.loaded === ${i}`);
        expect(await page.evaluate(hosts)).to.equal(1);
      }
      await launcher().click();
    });

    itInAll('in the head work before there is a body', async () => {
      const tag = site.tag('').replace('async', '');
      const { page, launcher, panel, chat } = await site.open(
        `<head>${tag}<script>Waymark.ask('Early?')</script></head><body><p>Late</p>`,
      );
      await chat();
      expect(await panel().isVisible()).to.equal(true);
      await launcher().click();
      expect(await page.evaluate(hosts)).to.equal(1);
    });
  });
}
