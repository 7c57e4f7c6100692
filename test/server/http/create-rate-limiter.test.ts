import { expect } from 'chai';
import { createRateLimiter } from '../../../src/server/http/create-rate-limiter.ts';

describe('a rate limiter', () => {
  let now = 0;
  const limiter = () => createRateLimiter({ perMinute: 60, burst: 3 }, () => now);
  beforeEach(() => (now = 0));

  it('gives back what was counted, and never more than there can be', () => {
    const { take, giveBack, wait } = limiter();
    expect([take('a', 1), take('a', 1), take('a', 1), wait('a')]).to.deep.equal([0, 0, 0, 1]);
    giveBack('a', 1);
    expect([take('a', 1), wait('a')]).to.deep.equal([0, 1]);
    for (let i = 0; i < 9; i += 1) giveBack('a', 1);
    expect([take('a', 3), wait('a')]).to.deep.equal([0, 1]);
  });

  it('counts what was spent above the limit, and the caller makes up for it', () => {
    const { spend, wait } = limiter();
    spend('a', 10);
    expect([wait('a'), wait('b')]).to.deep.equal([8, 0]);
    now = 7_000;
    expect(wait('a')).to.equal(1);
    now = 8_000;
    expect(wait('a')).to.equal(0);
  });
});
