import { expect } from 'chai';
import { startSweeper, type Sweeper, type UnsentReply } from '../../src/turn/index.ts';

describe('the sweeper', () => {
  let sweeper: Sweeper | undefined;
  afterEach(() => sweeper?.stop());

  it('lets turns go first before each reply of a backlog, and takes it in bounded pieces', async () => {
    const backlog = Array.from({ length: 400 }, (_, i) => reply(i));
    const happened: string[] = [];
    const limits: number[] = [];
    sweeper = startSweeper<string>({
      store: {
        claimDue: (_now, _lease, limit) => {
          limits.push(limit);
          return Promise.resolve(backlog.splice(0, limit));
        },
      },
      turns: {
        redeliver: () => {
          happened.push('sent');
          return Promise.resolve();
        },
      },
      now: () => 0,
      send: () => Promise.resolve(),
      onFailure: (cause) => expect.fail(String(cause)),
      pause: () => {
        happened.push('paused');
        return Promise.resolve();
      },
    });
    while (await sweeper.sweep());
    await sweeper.stop();
    expect(happened.filter((each) => each === 'sent')).to.have.length(400);
    expect(happened.filter((each) => each === 'paused')).to.have.length(400);
    expect(happened[0]).to.equal('paused');
    expect(Math.max(...limits)).to.be.at.most(100);
  });
});

function reply(version: number): UnsentReply<string> {
  return { key: `talk ${String(version)}`, version, said: '', address: '', attempts: 1 };
}
