import { expect } from 'chai';
import type { WebSocketRoute } from 'playwright-core';
import type { ChatUnderTest } from '../chat/chat-under-test.ts';
import { twoFrames } from '../support/two-frames.ts';
import { isEachPartAlone, somePayloads } from './some-payloads.ts';
import { watchCanary, type Canary } from './canary.ts';
import { PLACES } from './places.ts';

/**
 * What Web Chat itself writes to the console about addresses that it does not open and attachments that it cannot show.
 */
const SAID =
  /No renderer for attachment|Cannot open URL with disallowed schemes|Failed to load resource: .* 404/u;

/** Payloads in every part of what a bot says. */
export function describeAnswers(chat: ChatUnderTest): void {
  const groups = isEachPartAlone
    ? PLACES.map((place) => ({ name: place[0], places: [place] }))
    : [{ name: 'every part of an answer', places: PLACES }];
  for (const { name, places } of groups) {
    it(`stay texts in ${name}`, async () => {
      let stream: WebSocketRoute | undefined;
      let canary: Canary | undefined;
      const { page, shown } = await chat.open({
        tolerate: /./u,
        before: (page) => {
          canary = watchCanary(page.context(), [chat.url], SAID);
          return page.routeWebSocket(/directline/u, (socket) => {
            stream = socket;
            socket.connectToServer();
          });
        },
      });
      await shown();
      const said = places.flatMap(([, inOne, make]) => batches(somePayloads(), inOne).map(make));
      const activities = said.map((fields, i) => ({
        type: 'message',
        id: `payload-${String(i)}`,
        from: { id: 'waymark', role: 'bot' },
        timestamp: new Date(Date.UTC(2100, 0, 1, 0, 0, i)).toISOString(),
        ...fields,
      }));
      stream?.send(JSON.stringify({ activities }));
      await page.locator('.webchat__basic-transcript__activity').nth(activities.length).waitFor();
      // Touches every link and button, and clicks those that do not lead to a web address.
      await page.evaluate(TOUCH_ALL);
      await twoFrames(page);
      expect(await canary?.found()).to.deep.equal([]);
      expect(page.url()).to.equal(`${chat.url}/chat`);
    });
  }
}

const TOUCH_ALL = `for (const link of document.querySelectorAll('#web-chat a, #web-chat button, #web-chat input')) {
  link.focus();
  link.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
  if (!/^(?:https?|mailto):/.test(link.href ?? '')) link.click();
}`;

export function batches<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, i) => all.slice(i * size, (i + 1) * size));
}
