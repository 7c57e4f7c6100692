import { expect } from 'chai';
import { delivered } from './delivered.ts';
import type { SiteUnderTest } from './site-under-test.ts';
import { itInAll } from '../../support/test-size.ts';

/** Messages between the site, the widget and the chat page. */
export function describeMessages(site: SiteUnderTest): void {
  describe('what the site may call', () => {
    it('is one global, which opens, closes, and asks before the chat has loaded', async () => {
      const before = '<script>window.names = new Set(Object.getOwnPropertyNames(window))</script>';
      const { page, panel, told, ready } = await site.open(`${before}<body>${site.tag()}`);
      await page.waitForFunction('window.Waymark');
      expect(
        await page.evaluate(
          'Object.getOwnPropertyNames(window).filter((name) => !names.has(name) && name !== "names")',
        ),
      ).to.deep.equal(['Waymark']);
      expect(await page.evaluate('Object.keys(Waymark)')).to.deep.equal([
        'open',
        'close',
        'toggle',
        'ask',
        'on',
      ]);
      await page.evaluate('Waymark.ask(() => 1); Waymark.ask("First?"); Waymark.ask("Second?")');
      expect(await panel().isVisible()).to.equal(true);
      await ready();
      expect(await told()).to.deep.equal([
        `opened ${site.origin}`,
        `ask First? ${site.origin}`,
        `ask Second? ${site.origin}`,
      ]);
      await page.evaluate('Waymark.toggle()');
      expect(await panel().isVisible()).to.equal(false);
      expect((await told()).at(-1)).to.equal(`closed ${site.origin}`);
      // A site may pass `ask` as an event listener: the event must not be taken for a question.
      await page.evaluate('Waymark.ask(new Event("click"))');
      await page.evaluate('Waymark.ask("Third?")');
      expect((await told()).slice(-2)).to.deep.equal([`opened ${site.origin}`, `ask Third? ${site.origin}`]);
    });

    it('tells what happens until it is told not to, also after a listener that throws', async () => {
      const visit = await site.open(`<body>${site.tag()}`);
      const { page, chat, faults } = visit;
      await page.waitForFunction('window.Waymark');
      await page.evaluate(`{
        window.heard = [];
        Waymark.on('open', () => { throw new Error('the site\\'s own'); });
        window.stop = ['ready', 'open', 'close', 'unread'].map((event) => Waymark.on(event, (detail) => heard.push([event, detail])));
        Waymark.open();
      }`);
      const frame = await chat();
      await page.waitForFunction('heard.length === 2');
      await frame.evaluate('tell({ kind: "close" })');
      await page.waitForFunction('heard.length === 3');
      await frame.evaluate('tell({ kind: "unread", count: 2 })');
      await page.waitForFunction('heard.length === 4');
      const heard = await page.evaluate(
        'stop.forEach((end) => end()), Waymark.toggle(), heard.map(([event, detail]) => `${event} ${detail ?? ""}`)',
      );
      expect(heard).to.deep.equal(['open ', 'ready ', 'close ', 'unread 2']);
      expect(faults.splice(0)).to.deep.equal(["the site's own", "the site's own"]);
    });
  });

  describe('messages', () => {
    it('of others are ignored: of the site, of another origin, and of another frame of our own', async () => {
      const stranger = `<script>
        const say = () => parent.postMessage({ source: 'waymark', kind: 'close' }, '*');
        say();
      </script>`;
      const { page, launcher, panel, chat } = await site.open(
        `<body><iframe srcdoc="${stranger.replaceAll('"', '&quot;')}" sandbox="allow-scripts"></iframe>
        <iframe id="own" src="${site.server}/chat?parent=${site.origin}&title=mute"></iframe>${site.tag()}`,
      );
      await launcher().click();
      await chat();
      await page.evaluate('postMessage({ source: "waymark", kind: "close" }, "*")');
      const own = page.frames().find((frame) => frame.url().includes('title=mute'));
      await own?.evaluate('tell({ kind: "close" })');
      const stranger_ = page.frames().find((frame) => frame.url() === 'about:srcdoc');
      await Promise.all([page.mainFrame(), own, stranger_].map((frame) => delivered(page, frame)));
      expect(await panel().isVisible()).to.equal(true);
      await page.locator('#own').evaluate('(own) => own.remove()');
    });

    itInAll('that make no sense are ignored', async () => {
      const { page, launcher, panel, chat } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      const frame = await chat();
      await frame.evaluate(`for (const odd of [null, 1, 'close', [], {}, { source: 'waymark' }, { source: 'x', kind: 'close' },
        { source: 'waymark', kind: 'unread', count: 3 }, { source: 'waymark', kind: 'toString' }]) parent.postMessage(odd, parent_)`);
      await delivered(page, frame);
      expect(await panel().isVisible()).to.equal(true);
      expect(await launcher().innerText()).to.equal('');
      await launcher().click();
      await frame.evaluate(
        'tell({ kind: "unread", count: "<img src=x onerror=alert(1)>" }); tell({ kind: "unread", count: -1 })',
      );
      await delivered(page, frame);
      expect(await launcher().innerText()).to.equal('');
    });

    it('are not sent to a page that took the place of ours', async () => {
      const { page, launcher, chat, ready, faults } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      const frame = await chat();
      await ready();
      await page.route('**/elsewhere', (route) =>
        route.fulfill({
          contentType: 'text/html',
          body: '<script>window.told = []; addEventListener("message", ({ data }) => told.push(data))</script>',
        }),
      );
      await frame.goto('http://elsewhere.localhost:1/elsewhere').catch(() => undefined);
      const refused = page.waitForEvent('console', (message) =>
        message.text().includes("recipient window's origin"),
      );
      await page.evaluate('Waymark.ask("A secret?")');
      await refused;
      expect(await frame.evaluate('told')).to.deep.equal([]);
      expect(faults.splice(0)).to.have.length(1);
    });

    it('count what was said while it was closed', async () => {
      const { page, launcher, chat, ready } = await site.open(`<body>${site.tag()}`);
      await launcher().click();
      const frame = await chat();
      await ready();
      await launcher().click();
      await frame.evaluate('tell({ kind: "unread", count: 2 })');
      await launcher().getByText('2').waitFor();
      expect(await launcher().getAttribute('aria-label')).to.equal('Open the chat New messages: 2');
      expect(await page.getByRole('status').textContent()).to.equal('New messages: 2');
      await launcher().click();
      expect(await launcher().innerText()).to.equal('');
      expect(await page.getByRole('status').textContent()).to.equal('');
    });
  });
}
