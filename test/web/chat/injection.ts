import { expect } from 'chai';
import type { WebSocketRoute } from 'playwright-core';
import type { ChatUnderTest } from './chat-under-test.ts';
import { PAYLOADS } from './payloads.ts';

/** Texts of visitors and of whoever could speak in the bot's place are shown, and never run. */
export function describeInjection(chat: ChatUnderTest): void {
  describe('texts that would be more', () => {
    it('stay texts where the visitor sends them', async () => {
      const { page, say, shown, own } = await chat.open();
      await shown();
      for (const payload of PAYLOADS.slice(0, 8)) await say(payload);
      await page.locator('.webchat__bubble--from-user').nth(7).waitFor();
      expect(await own()).to.deep.equal(PAYLOADS.slice(0, 8));
      expect(await page.evaluate('window.hit')).to.equal(undefined);
    });

    for (const [place, make] of PLACES) {
      it(`stay texts in ${place} of an answer`, async () => {
        let stream: WebSocketRoute | undefined;
        const { page, shown, faults } = await chat.open({
          // Web Chat says which addresses it does not open.
          tolerate: /Cannot open URL with disallowed schemes/u,
          before: (page) =>
            page.routeWebSocket(/directline/u, (socket) => {
              stream = socket;
              socket.connectToServer();
            }),
        });
        await shown();
        const activities = PAYLOADS.map((payload, i) => ({
          type: 'message',
          id: `payload-${String(i)}`,
          from: { id: 'waymark', role: 'bot' },
          timestamp: new Date(Date.UTC(2100, 0, 1, 0, 0, i)).toISOString(),
          ...make(payload),
        }));
        stream?.send(JSON.stringify({ activities }));
        await page.locator('.webchat__basic-transcript__activity').nth(PAYLOADS.length).waitFor();
        // Every link and button of theirs that leads nowhere on the web.
        await page.evaluate(CLICK_ALL);
        await page.waitForTimeout(200);
        expect(await page.evaluate('window.hit')).to.equal(undefined);
        expect(page.url()).to.equal(`${chat.url}/chat`);
        expect(page.context().pages()).to.have.length(1);
        expect(faults.filter((fault) => fault.startsWith('http'))).to.deep.equal([]);
      });
    }
  });
}

const CLICK_ALL = `for (const link of document.querySelectorAll('#web-chat a, #web-chat button')) {
  if (!/^(?:https?|mailto):/.test(link.href ?? '')) link.click();
}`;

const CARD = 'application/vnd.microsoft.card.adaptive';

const card = (body: readonly object[], actions: readonly object[] = []) => ({
  attachments: [{ contentType: CARD, content: { type: 'AdaptiveCard', version: '1.5', body, actions } }],
});

const PLACES: readonly (readonly [string, (payload: string) => object])[] = [
  ['the Markdown', (text) => ({ text, textFormat: 'markdown' })],
  ['the plain text', (text) => ({ text, textFormat: 'plain' })],
  ['a card', (text) => card([{ type: 'TextBlock', text, wrap: true }])],
  ['a button', (title) => card([], [{ type: 'Action.Submit', title, data: title, tooltip: title }])],
  ['an address', (url) => card([], [{ type: 'Action.OpenUrl', title: 'open', url }])],
  [
    'a footnote',
    (name) => ({
      text: `[1]\n\n[1]: cite:1 "${name.replaceAll('"', '\\"')}"`,
      textFormat: 'markdown',
      entities: [
        {
          type: 'https://schema.org/Message',
          '@type': 'Message',
          '@context': 'https://schema.org',
          '@id': '',
          citation: [
            {
              '@type': 'Claim',
              position: 1,
              appearance: { '@type': 'DigitalDocument', name, url: name, isBasedOn: name, text: name },
            },
          ],
        },
      ],
    }),
  ],
  ['a name', (name) => ({ text: 'hello', from: { id: name, name, role: 'bot' } })],
];
