import { expect } from 'chai';
import type { Activity } from '../../../../../src/web/chat/connection/activity.ts';
import { fieldOf } from '../../../../../src/web/chat/connection/read-field.ts';
import {
  isShownAsMessage,
  prepareActivity,
  textToShow,
} from '../../../../../src/web/chat/web-chat/prepare-activity.ts';
import { PAYLOADS } from '../../../injection/payloads.ts';
import { PLACES } from '../../../injection/places.ts';
import { dangersIn } from '../markdown-dangers.ts';

const ORIGIN = 'https://chat.test';
const CARD = 'application/vnd.microsoft.card.adaptive';
const prepare = (activity: object) => prepareActivity({ type: 'message', ...activity }, ORIGIN);

describe('an activity as Web Chat gets it', () => {
  it('has the address of the source viewer in its footnotes, and no claims', () => {
    const text = 'Not supported.[1]\n\n[1]: cite:1 "readme.txt, line 18"';
    const viewer = '/sources/pack/readme.txt?edition=1#L18';
    expect(prepare({ text, textFormat: 'markdown', entities: [claim(1, viewer)] })).to.include({
      text: `Not supported.[1]\n\n[1]: <${ORIGIN}${viewer}> "readme.txt, line 18"`,
    });
    expect(prepare({ text, entities: [claim(1, viewer)] }).entities).to.deep.equal([]);
  });

  for (const address of [
    'https://evil.test/sources/pack/readme.txt',
    'javascript:top.hit=1',
    '//evil.test/sources/x',
    '/chat',
    'https://chat.test.evil.test/sources/x',
    '',
  ]) {
    it(`has no footnote that leads elsewhere: ${address}`, () => {
      const { text } = prepare({
        text: '[1]: cite:1 "x"',
        textFormat: 'markdown',
        entities: [claim(1, address)],
      });
      expect(dangersIn(text ?? '')).to.deep.equal([]);
      expect(text).to.not.include(`<${address}`);
    });
  }

  it('says nothing above a card, which says the same, and lets screen readers have its whole text', () => {
    const prepared = prepare({
      text: 'Not supported.',
      attachments: [
        { contentType: CARD, content: { type: 'AdaptiveCard', fallbackText: 'Not supported. Why?' } },
      ],
    });
    expect(prepared.text).to.equal('');
    expect(prepared.channelData).to.deep.equal({ 'webchat:fallback-text': 'Not supported. Why?' });
  });

  it('leaves it to Web Chat what is read out of a card without a text', () => {
    const { channelData } = prepare({ attachments: [{ contentType: CARD, content: {} }] });
    expect(channelData?.['webchat:fallback-text']).to.equal(undefined);
  });

  it('has no attachments but cards', () => {
    const attachments = [
      { contentType: 'image/png', contentUrl: 'http://evil.test/x.png' },
      { contentType: CARD, content: { type: 'AdaptiveCard' } },
      { contentType: CARD },
      null,
    ];
    expect(prepare({ attachments })['attachments']).to.have.length(1);
    expect(prepare({ attachments: attachments.slice(0, 1) })['attachments']).to.deep.equal([]);
  });

  it('shows what a visitor says as it is, whatever format it claims to have', () => {
    const said = {
      text: '**bold** ![x](y)',
      textFormat: 'markdown',
      attachments: [{}],
      from: { role: 'user' },
    };
    expect(prepare(said)).to.deep.include({
      text: said.text,
      textFormat: 'plain',
      attachments: [],
      entities: [],
    });
  });

  it('takes an activity without a role for the visitor’s where a client sent it, as by way of Azure', () => {
    expect(prepare({ text: 'a', channelData: { clientActivityID: '1' } }).from?.role).to.equal('user');
    expect(prepare({ text: 'a' }).from?.role).to.equal('bot');
    expect(
      prepare({ text: 'a', from: { role: 'bot' }, channelData: { clientActivityID: '1' } }).from?.role,
    ).to.equal('bot');
  });

  it('shows a button that was pressed by its title, and nothing of a press without one', () => {
    const press: Activity = { type: 'message', channelData: { messageBack: { displayText: 'Yes' } } };
    expect(textToShow(press)).to.equal('Yes');
    expect(isShownAsMessage(press)).to.equal(true);
    const untitled: Activity = { type: 'message', text: 'Yes', channelData: { postBack: true } };
    expect(isShownAsMessage(untitled)).to.equal(false);
    expect(isShownAsMessage({ type: 'message', text: '' })).to.equal(false);
    expect(isShownAsMessage({ type: 'typing', text: 'x' })).to.equal(false);
    expect(
      isShownAsMessage({ type: 'message', text: '', attachments: [{ contentType: CARD, content: {} }] }),
    ).to.equal(true);
  });

  for (const [place, inOne, make] of PLACES) {
    it(`asks for nothing elsewhere and lists no foreign link, whatever the bot says in ${place}`, () => {
      for (let at = 0; at < PAYLOADS.length; at += inOne) {
        const prepared = prepare(make(PAYLOADS.slice(at, at + inOne)));
        expect(faultsOf(prepared), JSON.stringify(prepared).slice(0, 300)).to.deep.equal([]);
      }
    });
  }

  it('would be found to ask for something elsewhere: the test can fail', () => {
    const faults = PLACES.map(([, inOne, make]) => {
      const activity: Activity = { type: 'message', ...make(PAYLOADS.slice(0, inOne)) };
      return faultsOf(activity).length;
    });
    expect(faults.filter((found) => found > 0).length).to.be.at.least(3);
  });
});

const claim = (position: number, isBasedOn: string) => ({
  type: 'https://schema.org/Message',
  citation: [{ '@type': 'Claim', position, appearance: { isBasedOn } }],
});

/** What Web Chat would load from elsewhere, or list as a link without looking at it. */
function faultsOf(activity: Activity): readonly string[] {
  const { attachments } = activity;
  const list: readonly unknown[] = Array.isArray(attachments) ? attachments : [];
  const kinds = list.map((attachment) => fieldOf(attachment, 'contentType')).filter((kind) => kind !== CARD);
  const text = activity['textFormat'] === 'plain' ? [] : dangersIn(activity.text ?? '');
  const entities = (activity.entities ?? []).map(() => 'an entity');
  return [...kinds.map(String), ...text, ...entities, ...list.flatMap(faultsInCard)];
}

function faultsInCard(part: unknown): readonly string[] {
  if (Array.isArray(part)) return part.flatMap(faultsInCard);
  if (typeof part !== 'object' || part === null) return [];
  const type = fieldOf(part, 'type');
  const picture = ['Image', 'ImageSet', 'Media'].includes(String(type)) ? [String(type)] : [];
  const background = ['backgroundImage', 'iconUrl'].filter((name) => name in part);
  const text = type === 'TextBlock' ? dangersIn(String(fieldOf(part, 'text'))) : [];
  return [...picture, ...background, ...text, ...Object.values(part).flatMap(faultsInCard)];
}
