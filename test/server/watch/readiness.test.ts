import { expect } from 'chai';
import { sized } from '../../support/test-size.ts';
import { createReadiness, type ReadinessParts } from '../../../src/server/watch/create-readiness.ts';

describe('readiness', () => {
  let clock = 0;
  let pings = 0;
  let isGone = false;
  let changes: string[] = [];
  beforeEach(() => {
    [clock, pings, isGone, changes] = [0, 0, false, []];
  });
  const readiness = (parts: Partial<ReadinessParts> = {}) =>
    createReadiness({
      ping: () => {
        pings += 1;
        return isGone ? Promise.reject(new Error('gone')) : Promise.resolve();
      },
      now: () => clock,
      onChange: ({ kind }) => changes.push(kind),
      ...parts,
    });

  it('goes with the store and comes back with it, a second later at most', async () => {
    const ready = readiness();
    expect(await ready.check()).to.deep.equal({ kind: 'ready' });
    isGone = true;
    clock = 1_000;
    expect(await ready.check()).to.deep.equal({ kind: 'store-gone' });
    isGone = false;
    clock = 2_000;
    expect(await ready.check()).to.deep.equal({ kind: 'ready' });
    expect(changes).to.deep.equal(['store-gone', 'ready']);
  });

  it('writes once a second, whoever asks', async () => {
    const ready = readiness();
    await Promise.all(Array.from({ length: 50 }, () => ready.check()));
    await ready.check();
    expect(pings).to.equal(1);
    clock = 1_000;
    await ready.check();
    expect(pings).to.equal(2);
  });

  it('takes a store that hangs for gone', async () => {
    const limit = sized<Partial<ReadinessParts>>({ default: { limit: 50 }, all: {} });
    const ready = readiness({ ping: () => new Promise(() => undefined), ...limit });
    expect(await ready.check()).to.deep.equal({ kind: 'store-gone' });
  });

  it('ends at once when the process is stopping, and for good', async () => {
    const ready = readiness();
    ready.stop();
    expect(ready.last()).to.deep.equal({ kind: 'stopping' });
    expect(await ready.check()).to.deep.equal({ kind: 'stopping' });
    expect(pings).to.equal(0);
  });
});
