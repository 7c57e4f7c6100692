import { expect } from 'chai';
import type { DeskUnderTest } from './desk-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

const ROUTE = 'backoffice 4.0 to 2003';

/** Errors of the server and the network, and hostile texts. */
export function describeTrouble(desk: DeskUnderTest): void {
  describe('trouble', () => {
    beforeEach(() => desk.open());
    const refuse = (status: number, headers: Record<string, string> = {}) =>
      desk.page.route('**/api/ask', (route) =>
        route.fulfill({ status, headers, json: { detail: 'so <b>' } }),
      );
    const note = () => desk.page.locator('.trouble');

    it('asks for the key that the server wants, for this tab only', async () => {
      await desk.page.route('**/api/ask', async (route) =>
        (await route.request().headerValue('authorization')) === 'Bearer the-key-of-the-desk'
          ? route.fallback()
          : route.fulfill({ status: 401, json: {} }),
      );
      await desk.type('sbs 4.5');
      await desk.page.locator('#api-key').fill('wrong');
      await desk.page.keyboard.press('Enter');
      await note().getByText('did not accept that key').waitFor();
      await desk.page.locator('#api-key').fill('the-key-of-the-desk');
      await desk.page.keyboard.press('Enter');
      await desk.verdict().waitFor();
      expect(await desk.page.evaluate('JSON.stringify(localStorage) + location.href')).to.not.include(
        'the-key',
      );
      desk.forgetRefusals();
    });

    itInAll('waits as long as the server says, and asks again by itself', async () => {
      await refuse(429, { 'retry-after': '1' });
      await desk.type('sbs 4.5');
      await note().getByText('asked again in 1 second.').waitFor();
      await desk.page.unroute('**/api/ask');
      await desk.verdict().waitFor();
      expect(await note().count()).to.equal(0);
      expect(await desk.page.locator('#question').inputValue()).to.equal('sbs 4.5');
      desk.forgetRefusals();
    });

    for (const [status, words] of [
      [403, 'does not answer questions from this address'],
      [400, 'This question was refused: so <b>'],
      [500, 'did not give an answer'],
    ] as const) {
      (status === 500 ? it : itInAll)(
        `is said calmly for ${String(status)}, and the text is kept`,
        async () => {
          await refuse(status);
          await desk.type('sbs 4.5');
          await note().getByText(words).waitFor();
          expect(await desk.page.locator('#question').inputValue()).to.equal('sbs 4.5');
          desk.forgetRefusals();
        },
      );
    }

    it('is said where the server cannot be reached', async () => {
      await desk.page.route('**/api/ask', (route) => route.abort());
      await desk.type('sbs 4.5');
      await note().getByText('cannot be reached').waitFor();
      await desk.page.unroute('**/api/ask');
      await desk.page.getByRole('button', { name: 'Ask again' }).click();
      await desk.verdict().waitFor();
      desk.forgetRefusals();
    });
  });

  describe("others' words", () => {
    it('are shown as text, whatever they are', async () => {
      await desk.open();
      const evil = '<img src=x onerror="window.evil=1"><script>window.evil=1</script>';
      await desk.page.route('**/api/packs', async (route) => {
        const text = (await (await route.fetch()).text()).replaceAll(
          'BackOffice Server 4.0',
          JSON.stringify(evil).slice(1, -1),
        );
        await route.fulfill({ contentType: 'application/json', body: text });
      });
      await desk.page.route('**/api/ask', async (route) => {
        const answer: unknown = await (await route.fetch()).json();
        const text = JSON.stringify(answer).replaceAll('a direct upgrade', JSON.stringify(evil).slice(1, -1));
        await route.fulfill({ contentType: 'application/json', body: text });
      });
      await desk.page.route('**/api/sources/**', (route) =>
        route.fulfill({
          json: { file: 'readme.txt', title: evil, edition: evil, lines: Array(40).fill(evil) },
        }),
      );
      await desk.page.evaluate(
        `localStorage.setItem('waymark-recent-questions', ${JSON.stringify(JSON.stringify([{ link: `q=${encodeURIComponent(evil)}` }]))})`,
      );
      await desk.page.reload();
      await desk.page.locator('.recent', { hasText: '<script>' }).waitFor();
      await desk.type(ROUTE);
      await desk.page.locator('.lead', { hasText: '<img src=x' }).waitFor();
      await desk.cite('22').click();
      await desk.page.locator('.line-cited', { hasText: '<script>' }).waitFor();
      expect(await desk.chip('Installed').innerText()).to.include('<img src=x');
      expect(await desk.page.evaluate('window.evil')).to.equal(undefined);
      expect(await desk.page.locator('main img[src], main script').count()).to.equal(0);
    });
  });
}
