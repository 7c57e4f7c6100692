import { expect } from 'chai';
import type { SiteUnderTest } from './site-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

/** Sites with a strict Content-Security-Policy. */
export function describePolicies(site: SiteUnderTest): void {
  const policy = (...directives: readonly string[]) => ({
    'content-security-policy': ["default-src 'none'", ...directives].join('; '),
  });

  describe('a site with a strict policy', () => {
    it('needs two directives for the widget, with trusted types and all', async () => {
      const { launcher, panel, chat, inWidget } = await site.open(`<body>${site.tag('data-accent="#080"')}`, {
        headers: policy(
          `script-src ${site.server}`,
          `frame-src ${site.server}`,
          "require-trusted-types-for 'script'",
          "trusted-types 'none'",
        ),
      });
      expect(await inWidget('getComputedStyle(root.querySelector("button")).backgroundColor')).to.equal(
        'rgb(0, 136, 0)',
      );
      await launcher().click();
      await chat();
      expect(await panel().boundingBox()).to.include({ width: 400 });
    });

    it('that lets no frame in says so in its console, and the button stays whole', async () => {
      const { launcher, panel, faults } = await site.open(`<body>${site.tag()}`, {
        headers: policy(`script-src ${site.server}`),
      });
      await launcher().click();
      expect(await panel().isVisible()).to.equal(true);
      await launcher().click();
      expect(faults.splice(0).join()).to.include('frame-src');
    });

    it('may take only what was sent for it: the button is there, and the browser refuses the frame', async () => {
      const { page, launcher, panel } = await site.open(`<body>${site.tag()}`, {
        headers: {
          'cross-origin-embedder-policy': 'require-corp',
          'cross-origin-opener-policy': 'same-origin',
        },
        realChat: true,
      });
      const refused = page.waitForEvent('requestfailed');
      await launcher().click();
      expect((await refused).url()).to.include('/chat?');
      const [, frame] = page.frames();
      expect(await frame?.locator('#text').count()).to.equal(0);
      await launcher().click();
      expect(await panel().isVisible()).to.equal(false);
    });

    itInAll('lets a site move it above what it has there', async () => {
      const { page } = await site.open(`<style>html { --waymark-z-index: 20000 }</style><body>${site.tag()}`);
      await page.locator('waymark-chat').waitFor({ state: 'attached' });
      expect(await page.evaluate('getComputedStyle(document.querySelector("waymark-chat")).zIndex')).to.equal(
        '20000',
      );
    });
  });
}
