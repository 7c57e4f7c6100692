import { expect } from 'chai';
import type { Activity } from 'botbuilder';
import { createActivityProcessor, type Bot, type ReplyActivities } from '../../src/bot/index.ts';
import { StoreError } from '../../src/turn/index.ts';
import { activity, idleBot } from '../support/running-bot.ts';

describe('apologies', () => {
  it('come once a conversation for a store that comes back and goes again, and once more for the next outage', async () => {
    let isGone = false;
    let now = 0;
    const heard: string[] = [];
    const idle = idleBot();
    const bot: Bot = {
      ...idle,
      turns: {
        ...idle.turns,
        run: () =>
          isGone
            ? Promise.reject(new StoreError(new Error('no database')))
            : Promise.resolve({ kind: 'taken', said: undefined }),
      },
      send: (address, said: ReplyActivities) => {
        heard.push(address);
        expect(said[0]?.text).to.match(/^Sorry/);
        return Promise.resolve();
      },
    };
    const take = createActivityProcessor(
      bot,
      () => undefined,
      () => now,
    );
    const say = async (at: number, gone: boolean) => {
      [now, isGone] = [at, gone];
      const { kind } = await take(message());
      expect(kind).to.equal(gone ? 'unavailable' : 'response');
      return heard.length;
    };
    expect(await say(1_000, false)).to.equal(0);
    expect(await say(2_000, true)).to.equal(1);
    expect(await say(3_000, false)).to.equal(1);
    expect(await say(4_000, true)).to.equal(1);
    expect(await say(13_000, false)).to.equal(1);
    expect(await say(13_500, true)).to.equal(1);
    expect(await say(24_000, false)).to.equal(1);
    expect(await say(25_000, true)).to.equal(2);
  });
});

function message(): Activity {
  const sent: unknown = activity({
    text: 'hello',
    conversation: { id: 'outage' },
    deliveryMode: undefined,
  });
  // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- as it is read from the wire
  return sent as Activity;
}
