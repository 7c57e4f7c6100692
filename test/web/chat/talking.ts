import { expect } from 'chai';
import type { Locator, Page } from 'playwright-core';
import type { ChatUnderTest } from './chat-under-test.ts';
import { describeChat } from './open-chat.ts';

const SCROLLED = 'document.querySelector(".webchat__basic-transcript__scrollable")';

/** The time after which Web Chat is shown as it is never comes. */
const NO_PATIENCE =
  'const after = window.setTimeout; window.setTimeout = (act, time, ...rest) => (time === 3000 ? 0 : after(act, time, ...rest))';
/** Keeps in `heard` what a screen reader is told. */
const LISTEN = `window.heard = ''; new MutationObserver(() => { heard += document.querySelector('[role=log]').textContent; }).observe(document.querySelector('[role=log]'), { childList: true, subtree: true })`;

/** A whole conversation: by typing, by clicking, over a reload, and a new one. */
export function describeTalking(chat: ChatUnderTest): void {
  describe('talking', () => {
    it('answers what is typed', async () => {
      const { say, shown, answer, own } = await chat.open();
      await shown();
      await say('backoffice 2.5 to 2003');
      await answer('a direct upgrade is not supported').waitFor();
      await say('does fax still work?');
      await answer('Fax Service').waitFor();
      expect(await own()).to.deep.equal(['backoffice 2.5 to 2003', 'does fax still work?']);
    });

    it('answers what is clicked, from the suggested question to the last choice', async () => {
      const { page, answer, button, input } = await chat.open();
      await page.locator('#starters button').first().click();
      await answer('supported, with issues').waitFor();
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
      expect(await page.locator('#starters').isVisible()).to.equal(false);
      expect(await input.inputValue()).to.equal('');
    });

    it('shows a button that was pressed as what was said, also after a reload, and waits for no more than is shown', async () => {
      const { context, page, say, shown, answer, button, own } = await chat.open();
      await shown();
      await say('backoffice 4.5');
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'Yes']);
      await page.addInitScript(NO_PATIENCE);
      await page.reload();
      await shown();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'Yes']);
      const second = describeChat(await context.newPage());
      await second.page.goto(page.url());
      await second.shown();
      expect(await second.own()).to.deep.equal(['backoffice 4.5', 'Yes']);
    });

    it('suggests questions until one was asked, over a reload too', async () => {
      const { page, say, shown, answer } = await chat.open();
      await shown();
      await page.reload();
      await shown();
      expect(await page.locator('#starters').isVisible()).to.equal(true);
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await page.reload();
      await shown();
      expect(await page.locator('#starters').isVisible()).to.equal(false);
    });

    it('takes a key that is held on a button for one press', async () => {
      const { page, say, shown, answer, button, own } = await chat.open();
      await shown();
      await say('backoffice');
      await button('2.5').focus();
      for (let held = 0; held < 5; held += 1) await page.keyboard.down('Enter');
      await page.keyboard.up('Enter');
      await answer('a direct upgrade is not supported').waitFor();
      await say('thanks');
      await answer('welcome').waitFor();
      expect(await own()).to.deep.equal(['backoffice', '2.5', 'thanks']);
    });

    it('takes a double click for one press', async () => {
      const { page, say, shown, answer, button, own } = await chat.open();
      await shown();
      await say('backoffice 4.5');
      await button('Yes').dblclick();
      await answer('Fax Service is no longer supported').waitFor();
      await say('thanks');
      await answer('welcome').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'Yes', 'thanks']);
      expect(await page.locator('.webchat__basic-transcript__activity').count()).to.equal(7);
    });

    it('waits for no press that Web Chat keeps quiet about', async () => {
      const { page, say, shown, answer, button, own } = await chat.open({
        // A press as Web Chat sends it where the data of the button is a text.
        before: (page) =>
          page.route('**/activities', (route) => {
            const body = route.request().postData() ?? '';
            return route.continue({
              postData: body.includes('"messageBack"')
                ? body
                    .replace('"messageBack":{"displayText":"Yes"}', '"postBack":true')
                    .replace('"type":"message"', '"type":"message","text":"Yes"')
                : body,
            });
          }),
      });
      await shown();
      await say('backoffice 4.5');
      await button('Yes').click();
      await answer('Fax Service is no longer supported').waitFor();
      await page.addInitScript(NO_PATIENCE);
      await page.reload();
      await shown();
      expect(await own()).to.deep.equal(['backoffice 4.5']);
    });

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

    it('reads at least the buttons out of a card that has no text of its own', async () => {
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

    it('asks what the address asks once, and nothing for an empty question', async () => {
      const { page, shown, answer, own } = await chat.open({ query: '?ask=sbs+4.5' });
      await shown();
      await answer('not supported').waitFor();
      await page.reload();
      await shown();
      expect(await own()).to.deep.equal(['sbs 4.5']);
      expect(new URL(page.url()).search).to.equal('');
    });

    it('shows the whole conversation again after a reload, and goes on', async () => {
      const { page, say, shown, answer, own } = await chat.open();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await page.reload();
      await shown();
      await answer('supported, with issues').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5']);
      await say('it is 2.5');
      await answer('Upgrade to BackOffice Server 4.5').waitFor();
      expect(await own()).to.deep.equal(['backoffice 4.5', 'it is 2.5']);
    });

    it('shows a long answer from its beginning, and what is said after one has read further up', async () => {
      const { page, say, shown, answer } = await chat.open({ viewport: { width: 390, height: 440 } });
      await shown();
      await say('backoffice 2.5 to 2003');
      const verdict = page
        .locator('.ac-textBlock')
        .filter({ hasText: 'a direct upgrade is not supported' })
        .last();
      await verdict.waitFor();
      await atRest(page);
      expect(await isInView(verdict)).to.equal(true);
      await page.locator('#web-chat').hover();
      await page.mouse.wheel(0, -5_000);
      await atRest(page);
      expect(await isInView(verdict)).to.equal(false);
      await say('sbs 4.5');
      await answer('Small Business Server 4.5 to Windows Server 2003').waitFor();
      await atRest(page);
      expect(await isInView(page.locator('.webchat__bubble--from-user').last())).to.equal(true);
      expect(await isInView(verdict)).to.equal(true);
    });

    it('shows an answer from its beginning that came before Web Chat did', async () => {
      for (let round = 0; round < 3; round += 1) {
        const { page, shown } = await chat.open({
          viewport: { width: 390, height: 600 },
          query: '?ask=backoffice+2.5+to+2003',
        });
        await shown();
        await atRest(page);
        const verdict = page
          .locator('.ac-textBlock')
          .filter({ hasText: 'a direct upgrade is not supported' });
        expect(await isInView(verdict.last())).to.equal(true);
        expect(await isInView(page.locator('.webchat__bubble--from-user').last())).to.equal(true);
      }
    });

    it('begins a new conversation on one click', async () => {
      const { page, say, shown, answer, own, button } = await chat.open();
      await say('backoffice 4.5');
      await answer('supported, with issues').waitFor();
      await button('New conversation').click();
      await page.locator('#starters').waitFor();
      await shown();
      await say('sbs 4.5');
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['sbs 4.5']);
      await page.reload();
      await answer('a direct upgrade is not supported').waitFor();
      expect(await own()).to.deep.equal(['sbs 4.5']);
    });
  });
}

/** Waits until the conversation has not moved between two looks at it. */
async function atRest(page: Page): Promise<void> {
  const look = () => page.evaluate(`${SCROLLED}.scrollTop`);
  for (let before: unknown, now = await look(); now !== before;) {
    await page.waitForTimeout(300);
    [before, now] = [now, await look()];
  }
}

/** Whether at least the upper edge of something can be seen. */
async function isInView(locator: Locator): Promise<boolean> {
  const box = await locator.boundingBox();
  const talk = await locator.page().locator('#talk').boundingBox();
  return box !== null && talk !== null && box.y + 8 > talk.y && box.y < talk.y + talk.height - 16;
}

/** Waits within the page until this is read out: the page's policy refuses Playwright a second look. */
function hearing(text: string): string {
  return `new Promise((resolve) => { const look = () => (heard.includes('${text}') ? resolve() : setTimeout(look, 50)); look(); })`;
}
