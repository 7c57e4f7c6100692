import { expect } from 'chai';
import { createStreams, STREAM_LIMITS, type CloseReason } from '../../src/directline/create-streams.ts';
import type { LogLimit, LogText } from '../../src/turn/index.ts';

const KEY = 'talk';

/** A client that reads a frame when the test says so. */
function createClient() {
  const unread: (() => void)[] = [];
  const sent: string[] = [];
  const closed: CloseReason[] = [];
  let wait = 0;
  return {
    sent,
    closed,
    setWait: (milliseconds: number) => (wait = milliseconds),
    readAll: () => unread.splice(0).forEach((read) => read()),
    wait: () => wait,
    send(json: string) {
      sent.push(json);
      return new Promise<void>((resolve) => unread.push(resolve));
    },
    close: (why: CloseReason) => void closed.push(why),
  };
}

/** A log of so many entries; it keeps what it was asked for. */
function createLog(count: number) {
  const asked: { readonly after: number; readonly limit: LogLimit }[] = [];
  const entries: readonly LogText[] = Array.from({ length: count }, (_, i) => ({
    watermark: i + 1,
    json: `{"id":"${String(i)}"}`,
    at: 0,
  }));
  return {
    asked,
    watchLog: () => () => undefined,
    readLog: (_key: string, after: number, limit: LogLimit) => {
      asked.push({ after, limit });
      const read = entries.slice(after, after + limit.entries);
      return Promise.resolve({ entries: read, isCut: after + read.length < count });
    },
  };
}

const settle = () => new Promise((resolve) => setImmediate(resolve));

describe('a stream', () => {
  it('sends a frame for each activity, with its watermark, in order', async () => {
    const [log, client] = [createLog(5), createClient()];
    const end = createStreams(log).open(KEY, 2, client);
    await settle();
    expect(client.sent).to.deep.equal(
      [3, 4, 5].map(
        (n) =>
          `{"activities":[{"id":"${String(n - 1)}","timestamp":"1970-01-01T00:00:00.000Z"}],"watermark":"${String(n)}"}`,
      ),
    );
    end();
  });

  it('reads 256 KB at a time, and more only when the client has read those', async () => {
    const [log, client] = [createLog(250), createClient()];
    const end = createStreams(log).open(KEY, 0, client);
    await settle();
    expect(STREAM_LIMITS.atOnce).to.deep.equal({ entries: 100, bytes: 262_144 });
    expect(log.asked).to.deep.equal([{ after: 0, limit: STREAM_LIMITS.atOnce }]);
    expect(client.sent).to.have.length(100);
    client.readAll();
    await settle();
    expect(client.sent).to.have.length(200);
    client.readAll();
    await settle();
    client.readAll();
    await settle();
    expect(log.asked.map(({ after }) => after)).to.deep.equal([0, 100, 200]);
    expect(client.sent).to.have.length(250);
    end();
  });

  it('reads nothing for a client that may not be sent more yet', async () => {
    const [log, client] = [createLog(5), createClient()];
    client.setWait(1);
    const end = createStreams(log).open(KEY, 0, client);
    await settle();
    expect(log.asked).to.deep.equal([]);
    client.setWait(0);
    while (client.sent.length < 5) await settle();
    expect(client.closed).to.deep.equal([]);
    end();
  });
});
