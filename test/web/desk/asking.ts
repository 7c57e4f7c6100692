import { expect } from 'chai';
import { twoFrames } from '../support/two-frames.ts';
import type { DeskUnderTest } from './desk-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const ROUTE = 'backoffice 4.0 to 2003';

/** When the page asks, and which answer it shows. */
export function describeAsking(desk: DeskUnderTest): void {
  describe('asking', () => {
    beforeEach(() => desk.open());

    it('answers as one types, with the focus in the one input from the start', async () => {
      await desk.page.keyboard.type(ROUTE);
      await desk.verdict().getByText('Supported by way of BackOffice Server 4.5').waitFor();
      expect(await desk.page.locator('.steps > li').count()).to.equal(4);
      expect(await desk.page.locator('.points-only-if').innerText()).to.include('Only if the server was');
      expect(await desk.page.locator('.aside').innerText()).to.include('Uninstall BackOffice Server 4.0.');
      expect(await desk.page.locator('.source-line').innerText()).to.match(/^Source: readme.txt, edition/);
    });

    it('sends no question for every key of a quick typist', async () => {
      await desk.typeInNoTime(ROUTE);
      await desk.verdict().waitFor();
      expect(desk.asked).to.deep.equal([ROUTE]);
    });

    itInAll('shows the answer to the last question, whichever answer comes last', async () => {
      let release: () => void = () => undefined;
      let late: () => void = () => undefined;
      const isLate = new Promise<void>((resolve) => (late = resolve));
      const held = new Promise<void>((resolve) => (release = resolve));
      await desk.page.route('**/api/ask', async (route) => {
        if (!(route.request().postData() ?? '').includes('2.5')) return route.fallback();
        await held;
        await route.fallback().catch(() => undefined);
        late();
      });
      await desk.type('backoffice 2.5 ');
      await desk.page.waitForRequest('**/api/ask');
      await desk.page.locator('#question').fill('sbs 4.5 ');
      await desk.verdict().getByText('Direct upgrade not supported').waitFor();
      release();
      await isLate;
      await twoFrames(desk.page);
      expect(await desk.page.locator('.lead').innerText()).to.match(/^Small Business Server 4.5/);
    });

    itInAll('loses no key while answers come in', async () => {
      // About as long as the page waits for the next key, so that answers arrive between keys.
      await desk.page.locator('#question').pressSequentially('bo 4.5, what breaks', { delay: 155 });
      await desk.verdict().waitFor();
      expect(desk.asked.length).to.be.above(1);
      expect(await desk.page.locator('#question').inputValue()).to.equal('bo 4.5, what breaks');
    });

    itInAll('shows only the chips while the version still fits two releases', async () => {
      await desk.type('backoffice 4');
      await desk.value('Installed', 'BackOffice Server 4.0 or 4.5').waitFor();
      expect(await desk.page.locator('.part, .choices').count()).to.equal(0);
      await desk.type('.');
      await desk.chip('Installed').waitFor();
      expect(await desk.page.locator('.part, .choices').count()).to.equal(0);
      await desk.type('5');
      await desk.verdict().getByText('Supported, with issues').waitFor();
      await desk.page.locator('#question').fill('backoffice 4');
      await desk.page.locator('.hint').waitFor();
      await desk.page.keyboard.press('Enter');
      await desk.verdict().waitFor();
      expect(await desk.chip('Installed').innerText()).to.include('BackOffice Server 4.0');
    });

    it('says that the readme does not say, and where to ask', async () => {
      await desk.type('how long does the upgrade take?');
      await desk.verdict().getByText('The readme does not say').waitFor();
      const link = desk.page.locator('.references a');
      expect(await link.getAttribute('href')).to.match(/^http:\/\/www\.microsoft\.com\//);
      expect(await link.getAttribute('rel')).to.include('noreferrer');
    });
  });
}
