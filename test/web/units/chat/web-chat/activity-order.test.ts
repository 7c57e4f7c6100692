import { expect } from 'chai';
import fc from 'fast-check';
import type { Activity } from '../../../../../src/web/chat/connection/activity.ts';
import { createActivityOrder } from '../../../../../src/web/chat/web-chat/activity-order.ts';

const numberOf = ({ channelData }: Activity) => Number(channelData?.['webchat:sequence-id']);
const message = (id: string): Activity => ({ type: 'message', id });

describe('the order of activities', () => {
  it('is that of their arrival, whatever their times and ids are', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { maxLength: 30 }), (ids) => {
        const order = createActivityOrder();
        const numbers = ids.map((id) => numberOf(order.inOrder(message(id))));
        expect(numbers).to.deep.equal([...numbers].sort((a, b) => a - b));
        expect(new Set(numbers).size).to.equal(ids.length);
      }),
    );
  });

  it('has an activity that comes again where it was', () => {
    const order = createActivityOrder();
    const first = numberOf(order.inOrder(message('a')));
    order.inOrder(message('b'));
    expect(numberOf(order.inOrder(message('a')))).to.equal(first);
  });

  it('has what is still being sent behind everything that the server has, also what comes later', () => {
    const order = createActivityOrder();
    const sending = [order.atEnd(message('x')), order.atEnd(message('y'))].map(numberOf);
    const later = numberOf(order.inOrder(message('a')));
    expect(sending[0]).to.be.below(sending[1] ?? 0);
    expect(sending[0]).to.be.above(later);
  });

  it('leaves everything else of an activity as it is', () => {
    const activity = { type: 'message', id: 'a', text: 't', channelData: { clientActivityID: '1' } };
    expect(createActivityOrder().inOrder(activity)).to.deep.equal({
      ...activity,
      channelData: { clientActivityID: '1', 'webchat:sequence-id': 1 },
    });
  });

  it('gives activities without an id a place each', () => {
    const order = createActivityOrder();
    const numbers = [1, 2].map(() => numberOf(order.inOrder({ type: 'message' })));
    expect(new Set(numbers).size).to.equal(2);
  });
});
