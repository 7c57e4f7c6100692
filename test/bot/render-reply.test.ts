import { expect } from 'chai';
import { renderReply } from '../../src/bot/render-reply.ts';
import { replyTo } from '../support/replies.ts';

const asking = () => replyTo('BackOffice Server 4.0 to Windows Server 2003');

describe('renderReply', () => {
  for (const channel of ['emulator', 'test', 'facebook', 'email', 'sms', 'something-new']) {
    it(`says the complete text as it is on ${channel}`, () => {
      const activity = renderReply(asking(), channel);
      expect(activity.text).to.equal(asking().text);
      expect(activity.textFormat).to.equal('plain');
    });
  }

  it('says the headline on Teams, where the card shows the rest', () => {
    const activity = renderReply(asking(), 'msteams');
    expect(activity.text).to.equal(
      'BackOffice Server 4.0 to Windows Server 2003: a direct upgrade is not supported. [22]',
    );
    expect(activity.attachments).to.have.length(1);
  });

  it('says conversation as plain text without a card on every channel', () => {
    const reply = replyTo('BackOffice Server 2.5 to Windows Server 2003', 'show the source');
    for (const channel of ['msteams', 'webchat', 'emulator', 'facebook']) {
      const activity = renderReply(reply, channel);
      expect(activity.text).to.equal(reply.text);
      expect(activity.textFormat).to.equal('plain');
      expect(activity.attachments).to.equal(undefined);
    }
  });

  it('suggests the choices where there is no card for them', () => {
    const { suggestedActions } = renderReply(asking(), 'facebook');
    expect(suggestedActions?.actions.map(({ value }: { value: unknown }) => value)).to.deep.equal([
      'Yes',
      'No',
      "I don't know",
    ]);
    expect(renderReply(asking(), 'sms').suggestedActions).to.equal(undefined);
    expect(renderReply(asking(), 'webchat').suggestedActions).to.equal(undefined);
  });

  it('hints whether an answer is expected', () => {
    expect(renderReply(asking(), 'emulator').inputHint).to.equal('expectingInput');
    expect(renderReply(replyTo('hello'), 'emulator').inputHint).to.equal('acceptingInput');
  });

  it('is plain JSON, so that it can be stored', () => {
    const activity = renderReply(asking(), 'msteams');
    expect(JSON.parse(JSON.stringify(activity))).to.deep.equal(activity);
  });
});
