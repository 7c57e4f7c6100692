import { createRequire } from 'node:module';
import { expect } from 'chai';
import type { Reply } from '../../../src/core/index.ts';
import { renderReply } from '../../../src/bot/render-reply.ts';
import { CONVERSATIONS, repeated, replyTo, vendorWriting } from '../../support/replies.ts';

const CHANNELS = ['msteams', 'webchat', 'emulator'];

describe('the answer card', () => {
  for (const texts of CONVERSATIONS) {
    it(`is a valid Adaptive Card 1.5 after "${texts.join(' / ')}"`, () => {
      for (const channel of CHANNELS) {
        const card = cardOf(replyTo(...texts), channel);
        expect(faultsOf(card)).to.deep.equal([]);
        expect(card['version']).to.equal('1.5');
      }
    });

    it(`carries the complete text for who cannot see it after "${texts.join(' / ')}"`, () => {
      const reply = replyTo(...texts);
      for (const channel of CHANNELS) expect(cardOf(reply, channel)['fallbackText']).to.equal(reply.text);
    });

    it(`stays below the limits of Teams after "${texts.join(' / ')}"`, () => {
      const activity = renderReply(replyTo(...texts), 'msteams');
      expect(Buffer.byteLength(JSON.stringify(activity.attachments?.[0]?.content))).to.be.below(28 * 1024);
      expect(JSON.stringify(activity).length * 2).to.be.below(40 * 1024);
    });
  }

  it('says every sentence of the text', () => {
    const reply = replyTo('BackOffice Server 4.0 to Windows Server 2003');
    const shown = textsIn(cardOf(reply, 'emulator')).join('\n');
    const said = reply.documents.flatMap((document) => [
      document.headline,
      ...document.steps.flatMap((step) => [step.step, ...step.issues, ...step.conditional]),
      ...document.alternatives.flatMap(({ lead, steps }) => [lead, ...steps]),
    ]);
    for (const { text } of said) expect(shown).to.contain(text);
  });

  it('keeps the lines of what is shown beside an open question, and reads no Markdown in them', () => {
    for (const asked of ['show the source', 'plain text']) {
      const reply = replyTo('BackOffice Server 4.5', asked);
      expect(reply.question).to.not.equal(undefined);
      const shown = textsIn(cardOf(reply, 'webchat'));
      const lines = reply.documents[0].headline.text.split('\n').filter((line) => line.trim() !== '');
      expect(lines.length).to.be.above(4);
      expect(shown.slice(0, lines.length)).to.deep.equal(lines.map((line) => line.trimEnd()));
      expect(JSON.stringify(cardOf(reply, 'webchat')['body']).split('"style":"heading"')).to.have.length(2);
    }
  });

  it('has nothing but the question where it is about the conversation itself', () => {
    const card = cardOf(replyTo('BackOffice Server 4.5', 'change'), 'webchat');
    expect(textsIn(card)).to.deep.equal([
      'What should be changed?',
      'You asked to change an earlier answer.',
    ]);
    expect(card['actions']).to.equal(undefined);
    expect(JSON.stringify(card).split('"type":"Action.')).to.have.length(2);
  });

  it('numbers the steps of another way only where there are several', () => {
    const reply = replyTo('BackOffice Server 4.0 to Windows Server 2003');
    const single = reply.documents.map((document) => ({
      ...document,
      alternatives: document.alternatives.map((way) => ({ ...way, steps: way.steps.slice(0, 1) })),
    }));
    const [first, ...rest] = single;
    expect(textsIn(cardOf(reply, 'emulator')).join('\n')).to.contain('1. Uninstall BackOffice Server 4.0.');
    if (first === undefined) throw new Error('A reply without a document.');
    const shown = textsIn(cardOf({ ...reply, documents: [first, ...rest] }, 'emulator')).join('\n');
    expect(shown).to.contain('Uninstall BackOffice Server 4.0.');
    expect(shown).not.to.contain('1. Uninstall');
  });

  it('says the verdict in words beside its icon', () => {
    const reply = replyTo('Small Business Server 4.5 to Windows Server 2003');
    const [verdict] = textsIn(cardOf(reply, 'emulator'));
    expect(verdict).to.match(/^✖ .*is not supported\. \[5\]$/u);
  });

  it('falls back to the headlines when an answer is too large for the channel', () => {
    const huge = repeated(replyTo('BackOffice Server 4.0 to Windows Server 2003'), 20);
    const activity = renderReply(huge, 'msteams');
    const card = cardOf(huge, 'msteams');
    expect(faultsOf(card)).to.deep.equal([]);
    expect(Buffer.byteLength(JSON.stringify(card))).to.be.below(28 * 1024);
    expect(JSON.stringify(activity).length * 2).to.be.below(40 * 1024);
    expect(titlesIn(card)).to.include('Plain text');
  });

  it('asks one question, with a button for every choice in rows that no renderer cuts', () => {
    const reply = replyTo('BackOffice Server 4.5 to Windows Server 2003');
    const card = cardOf(reply, 'emulator');
    expect(titlesIn(card)).to.include.members(reply.question?.choices.map(({ label }) => label) ?? []);
    for (const row of rowsIn(card)) expect(row).to.have.length.at.most(5);
  });

  it('says a clarifying question once', () => {
    const reply = replyTo('4.5');
    const shown = textsIn(cardOf(reply, 'emulator')).filter((text) => text === reply.question?.prompt);
    expect(shown).to.have.length(1);
  });

  it('lets Teams show a click as what the user said', () => {
    const reply = replyTo('BackOffice Server 4.5 to Windows Server 2003');
    const pressed = objectsIn(cardOf(reply, 'msteams')).find(({ title }) => title === 'Yes');
    expect(pressed?.['data']).to.deep.equal({
      msteams: {
        type: 'messageBack',
        text: 'Yes',
        displayText: 'Yes',
        value: { waymark: { question: 1, fact: reply.question?.fact, choice: 'yes' } },
      },
    });
  });

  it('links an address and still shows it as printed', () => {
    const url = 'http://www.microsoft.com/isapi/redir.dll?prd=support&sbp=portal';
    const links = objectsIn(
      cardOf(replyTo('Small Business Server 4.5 to Windows Server 2003'), 'webchat'),
    ).filter(({ selectAction }) => selectAction !== undefined);
    expect(links[0]?.['text']).to.equal(url);
    expect(links[0]?.['selectAction']).to.deep.equal({ type: 'Action.OpenUrl', url });
  });

  it('follows no address that is not of the web', () => {
    const reply = replyTo('Small Business Server 4.5 to Windows Server 2003');
    const [first] = reply.documents;
    const url = 'javascript:alert(1)';
    const said = { text: `Look: ${url}`, citations: [] };
    const odd: Reply = {
      ...reply,
      documents: [{ ...first, references: [{ said, topic: '', url, contact: undefined }] }],
    };
    expect(JSON.stringify(cardOf(odd, 'webchat'))).to.not.contain('"url":"javascript');
  });

  it('shows markup in a vendor’s words as it stands', () => {
    const text = 'Tool *X* [here](http://evil.example) <b>2_0_1</b> `y`';
    const card = cardOf(vendorWriting(text, replyTo('4.5 BackOffice to 2003')), 'webchat');
    expect(textsIn(card)[0]).to.contain(
      '\\*X\\* \\[here\\](<http://evil.example>) \\<b\\>2\\_0\\_1\\</b\\> \\`y\\`',
    );
  });

  it('offers a mail to the owner that fits into an address', () => {
    const open = objectsIn(cardOf(replyTo('BackOffice Server 4.0 to Windows Server 2003'), 'webchat')).find(
      ({ title }) => title === 'Wrong?',
    );
    const url = String(open?.['url']);
    expect(url).to.match(/^mailto:[^?]+@[^?]+\?subject=.+&body=.+/u);
    expect(url.length).to.be.at.most(2_000);
    expect(decodeURIComponent(url)).to.contain('a direct upgrade is not supported');
  });
});

