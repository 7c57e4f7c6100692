import { expect } from 'chai';
import { LONGEST_MESSAGE } from '../../../src/contract/index.ts';
import { readPageQuery } from '../../../src/server/chat/page-query.ts';

describe('the question in the address of the chat page', () => {
  it('is no longer than a message may be, and empty where there is none', () => {
    expect(readPageQuery(`ask=+a+${'x'.repeat(LONGEST_MESSAGE)}`).ask).to.have.length(LONGEST_MESSAGE);
    expect(readPageQuery('ask=+sbs+4.5&ask=yes').ask).to.equal('sbs 4.5');
    expect(readPageQuery('asks=a').ask).to.equal('');
  });
});
