import { expect } from 'chai';
import type { DeskUnderTest } from './desk-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const ROUTE = 'backoffice 4.0 to 2003';

/** What can be opened from an answer: the readme, the route diagram, the text for a ticket. */
export function describeReading(desk: DeskUnderTest): void {
  describe('the readme', () => {
    it('opens beside the answer at the cited line', async () => {
      await desk.open({ viewport: { width: 1280, height: 800 } });
      await desk.type(ROUTE);
      await desk.cite('32').click();
      const line = desk.page.locator('.line-cited');
      expect(await line.innerText()).to.include('Fax Service is no longer supported');
      expect(await line.getAttribute('value')).to.equal('32');
      expect(await desk.page.locator('.line-marked').count()).to.be.above(2);
      const [text, panel, answer] = await Promise.all(
        [line, desk.page.locator('.source-text'), desk.page.locator('.part')].map((each) =>
          each.boundingBox(),
        ),
      );
      expect(text?.y).to.be.within(panel?.y ?? 0, (panel?.y ?? 0) + (panel?.height ?? 0));
      expect(panel?.x).to.be.above((answer?.x ?? 0) + (answer?.width ?? 0) - 1);
      await desk.page.keyboard.press('Escape');
      expect(await desk.page.locator('.source').count()).to.equal(0);
      expect(await desk.focused().innerText()).to.equal('[32]');
      expect(await desk.page.locator('#question').inputValue()).to.equal(ROUTE);
    });

    it('opens below the answer on a narrow screen', async () => {
      await desk.open({ viewport: { width: 360, height: 700 } });
      await desk.type(ROUTE);
      await desk.cite('24').click();
      await desk.page.locator('.line-cited').waitFor();
      const [panel, answer] = await Promise.all(
        ['.source', '.part'].map((each) => desk.page.locator(each).boundingBox()),
      );
      expect(panel?.y).to.be.above((answer?.y ?? 0) + (answer?.height ?? 0) - 1);
    });
  });

  describe('the route', () => {
    it('is drawn with its stops, its issues and the direct way crossed out, and said in words', async () => {
      await desk.open({ viewport: { width: 1280, height: 800 } });
      await desk.type(ROUTE);
      const drawing = desk.page.getByRole('img');
      expect(await drawing.getAttribute('aria-label')).to.equal(
        'Route: BackOffice Server 4.0, BackOffice Server 4.5 and Windows Server 2003, in this order. ' +
          'BackOffice Server 4.0 directly to Windows Server 2003: not supported. ' +
          'BackOffice Server 4.5 to Windows Server 2003: up to 3 issues.',
      );
      expect(await drawing.locator('rect').count()).to.equal(3);
      expect(await drawing.locator('.route-cross').count()).to.equal(1);
    });

    for (const width of [320, 390, 640, 1280]) {
      (width === 320 ? it : itInAll)(
        `keeps its words inside their boxes and off its lines: ${String(width)} pixels`,
        async () => {
          await desk.open({ viewport: { width, height: 800 } });
          await desk.type(ROUTE);
          await desk.page.getByRole('img').waitFor();
          const sticking: unknown = await desk.page
            .evaluate(`[...document.querySelectorAll('.route-stop')].flatMap((stop) => {
          const box = stop.querySelector('rect').getBBox();
          return [...stop.querySelectorAll('text')]
            .filter((text) => text.getBBox().x < box.x || text.getBBox().x + text.getBBox().width > box.x + box.width)
            .map((text) => text.textContent);
        })`);
          expect(sticking).to.deep.equal([]);
          const crossed: unknown = await desk.page.evaluate(`(() => {
          const line = document.querySelector('.route-crossed path').getBBox();
          return [...document.querySelectorAll('.route-hop text')]
            .map((text) => text.getBBox())
            .filter(({ x, y, width }) => y > line.y && x < line.x + line.width && x + width > line.x + line.width)
            .length;
        })()`);
          expect(crossed).to.equal(0);
        },
      );
    }

    itInAll('has no arrow where there is no route', async () => {
      await desk.open();
      await desk.type('sbs 4.5');
      await desk.page.getByRole('img').waitFor();
      expect(await desk.page.locator('.route-hop').count()).to.equal(0);
      expect(await desk.page.locator('.route-cross').count()).to.equal(1);
    });
  });

  describe('the ticket', () => {
    beforeEach(async () => {
      await desk.open();
      await desk.type(ROUTE);
    });

    it('is copied as plain text with quotes, source and edition, and says so', async () => {
      await desk.page.getByRole('button', { name: 'Copy for the ticket' }).click();
      await desk.page.locator('.copied', { hasText: 'Copied for the ticket.' }).waitFor();
      await desk.status().getByText('Copied for the ticket.').waitFor();
      const copied = await desk.clipboard();
      expect(copied).to.match(
        /^Question: backoffice 4\.0 to 2003\nUnderstood: Installed: BackOffice Server 4\.0;/,
      );
      expect(copied).to.include('1. Upgrade to BackOffice Server 4.5. [22]');
      expect(copied).to.include('[32] “If you originally installed Small Business Server 4.0');
      expect(copied).to.include('Source: readme.txt, edition undated');
    });

    itInAll('is copied as Markdown in which nothing of anyone is markup', async () => {
      await desk.type(' <*>');
      await desk.answered(`${ROUTE} <*>`);
      await desk.page.getByRole('button', { name: 'Copy as Markdown' }).click();
      await desk.page.locator('.copied', { hasText: 'Copied as Markdown.' }).waitFor();
      const copied = await desk.clipboard();
      expect(copied).to.include('**Question:** backoffice 4.0 to 2003 \\<\\*\\>');
      expect(copied).to.include('1. Upgrade to BackOffice Server 4.5. \\[22\\]');
      expect(copied).to.match(/^> \\\[32\\\] “If you originally/m);
    });
  });
}
