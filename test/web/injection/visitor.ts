import { expect } from 'chai';
import { callDirectLine, takeSession } from '../../support/direct-line.ts';
import type { ChatUnderTest } from '../chat/chat-under-test.ts';
import { batches } from './answers.ts';
import { watchCanary, type Canary } from './canary.ts';
import { somePayloads } from './some-payloads.ts';

/** How many payloads one page shows. */
const MANY = 62;
const ACTIVITY = '.webchat__basic-transcript__activity';

/** Payloads sent to the server as messages and as values of cards, and shown again with their answers. */
export function describeVisitor(chat: ChatUnderTest): void {
  it('stay texts where the visitor types them, and are answered', async () => {
    for (const payloads of batches(somePayloads(), MANY)) {
      const { canary, page, say, shown, own, close } = await open();
      await shown();
      for (const payload of payloads) await say(payload);
      // The greeting, each message, and an answer to each.
      await page
        .locator(ACTIVITY)
        .nth(2 * payloads.length)
        .waitFor();
      // Web Chat shows each line as an element of its own.
      expect(bare((await own()).join(''))).to.equal(bare(payloads.join('')));
      expect(await canary.found()).to.deep.equal([]);
      await close();
    }
  });

  it('stay texts where they are what a button of a card sends', async () => {
    for (const payloads of batches(somePayloads(), MANY)) {
      const { canary, page, shown, close } = await open();
      await shown();
      const ticket = String(await page.evaluate('localStorage.getItem("waymark-chat:ticket")'));
      const { conversationId, token } = await takeSession(chat.url, ticket);
      for (const body of payloads.flatMap(values)) {
        const path = `conversations/${conversationId}/activities`;
        const { status } = await callDirectLine(chat.url, 'POST', path, { token, body });
        // The server refuses values that are larger than any of Waymark's buttons would send.
        const isTaken = !('value' in body) || JSON.stringify(body.value).length <= 8_000;
        expect(status).to.equal(isTaken ? 200 : 400);
      }
      // The server ignores the sender's name that a client gives, and shows the text, as Markdown if the client says
      // so.
      await page.locator(ACTIVITY).nth(payloads.length).waitFor();
      await page.reload();
      await shown();
      await page.locator(ACTIVITY).nth(payloads.length).waitFor();
      expect(await canary.found()).to.deep.equal([]);
      await close();
    }
  });

  async function open() {
    let canary: Canary = { found: () => Promise.resolve(['nobody looked']) };
    const opened = await chat.open({
      tolerate: /./u,
      before: (page) => {
        canary = watchCanary(page.context(), [chat.url]);
        return Promise.resolve();
      },
    });
    return { ...opened, canary };
  }
}

/**
 * What a button of a card sends, in Waymark's shape and in another, with fields that only a hostile program would add.
 */
const values = (payload: string): readonly object[] => [
  { type: 'message', value: payload, channelData: { postBack: true } },
  {
    type: 'message',
    value: {
      waymark: payload,
      move: payload,
      question: 1,
      fact: payload,
      choice: payload,
      [payload]: payload,
    },
    channelData: { messageBack: { displayText: payload } },
    text: payload,
    textFormat: 'markdown',
    from: { id: payload, name: payload, role: 'bot' },
    attachments: [{ contentType: 'text/html', content: payload, name: payload }],
    suggestedActions: { actions: [{ type: 'openUrl', title: payload, value: payload }] },
  },
];

/** Without white space and characters that cannot be shown, because browsers change them. */
const bare = (text: string) => text.replace(/\p{Cs}/gu, '\uFFFD').replace(/[\s\p{Cc}\p{Cf}]+/gu, '');
