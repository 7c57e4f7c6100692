import { execFileSync } from 'node:child_process';
import { expect } from 'chai';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { runBot, type RunningBot } from '../support/running-bot.ts';
import { launchChromium } from './launch-chromium.ts';
import { openDesk, type OpenDesk } from './open-desk.ts';

const ROUTE = 'backoffice 4.0 to 2003';
const TRICKY = 'backoffice 4.0 to 2003 *now* & <how>?+=# ü';

describe('the desk page', function () {
  this.timeout(60_000);
  let bot: RunningBot;
  let browser: Browser;
  let desk: OpenDesk;

  before(async () => {
    // Where the page is as new as its sources this takes a moment only.
    execFileSync(process.execPath, ['--import', 'tsx', 'scripts/build-pages.ts']);
    bot = await runBot({ API_RATE_BURST: '100000', API_RATE_PER_MINUTE: '100000' });
    browser = await launchChromium();
  });
  after(async () => {
    await browser.close();
    await bot.close();
  });

  const open = async (options: BrowserContextOptions & { readonly hash?: string } = {}) => {
    desk = await openDesk(browser, bot.url, options);
  };
  afterEach(async () => {
    await desk.close();
    expect(desk.faults).to.deep.equal([]);
  });

  const verdict = () => desk.page.locator('.verdict').first();
  const chip = (name: string) => desk.page.locator('.chip', { hasText: name });
  const value = (name: string, words: string) => chip(name).locator('.chip-value', { hasText: words });
  const choice = (name: string) => desk.page.locator('.choice', { hasText: name }).first();
  const cite = (lines: string) => desk.page.locator('.cite', { hasText: `[${lines}]` }).first();
  const status = () => desk.page.getByRole('status');
  const focused = () => desk.page.locator(':focus');

  describe('asking', () => {
    beforeEach(() => open());

    it('answers as one types, with the focus in the one input from the start', async () => {
      await desk.page.keyboard.type(ROUTE);
      await verdict().getByText('Supported by way of BackOffice Server 4.5').waitFor();
      expect(await desk.page.locator('.steps > li').count()).to.equal(4);
      expect(await desk.page.locator('.points-only-if').innerText()).to.include('Only if the server was');
      expect(await desk.page.locator('.aside').innerText()).to.include('Uninstall BackOffice Server 4.0.');
      expect(await desk.page.locator('.source-line').innerText()).to.match(/^Source: readme.txt, edition/);
    });

    it('sends no question for every key of a quick typist', async () => {
      await desk.page.locator('#question').pressSequentially(ROUTE, { delay: 5 });
      await verdict().waitFor();
      expect(desk.asked.length).to.be.below(ROUTE.length / 2);
      expect(desk.asked.at(-1)).to.equal(ROUTE);
    });

    it('shows the answer to the last question, whichever answer comes last', async () => {
      let release: () => void = () => undefined;
      const held = new Promise<void>((resolve) => (release = resolve));
      await desk.page.route('**/api/ask', async (route) => {
        if (!(route.request().postData() ?? '').includes('2.5')) return route.fallback();
        await held;
        return route.fallback().catch(() => undefined);
      });
      await desk.type('backoffice 2.5 ');
      await desk.page.waitForRequest('**/api/ask');
      await desk.page.locator('#question').fill('sbs 4.5 ');
      await verdict().getByText('Direct upgrade not supported').waitFor();
      release();
      await desk.page.waitForTimeout(100);
      expect(await desk.page.locator('.lead').innerText()).to.match(/^Small Business Server 4.5/);
    });

    it('loses no key while answers come in', async () => {
      // About as long as the page waits for the next key, so that answers arrive between keys.
      await desk.page.locator('#question').pressSequentially('bo 4.5, what breaks', { delay: 155 });
      await verdict().waitFor();
      expect(desk.asked.length).to.be.above(1);
      expect(await desk.page.locator('#question').inputValue()).to.equal('bo 4.5, what breaks');
    });

    it('shows only the chips while the version still fits two releases', async () => {
      await desk.type('backoffice 4');
      await value('Installed', 'BackOffice Server 4.0 or 4.5').waitFor();
      expect(await desk.page.locator('.part, .choices').count()).to.equal(0);
      await desk.type('.');
      await chip('Installed').waitFor();
      expect(await desk.page.locator('.part, .choices').count()).to.equal(0);
      await desk.type('5');
      await verdict().getByText('Supported, with issues').waitFor();
      await desk.page.locator('#question').fill('backoffice 4');
      await desk.page.locator('.hint').waitFor();
      await desk.page.keyboard.press('Enter');
      await verdict().waitFor();
      expect(await chip('Installed').innerText()).to.include('BackOffice Server 4.0');
    });

    it('says that the readme does not say, and where to ask', async () => {
      await desk.type('how long does the upgrade take?');
      await verdict().getByText('The readme does not say').waitFor();
      const link = desk.page.locator('.references a');
      expect(await link.getAttribute('href')).to.match(/^http:\/\/www\.microsoft\.com\//);
      expect(await link.getAttribute('rel')).to.include('noreferrer');
    });
  });

  describe('what was understood', () => {
    beforeEach(() => open());

    it('can be changed by its menu, and holds until the text says something else', async () => {
      await desk.type(ROUTE);
      await verdict().waitFor();
      await chip('Installed').locator('select').selectOption({ label: 'BackOffice Server 4.5' });
      await verdict().getByText('Supported, with issues').waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal(ROUTE);
      expect(await chip('Installed').innerText()).to.include('BackOffice Server 4.5');
      await desk.type(' please ');
      await desk.page.locator('[aria-busy=false]').waitFor();
      expect(await chip('Installed').innerText()).to.include('BackOffice Server 4.5');
      await desk.page.locator('#question').fill('backoffice 2.5 to 2003 ');
      await value('Installed', 'BackOffice Server 2.5').waitFor();
    });

    it('can be taken out', async () => {
      await desk.type('sbs 4.5 to 2003');
      await verdict().waitFor();
      await desk.page.getByRole('button', { name: 'Remove: Installed' }).click();
      await desk.page.getByText('Which product is installed on this server now?').waitFor();
      expect(await chip('Installed').count()).to.equal(0);
    });

    it('is asked for with buttons that keep the text', async () => {
      await desk.type('backoffice');
      await choice('4.0').click();
      await verdict().waitFor();
      await choice('Yes').click();
      await value('Was BackOffice Server 4.0 Setup used', 'Yes').waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal('backoffice');
      expect(await desk.page.locator('.choices').count()).to.equal(0);
    });
  });

  describe('the readme', () => {
    it('opens beside the answer at the cited line', async () => {
      await open({ viewport: { width: 1280, height: 800 } });
      await desk.type(ROUTE);
      await cite('32').click();
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
      expect(await focused().innerText()).to.equal('[32]');
      expect(await desk.page.locator('#question').inputValue()).to.equal(ROUTE);
    });

    it('opens below the answer on a narrow screen', async () => {
      await open({ viewport: { width: 360, height: 700 } });
      await desk.type(ROUTE);
      await cite('24').click();
      await desk.page.locator('.line-cited').waitFor();
      const [panel, answer] = await Promise.all(
        ['.source', '.part'].map((each) => desk.page.locator(each).boundingBox()),
      );
      expect(panel?.y).to.be.above((answer?.y ?? 0) + (answer?.height ?? 0) - 1);
    });
  });

  describe('the route', () => {
    it('is drawn with its stops, its issues and the direct way crossed out, and said in words', async () => {
      await open({ viewport: { width: 1280, height: 800 } });
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

    it('has no arrow where there is no route', async () => {
      await open();
      await desk.type('sbs 4.5');
      await desk.page.getByRole('img').waitFor();
      expect(await desk.page.locator('.route-hop').count()).to.equal(0);
      expect(await desk.page.locator('.route-cross').count()).to.equal(1);
    });
  });

  describe('the ticket', () => {
    beforeEach(async () => {
      await open();
      await desk.type(ROUTE);
    });

    it('is copied as plain text with quotes, source and edition, and says so', async () => {
      await desk.page.getByRole('button', { name: 'Copy for the ticket' }).click();
      await desk.page.locator('.copied', { hasText: 'Copied for the ticket.' }).waitFor();
      await status().getByText('Copied for the ticket.').waitFor();
      const copied = await desk.clipboard();
      expect(copied).to.match(
        /^Question: backoffice 4\.0 to 2003\nUnderstood: Installed: BackOffice Server 4\.0;/,
      );
      expect(copied).to.include('1. Upgrade to BackOffice Server 4.5. [22]');
      expect(copied).to.include('[32] “If you originally installed Small Business Server 4.0');
      expect(copied).to.include('Source: readme.txt, edition undated');
    });

    it('is copied as Markdown in which nothing of anyone is markup', async () => {
      await desk.type(' *now* <b>');
      await desk.page.locator('[aria-busy=false]').waitFor();
      await desk.page.getByRole('button', { name: 'Copy as Markdown' }).click();
      await desk.page.locator('.copied', { hasText: 'Copied as Markdown.' }).waitFor();
      const copied = await desk.clipboard();
      expect(copied).to.include('**Question:** backoffice 4.0 to 2003 \\*now\\* \\<b\\>');
      expect(copied).to.include('1. Upgrade to BackOffice Server 4.5. \\[22\\]');
      expect(copied).to.match(/^> \\\[32\\\] “If you originally/m);
    });
  });

  describe('a link', () => {
    it('reproduces the question and the facts exactly', async () => {
      await open();
      await desk.type(TRICKY);
      await choice('No').click();
      await chip('Was BackOffice Server').waitFor();
      await chip('Installed').locator('select').selectOption({ label: 'BackOffice Server 4.5' });
      await verdict().getByText('Supported, with issues').waitFor();
      const [shown, hash] = [await desk.page.locator('.part').innerText(), new URL(desk.page.url()).hash];
      const first = desk;
      await open({ hash });
      await verdict().waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal(TRICKY);
      expect(await desk.page.locator('.part').innerText()).to.equal(shown);
      expect(await chip('Was BackOffice Server').innerText()).to.include('No');
      expect(new URL(desk.page.url()).hash).to.equal(hash);
      await first.close();
    });

    it('is followed when it is pasted into an open page', async () => {
      await open();
      await desk.page.evaluate('location.hash = "q=sbs+4.0"');
      await verdict().waitFor();
      expect(await desk.page.locator('#question').inputValue()).to.equal('sbs 4.0');
    });
  });

  describe('recent questions', () => {
    it('are kept once an answer stood, come back with a click, and can be cleared', async () => {
      await open();
      await desk.type('sbs 4.5');
      await verdict().waitFor();
      while ((await desk.page.evaluate('localStorage.length')) === 0) await desk.page.waitForTimeout(100);
      await desk.page.keyboard.press('Escape');
      await desk.page.getByRole('button', { name: 'sbs 4.5' }).click();
      await verdict().waitFor();
      await desk.page.keyboard.press('Escape');
      await desk.page.getByRole('button', { name: 'Clear' }).click();
      await desk.page.reload();
      await desk.page.locator('.start').waitFor();
      expect(await desk.page.locator('.recent').count()).to.equal(0);
    });

    it('are twenty at most', async () => {
      await open();
      const links = Array.from({ length: 30 }, (_, i) => ({ link: `q=question+${String(i)}` }));
      await desk.page.evaluate(
        `localStorage.setItem('waymark-recent-questions', ${JSON.stringify(JSON.stringify(links))})`,
      );
      await desk.page.reload();
      await desk.page.locator('.recent li').first().waitFor();
      expect(await desk.page.locator('.recent li').count()).to.equal(20);
    });
  });

  describe('the keyboard', () => {
    beforeEach(() => open());

    it('is enough for all of it', async () => {
      await desk.page.keyboard.type('backoffice');
      await choice('2.5').waitFor();
      await desk.page.keyboard.press('ArrowDown');
      expect(await focused().getAttribute('data-choice')).to.equal('backoffice-server-2.5');
      await desk.page.keyboard.press('ArrowRight');
      await desk.page.keyboard.press('ArrowDown');
      await desk.page.keyboard.press('ArrowUp');
      await desk.page.keyboard.press('Enter');
      await value('Installed', 'BackOffice Server 4.0').waitFor();
      expect(await focused().getAttribute('id')).to.equal('question');
      for (let tabs = 0; tabs < 30 && !(await focused().innerText()).startsWith('[22]'); tabs++)
        await desk.page.keyboard.press('Tab');
      await desk.page.keyboard.press('Enter');
      await desk.page.locator('.line-cited').waitFor();
      await desk.page.keyboard.press('Escape');
      await desk.page.keyboard.press('/');
      expect(await focused().getAttribute('id')).to.equal('question');
      expect(await desk.page.locator('#question').inputValue()).to.equal('backoffice');
      await desk.page.keyboard.press('Escape');
      expect(await desk.page.locator('#question').inputValue()).to.equal('');
      expect(new URL(desk.page.url()).hash).to.equal('');
    });

    it('takes the first choice with Enter where nothing can be answered before', async () => {
      await desk.page.keyboard.type('backoffice');
      await choice('2.5').waitFor();
      await desk.page.keyboard.press('Enter');
      await verdict().waitFor();
      expect(await chip('Installed').innerText()).to.include('BackOffice Server 2.5');
    });

    it('only goes to the choices with Enter where an answer stands, so that no history is told by accident', async () => {
      await desk.page.keyboard.type('backoffice 4.5 ');
      await choice('Yes').waitFor();
      await desk.page.keyboard.press('Enter');
      expect(await focused().getAttribute('data-choice')).to.equal('yes');
      expect(await desk.page.locator('.chip-picked').count()).to.equal(0);
    });
  });

  describe('trouble', () => {
    beforeEach(() => open());
    const refuse = (status: number, headers: Record<string, string> = {}) =>
      desk.page.route('**/api/ask', (route) =>
        route.fulfill({ status, headers, json: { detail: 'so <b>' } }),
      );
    const note = () => desk.page.locator('.trouble');
    /** The browser itself reports refused requests; those are wanted here. */
    const forgetRefusals = () => {
      const others = desk.faults.filter((fault) => !fault.startsWith('Failed to load resource'));
      desk = { ...desk, faults: others };
    };

    it('asks for the key that the server wants, for this tab only', async () => {
      await desk.page.route('**/api/ask', async (route) =>
        (await route.request().headerValue('authorization')) === 'Bearer the-key-of-the-desk'
          ? route.fallback()
          : route.fulfill({ status: 401, json: {} }),
      );
      await desk.type('sbs 4.5');
      await desk.page.locator('#api-key').fill('wrong');
      await desk.page.keyboard.press('Enter');
      await note().getByText('That key was not taken').waitFor();
      await desk.page.locator('#api-key').fill('the-key-of-the-desk');
      await desk.page.keyboard.press('Enter');
      await verdict().waitFor();
      expect(await desk.page.evaluate('JSON.stringify(localStorage) + location.href')).to.not.include(
        'the-key',
      );
      forgetRefusals();
    });

    it('waits as long as the server says, and asks again by itself', async () => {
      await refuse(429, { 'retry-after': '1' });
      await desk.type('sbs 4.5');
      await note().getByText('asked again in 1 second.').waitFor();
      await desk.page.unroute('**/api/ask');
      await verdict().waitFor();
      expect(await note().count()).to.equal(0);
      expect(await desk.page.locator('#question').inputValue()).to.equal('sbs 4.5');
      forgetRefusals();
    });

    for (const [status, words] of [
      [403, 'does not answer questions from this address'],
      [400, 'This cannot be asked as it stands: so <b>'],
      [500, 'did not give an answer'],
    ] as const) {
      it(`is said calmly for ${String(status)}, and the text is kept`, async () => {
        await refuse(status);
        await desk.type('sbs 4.5');
        await note().getByText(words).waitFor();
        expect(await desk.page.locator('#question').inputValue()).to.equal('sbs 4.5');
        forgetRefusals();
      });
    }

    it('is said where the server cannot be reached', async () => {
      await desk.page.route('**/api/ask', (route) => route.abort());
      await desk.type('sbs 4.5');
      await note().getByText('cannot be reached').waitFor();
      await desk.page.unroute('**/api/ask');
      await desk.page.getByRole('button', { name: 'Ask again' }).click();
      await verdict().waitFor();
      forgetRefusals();
    });
  });

  describe('for everyone', () => {
    const views = [
      { viewport: { width: 320, height: 640 }, colorScheme: 'light' },
      { viewport: { width: 1280, height: 800 }, colorScheme: 'dark' },
    ] as const;
    for (const view of views) {
      const name = `${String(view.viewport.width)} pixels, ${view.colorScheme}`;
      it(`has no axe-core violations and nothing that sticks out: ${name}`, async () => {
        await open({ ...view, reducedMotion: 'reduce' });
        expect(await desk.violations()).to.deep.equal([]);
        for (const text of [ROUTE, 'sbs 4.5', 'backoffice', 'does fax still work afterwards?']) {
          await desk.page.locator('#question').fill(`${text} `);
          await desk.page.locator('[aria-busy=false]').waitFor();
          expect(await desk.violations(), text).to.deep.equal([]);
          const wide: unknown = await desk.page.evaluate(
            'document.documentElement.scrollWidth > document.documentElement.clientWidth',
          );
          expect(wide, text).to.equal(false);
        }
        await desk.page.locator('.cite').first().click();
        await desk.page.locator('.line-cited').waitFor();
        expect(await desk.violations()).to.deep.equal([]);
      });
    }

    it('has dark ground where the system is dark', async () => {
      await open({ colorScheme: 'dark' });
      const ground = await desk.page.evaluate('getComputedStyle(document.body).backgroundColor');
      expect(ground).to.equal('rgb(20, 24, 27)');
    });

    it('tells a screen reader of answers that stand, not of every key', async () => {
      await open();
      await desk.page.evaluate(
        `window.told = []; new MutationObserver(() => told.push(document.querySelector('[role=status]').textContent))
          .observe(document.querySelector('[role=status]'), { childList: true, characterData: true, subtree: true })`,
      );
      await desk.page.locator('#question').pressSequentially('backoffice 4.0 ', { delay: 40 });
      await status().getByText('Answer: Supported by way of BackOffice Server 4.5.').waitFor();
      expect(await desk.page.evaluate('told.length')).to.equal(1);
      expect(await status().innerText()).to.include('Question: Was BackOffice Server 4.0 Setup used');
    });
  });

  describe("others' words", () => {
    it('are shown as text, whatever they are', async () => {
      await open();
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
      await desk.page.reload();
      await desk.type(`${ROUTE} ${evil}`);
      await desk.page.locator('.lead', { hasText: '<img src=x' }).waitFor();
      await cite('22').click();
      await desk.page.locator('.line-cited', { hasText: '<script>' }).waitFor();
      expect(await chip('Installed').innerText()).to.include('<img src=x');
      expect(await desk.page.evaluate('window.evil')).to.equal(undefined);
      expect(await desk.page.locator('main img[src], main script').count()).to.equal(0);
    });
  });
});