function cardOf(reply: Reply, channel: string): Record<string, unknown> {
  const [attachment] = renderReply(reply, channel).attachments ?? [];
  expect(attachment?.contentType).to.equal('application/vnd.microsoft.card.adaptive');
  const content: unknown = attachment?.content;
  return Object.fromEntries(Object.entries(content ?? {}));
}

// The renderer's build for browsers: its module build imports style sheets, which Node cannot.
const require = createRequire(import.meta.url);
interface AdaptiveCards {
  readonly Versions: { readonly v1_5: unknown };
  readonly SerializationContext: new (version: unknown) => {
    readonly eventCount: number;
    getEventAt(index: number): { readonly message: string };
  };
  readonly AdaptiveCard: new () => {
    parse(card: unknown, context: unknown): void;
    validateProperties(): { readonly validationEvents: readonly { readonly message: string }[] };
  };
}

function loadRenderer(): AdaptiveCards {
  const renderer: unknown = require('adaptivecards/dist/adaptivecards.js');
  // Its own types belong to the build that cannot be loaded; the tests fail where it is not like this.
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- see above
  return renderer as AdaptiveCards;
}

/** What the genuine renderer has to say against a card. */
function faultsOf(card: unknown): readonly string[] {
  const { AdaptiveCard, SerializationContext, Versions }: AdaptiveCards = loadRenderer();
  const context = new SerializationContext(Versions.v1_5);
  const parsed = new AdaptiveCard();
  parsed.parse(card, context);
  const parsing = Array.from({ length: context.eventCount }, (_, i) => context.getEventAt(i).message);
  return [...parsing, ...parsed.validateProperties().validationEvents.map(({ message }) => message)];
}

function objectsIn(value: unknown): readonly Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(objectsIn);
  if (typeof value !== 'object' || value === null) return [];
  return [Object.fromEntries(Object.entries(value)), ...Object.values(value).flatMap(objectsIn)];
}

function titlesIn(card: unknown): readonly unknown[] {
  return objectsIn(card).flatMap(({ title }) => (title === undefined ? [] : [title]));
}

function rowsIn(card: unknown): readonly unknown[][] {
  return objectsIn(card).flatMap(({ type, actions }) =>
    type === 'ActionSet' && Array.isArray(actions) ? [actions] : [],
  );
}

/** Each text block and paragraph, in reading order. */
function textsIn(card: unknown): readonly string[] {
  return objectsIn(card).flatMap(({ type, text, inlines }) => {
    if (type === 'TextBlock') return [String(text)];
    return Array.isArray(inlines) ? [inlines.map((run: { text: string }) => run.text).join('')] : [];
  });
}
