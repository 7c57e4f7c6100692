import { expect } from 'chai';
import type { DeskUnderTest } from './desk-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const ROUTE = 'backoffice 4.0 to 2003';

/** The page of a server that has the readmes of several vendors. */
export function describeSeveralPacks(desk: DeskUnderTest): void {
  describe('with several readmes', () => {
    beforeEach(() => desk.open());

    it('says which one answered, and takes another one when it is picked', async () => {
      await desk.type(ROUTE);
      await desk.verdict().waitFor();
      expect(await desk.chip('Readme').innerText()).to.include('Upgrading BackOffice Server');
      await desk.chip('Readme').locator('select').selectOption({ index: 1 });
      await desk.page.getByRole('button', { name: 'Remove: Readme' }).waitFor();
      await desk.page.locator('.steps').first().waitFor({ state: 'detached' });
      await desk.page.getByRole('button', { name: 'Remove: Readme' }).click();
      await desk.verdict().getByText('Supported by way of').waitFor();
    });

    itInAll('holds a changed fact, and drops it when the text moves on to another vendor', async () => {
      await desk.type(ROUTE);
      await desk.chip('Installed').locator('select').selectOption({ label: 'BackOffice Server 2.5' });
      await desk.value('Installed', 'BackOffice Server 2.5').waitFor();
      expect(await desk.page.locator('.chip-picked').count()).to.equal(1);
      await desk.page.locator('#question').fill('millrace build server 5.7 to 8.6 ');
      await desk.value('Installed', 'Millrace Build Server 5.7').waitFor();
      expect(await desk.page.locator('.chip-picked').count()).to.equal(0);
      expect(new URL(desk.page.url()).hash).to.not.include('f.installed');
    });

    it('asks which one is meant where the text does not say, with a button for each', async () => {
      await desk.type('4.5 ');
      await desk.page.getByText('Which of these is your question about?').waitFor();
      expect(await desk.page.locator('.chip').count()).to.equal(0);
      await desk.page.locator('.choice').first().click();
      await desk.chip('Readme').waitFor();
      expect(await desk.chip('Readme').innerText()).to.include('Upgrading BackOffice Server');
    });
  });
}
