import { EventEmitter } from 'node:events';
import { expect } from 'chai';
import { createConcurrencyLimit } from '../../../src/server/direct-line/create-concurrency-limit.ts';

describe('responses of the same conversation', () => {
  it('have room for so many at once, each until it has gone', () => {
    const atOnce = createConcurrencyLimit(2);
    const [first, second, third] = [new EventEmitter(), new EventEmitter(), new EventEmitter()];
    expect([first, second, third].map((response) => atOnce.enter('talk', response))).to.deep.equal([
      true,
      true,
      false,
    ]);
    expect(atOnce.enter('another', third)).to.equal(true);
    first.emit('close');
    expect(atOnce.enter('talk', first)).to.equal(true);
    expect(atOnce.enter('talk', third)).to.equal(false);
  });
});
