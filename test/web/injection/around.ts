import { expect } from 'chai';
import type { Browser, BrowserContext } from 'playwright-core';
import { serveSite } from '../embed/serve-site.ts';
import { batches } from './answers.ts';
import { watchCanary } from './canary.ts';
import { somePayloads } from './some-payloads.ts';

/** Frames that are open at once. */
const MANY = 20;
/** Signs of a text in an address that has it in seven places: the server takes 16 KB in all. */
const LONGEST = 200;
/** Where a link names a launcher that is none, the page speaks to nobody: the browser holds the message back. */
const HELD_BACK = /Failed to execute 'postMessage' on 'DOMWindow': The target origin/u;
const OPEN_SHADOWS = `{
  const attach = Element.prototype.attachShadow;
  Element.prototype.attachShadow = function () { return attach.call(this, { mode: 'open' }); };
}`;

/** All payloads in what a site's owner, or whoever makes a link, can set from outside. */
export function describeAround(place: () => { readonly browser: Browser; readonly url: string }): void {
  let context: BrowserContext;
  beforeEach(async () => {
    context = await place().browser.newContext();
  });
  afterEach(() => context.close());

  it('stay texts in the address of the chat page', async () => {
    const { url } = place();
    // What a link asks is said as if it were typed; the shell shows it.
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
    // Tags that say the same are one widget: they are numbered, because some signs are lost on the way to the browser.
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

/** Runs in the page: opens the chat page with each text in every parameter, and counts those that show it as their title. */
const openFrames = `async (payloads) => {
  const frames = payloads.map((payload) => {
    const frame = document.createElement('iframe');
    const names = ['title', 'accent', 'lang', 'dir', 'parent', 'ask', '__proto__'];
    frame.src = '/chat?' + new URLSearchParams(names.map((name) => [name, payload]));
    document.body.append(frame);
    return new Promise((resolve) => frame.addEventListener('load', () => resolve(frame), { once: true }));
  });
  const loaded = await Promise.all(frames);
  const asks = (frame) => frame.contentDocument.querySelector('#queued li') !== null;
  while (!loaded.every(asks)) await new Promise((resolve) => setTimeout(resolve, 20));
  const shown = loaded.filter((frame) => frame.contentDocument.querySelector('h1').children.length === 0).length;
  for (const frame of loaded) frame.remove();
  return shown;
}`;

const shorten = (text: string) => text.slice(0, LONGEST);

const escape = (text: string) =>
  text.replace(/[&<>"']/gu, (sign) => `&#${String(sign.charCodeAt(0))};`).replaceAll('\u0000', '');
