import { expect } from 'chai';
import { writeMessage, writerOf } from '../../../../../src/web/chat/shell/write-message.ts';

describe('a message', () => {
  it('says who wrote it: the visitor, or a page in their place', () => {
    const own = { type: 'message', text: 'yes', textFormat: 'plain', locale: 'en' };
    expect(writeMessage('yes', 'visitor', 'en')).to.deep.equal({
      ...own,
      channelData: { writtenBy: 'visitor' },
    });
    expect(writeMessage('yes', 'page', 'en')).to.deep.equal({ ...own, channelData: { writtenBy: 'page' } });
  });

  it('is a page’s as it was put into the input, and the visitor’s as soon as it is another', () => {
    expect(writerOf('yes', 'yes')).to.equal('page');
    expect(writerOf('yes!', 'yes')).to.equal('visitor');
    expect(writerOf('yes', '')).to.equal('visitor');
  });
});
