import { expect } from 'chai';
import { itInAll } from '../../support/test-size.ts';
import type { ChatUnderTest } from './chat-under-test.ts';

/** Collects in `window.heard` what a screen reader is told. */
const LISTEN = `window.heard = ''; new MutationObserver(() => { heard += document.querySelector('[role=log]').textContent; }).observe(document.querySelector('[role=log]'), { childList: true, subtree: true })`;

/** What a screen reader says of an answer. */
export function describeReadingAloud(chat: ChatUnderTest): void {
  describe('talking', () => {
    it('reads an answer out, not its buttons alone', async () => {
      const { page, say, shown, answer } = await chat.open();
      await shown();
      await page.evaluate(LISTEN);
      await say('sbs 4.5');
      await answer('a direct upgrade is not supported').waitFor();
      await page.evaluate(hearing('a direct upgrade'));
      expect(await page.evaluate('heard')).to.contain(
        'Small Business Server 4.5 to Windows Server 2003: a direct upgrade is not supported.',
      );
    });

    itInAll('reads at least the buttons out of a card that has no text of its own', async () => {
      const { page, say, shown, answer } = await chat.open({
        before: (page) =>
          page.routeWebSocket(/directline/u, (socket) => {
            const server = socket.connectToServer();
            server.onMessage((message) =>
              socket.send(String(message).replaceAll('"fallbackText"', '"none"')),
            );
          }),
      });
      await shown();
      await page.evaluate(LISTEN);
      await say('sbs 4.5');
      await answer('a direct upgrade is not supported').waitFor();
      await page.evaluate(hearing('Change'));
    });
  });
}

/**
 * Waits within the page until this text was read out. Playwright's `waitForFunction` cannot do it: the page's policy
 * forbids evaluating text.
 */
function hearing(text: string): string {
  return `new Promise((resolve) => { const look = () => (heard.includes('${text}') ? resolve() : setTimeout(look, 50)); look(); })`;
}
