import { expect } from 'chai';
import { createBackoff } from '../../../../../src/web/chat/connection/backoff.ts';
import { pass as passTime, settle, stopTime } from '../fake-time.ts';

describe('the backoff', () => {
  stopTime();

  /** Whether a pause is over, and when (in milliseconds, to a quarter of a second) it was. */
  async function lengthOf(pause: Promise<void>, most: number): Promise<number> {
    const start = Date.now();
    const ended = pause.then(() => Date.now() - start);
    await settle();
    for (let passed = 0; passed < most; passed += 250) await passTime(250);
    return Promise.race([ended, Promise.reject(new Error(`it lasts longer than ${String(most)} ms`))]);
  }

  for (const [failures, most] of [500, 1_000, 2_000, 4_000, 8_000, 15_000, 15_000, 15_000].entries()) {
    it(`lasts for ${String(most)} ms or down to the half of that after ${String(failures)} failures`, async () => {
      for (let time = 0; time < 5; time += 1) {
        const passed = await lengthOf(createBackoff().pause(failures), most);
        expect(passed).to.be.within(most / 2, most);
      }
    });
  }

  it('does not last equally long for everybody', async () => {
    const lengths = new Set<number>();
    for (let page = 0; page < 20; page += 1) lengths.add(await lengthOf(createBackoff().pause(6), 15_000));
    expect(lengths.size).to.be.above(3);
  });

  it('lasts as long as the server asks for, and is not ended before that', async () => {
    const backoff = createBackoff();
    const pause = lengthOf(backoff.pause(0, 3_000), 3_000);
    await settle();
    backoff.wake();
    expect(await pause).to.equal(3_000);
  });

  it('is ended for all who wait when there is a reason to try again', async () => {
    const backoff = createBackoff();
    const pauses = [backoff.pause(5), backoff.pause(6)].map((pause) => lengthOf(pause, 0));
    backoff.wake();
    expect(await Promise.all(pauses)).to.deep.equal([0, 0]);
  });
});
