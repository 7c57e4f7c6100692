import { expect } from 'chai';
import type { Browser, BrowserContext } from 'playwright-core';
import { serveSite } from '../embed/serve-site.ts';
import { batches } from './answers.ts';
import { watchCanary } from './canary.ts';
import { somePayloads } from './some-payloads.ts';

/** How many frames are open at once. */
const MANY = 20;
/** Longest payload in an address, in characters: the address contains it seven times, and the server takes 16 KB. */
const LONGEST = 200;
/**
 * What the browser says when the address names a parent that is not the page's parent: the message is not delivered.
 */
const HELD_BACK = /Failed to execute 'postMessage' on 'DOMWindow': The target origin/u;
const OPEN_SHADOWS = `{
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function () { return attach.call(this, { mode: 'open' }); };
}`;

/** Payloads in what can be set from outside: the address of the chat page and the attributes of the tag. */
export function describeAround(place: () => { readonly browser: Browser; readonly url: string }): void {
  let context: BrowserContext;
  beforeEach(async () => {
    context = await place().browser.newContext();
  });
  afterEach(() => context.close());

  it('stay texts in the address of the chat page', async () => {
    const { url } = place();
    // The question of the address is shown in the shell, so Web Chat is not needed.
    await context.route('**/web-chat/*', () => undefined);
    const canary = watchCanary(context, [url], HELD_BACK);
    const page = await context.newPage();
    await page.goto(`${url}/`);
    for (const payloads of batches(somePayloads().map(shorten), MANY)) {
      const shown: unknown = await page.evaluate(`(${openFrames})(${JSON.stringify(payloads)})`);
      expect(shown).to.equal(payloads.length);
      expect(await canary.found()).to.deep.equal([]);
    }
  });

  it('stay texts in the attributes of the tag', async () => {
    const { url } = place();
    const payloads = somePayloads();
    const names = ['title', 'accent', 'label', 'close-label', 'unread-label', 'position', 'prefetch-not'];
    // Equal tags are one widget, and payloads can become equal in the browser, which drops some characters. So each tag
    // has a number.
    const tag = (payload: string, i: number) =>
      `<script async src="${url}/embed.js" id="t${String(i)}" ${names.map((name) => `data-${name}="${escape(payload)}"`).join(' ')}></script>`;
    const site = await serveSite();
    try {
      const address = site.put({ html: `<!doctype html><title>x</title>${payloads.map(tag).join('\n')}` });
      await context.addInitScript(OPEN_SHADOWS);
      await context.route(/\/chat\?/, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<title>x</title>' }),
      );
      const canary = watchCanary(context, [url, site.origin]);
      const page = await context.newPage();
      await page.goto(address);
      await page.waitForFunction(
        `document.querySelectorAll('waymark-chat').length === ${String(payloads.length)}`,
      );
      const titles = await page.evaluate(OPEN_ALL);
      expect(titles).to.have.length(payloads.length);
      expect(await canary.found()).to.deep.equal([]);
    } finally {
      await site.close();
    }
  });
}

const OPEN_ALL = `[...document.querySelectorAll('waymark-chat')].map(({ shadowRoot }) => {
  shadowRoot.querySelector('button').click();
  return shadowRoot.querySelector('iframe').title;
})`;

/**
 * Runs in the page: opens the chat page with each text in every parameter. Returns how many show it as plain text in
 * the title.
 */
const openFrames = `async (payloads) => {
  const frames = payloads.map((payload) => {
    const frame = document.createElement('iframe');
    const names = ['title', 'accent', 'lang', 'dir', 'parent', 'ask', '__proto__'];
    frame.src = '/chat?' + new URLSearchParams(names.map((name) => [name, payload]));
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener('load', () => resolve(frame), { once: true }));
  });
  const loaded = await Promise.all(frames);
  const asks = (frame) => frame.contentDocument.querySelector('#text').value !== '';
  while (!loaded.every(asks)) await new Promise((resolve) => setTimeout(resolve, 20));
  const shown = loaded.filter((frame) => frame.contentDocument.querySelector('h1').children.length === 0).length;
  for (const frame of loaded) frame.remove();
  return shown;
}`;

const shorten = (text: string) => text.slice(0, LONGEST);

const escape = (text: string) =>
  text.replace(/[&<>"']/gu, (sign) => `&#${String(sign.charCodeAt(0))};`).replaceAll('\u0000', '');
