import { expect } from 'chai';
import { countUnread } from '../../../../../src/web/chat/shell/unread.ts';

describe('unread messages', () => {
  it('are those of the bot while the widget is closed, until it is opened', () => {
    const told: number[] = [];
    const unread = countUnread((count) => told.push(count));
    const answer = { type: 'message', from: { role: 'bot' } };
    unread.count(answer);
    expect(told).to.deep.equal([]);
    unread.closed();
    unread.count(answer);
    unread.count({ type: 'typing' });
    unread.count({ type: 'message', from: { role: 'user' } });
    unread.count({ type: 'message' });
    expect(told).to.deep.equal([1, 2]);
    unread.opened();
    unread.count(answer);
    expect(told).to.deep.equal([1, 2, 0]);
    unread.closed();
    unread.count(answer);
    expect(told).to.deep.equal([1, 2, 0, 1]);
  });
});
