import { expect } from 'chai';
import { delivered } from './delivered.ts';
import type { SiteUnderTest } from './site-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const QUESTION = 'BackOffice Server 2.5 to 2003, please';
const ANSWER = 'Upgrade to BackOffice Server 4.5';
/** The visitor's own messages in Web Chat. */
const OWN = '.webchat__bubble--from-user .webchat__text-content';

/** The widget with the server's real chat page, across origins. */
export function describeRealChat(site: SiteUnderTest): void {
  describe('with the chat of the server', () => {
    it('asks before anything has loaded, also where the browser keeps nothing of other sites', async () => {
      const { panel, chat, inWidget } = await site.open(
        `<title>A site</title><body>${site.tag()}<script>
          document.querySelector('script[src]').onload = () => Waymark.ask('${QUESTION}');
        </script>`,
        { realChat: true },
      );
      const frame = await chat();
      await frame.getByText(ANSWER).first().waitFor();
      expect(await frame.locator(OWN).allInnerTexts()).to.deep.equal([QUESTION]);
      await frame.locator('#text').press('Escape');
      await panel().waitFor({ state: 'hidden' });
      expect(await inWidget('root.activeElement.matches("[aria-expanded]")')).to.equal(true);
    });

    it('leaves a message by Escape, and closes by the next', async () => {
      const { page, panel, chat } = await site.open(`<body>${site.tag()}`, { realChat: true });
      await page.waitForFunction('window.Waymark');
      await page.evaluate(`Waymark.ask('${QUESTION}')`);
      const frame = await chat();
      const link = frame
        .locator('.webchat__basic-transcript__activity a, .webchat__basic-transcript__activity button')
        .last();
      await frame.getByText(ANSWER).first().waitFor();
      await frame.locator('#shell').waitFor({ state: 'hidden' });
      await link.focus();
      await link.press('Escape');
      await frame.locator('.webchat__basic-transcript__activity :focus').waitFor({ state: 'detached' });
      await delivered(page, frame);
      expect(await panel().isVisible()).to.equal(true);
      await frame.locator(':focus').press('Escape');
      await panel().waitFor({ state: 'hidden' });
    });

    it('lets the site ask, and not answer a question that deletes', async () => {
      const { page, chat } = await site.open(`<body>${site.tag()}`, { realChat: true });
      await page.waitForFunction('window.Waymark');
      await page.evaluate(`Waymark.ask('${QUESTION}'); Waymark.ask('forget me'); Waymark.ask('yes')`);
      const frame = await chat();
      await frame.getByText('Nothing is deleted: a page wrote that').first().waitFor();
      expect(await frame.getByText('Everything that was kept about you is deleted').count()).to.equal(0);
    });

    itInAll('asks nothing where there is nothing to ask', async () => {
      const { page, chat } = await site.open(`<body>${site.tag()}`, { realChat: true });
      await page.waitForFunction('window.Waymark');
      await page.evaluate(`Waymark.ask(''); Waymark.ask('  '); Waymark.ask('${QUESTION}')`);
      const frame = await chat();
      await frame.getByText(ANSWER).first().waitFor();
      expect(await frame.locator('.webchat__bubble--from-user').count()).to.equal(1);
    });

    itInAll('stands in its panel without a rest that could be scrolled to', async () => {
      const { launcher, chat, inWidget } = await site.open(`<body>${site.tag()}`, { realChat: true });
      await launcher().click();
      await chat();
      const rest = await inWidget(
        '((panel) => panel.scrollHeight - panel.clientHeight)(root.querySelector("dialog"))',
      );
      expect(rest).to.equal(0);
    });

    it('goes on after a reload', async () => {
      const { page, launcher, chat } = await site.open(`<body>${site.tag()}`, { realChat: true });
      await page.goto(page.url().replace(site.origin, site.sameSite));
      await page.waitForFunction('window.Waymark');
      await page.evaluate(`Waymark.ask('${QUESTION}')`);
      await (await chat()).getByText(ANSWER).first().waitFor();
      await page.reload();
      await launcher().click();
      await (await chat()).getByText(ANSWER).first().waitFor();
      expect(await (await chat()).locator(OWN).allInnerTexts()).to.deep.equal([QUESTION]);
    });

    it('tells the site of an answer that came while it was closed', async () => {
      const { page, launcher, chat } = await site.open(`<body>${site.tag()}`, { realChat: true });
      await launcher().click();
      await (await chat()).locator('#text').waitFor();
      await page.evaluate(`Waymark.ask('${QUESTION}'); Waymark.close()`);
      await launcher()
        .getByText(/^[1-9]$/)
        .waitFor();
    });

    it('closes by its own button on a phone', async () => {
      const { launcher, panel, chat } = await site.open(
        `<meta name="viewport" content="width=device-width"><body>${site.tag()}`,
        {
          realChat: true,
          viewport: { width: 390, height: 844 },
        },
      );
      await launcher().click();
      await (await chat()).locator('#close').click();
      await panel().waitFor({ state: 'hidden' });
      expect(await launcher().isVisible()).to.equal(true);
    });

    it('is not shown on a site that was not allowed, which can still close the panel', async () => {
      const visit = await site.open(`<body>${site.tag()}`, { realChat: true });
      const elsewhere = visit.page.url().replace('localhost', 'other.localhost');
      await visit.page.goto(elsewhere);
      const refused = visit.page.waitForEvent('console', (message) =>
        message.text().includes('frame-ancestors'),
      );
      await visit.launcher().click();
      await refused;
      expect(await visit.panel().isVisible()).to.equal(true);
      await visit.launcher().click();
      expect(await visit.panel().isVisible()).to.equal(false);
      expect(visit.faults.splice(0).join()).to.include('frame-ancestors');
    });
  });
}
