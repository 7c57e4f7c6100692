import { expect } from 'chai';
import { createChooser } from '../../../bench/core/random.ts';
import { callDirectLine, generateToken } from '../../support/direct-line.ts';
import { openGenuine, type Got } from '../../support/genuine-client.ts';
import type { Arena } from '../support/arena.ts';
import { report } from '../support/figures.ts';
import { pause } from '../support/instance.ts';
import { openBalancer } from './open-balancer.ts';

export interface DisconnectScale {
  /** Half of them read over WebSocket, half by polling. */
  readonly clients: number;
  /** How often the network breaks for each. */
  readonly cuts: number;
}

/** What a client saw in the end, compared with the log. */
interface Seen {
  readonly got: readonly string[];
  readonly log: readonly string[];
  /** Answers that do not follow directly on their message. */
  readonly misplaced: number;
  readonly cut: number;
  readonly postedAgain: number;
}

/**
 * Genuine clients behind a balancer, each with its own network that breaks at random times, in the middle of posts, polls
 * and streams. A client that polls gives up without a word when its network breaks (botframework-directlinejs 0.15.8): its
 * page is loaded anew each time, and goes on behind what it had shown.
 */
export async function streamsOutlastDisconnects(
  arena: Arena,
  { clients, cuts }: DisconnectScale,
): Promise<void> {
  const chooser = createChooser(8);
  const ports = arena.instances.map(({ url }) => Number(new URL(url).port));
  const all = await Promise.all(Array.from({ length: clients }, (_, i) => talk(i % 2 === 0)));
  const sum = (of: (seen: Seen) => number) => all.reduce((total, seen) => total + of(seen), 0);
  const faults = {
    gaps: sum(({ got, log }) => log.filter((id) => !got.includes(id)).length),
    duplicates: sum(({ got }) => got.length - new Set(got).size),
    reorderings: all.filter(({ got, log }) => got.join() !== log.join()).length,
    'messages or answers misplaced': sum(({ misplaced }) => misplaced),
  };
  report(`${arena.place.kind}, ${String(ports.length)} instances, genuine clients lose their network`, {
    clients,
    disconnects: clients * cuts,
    'connections cut': sum(({ cut }) => cut),
    'posts sent again': sum(({ postedAgain }) => postedAgain),
    'activities shown': sum(({ got }) => got.length),
    ...faults,
  });
  expect(faults).to.deep.equal({
    gaps: 0,
    duplicates: 0,
    reorderings: 0,
    'messages or answers misplaced': 0,
  });

  async function talk(webSocket: boolean): Promise<Seen> {
    const anyPort = () => ports[chooser.number(ports.length)] ?? 0;
    const network = await openBalancer(anyPort);
    const domain = `${network.url}/v3/directline`;
    const { token, conversationId } = await generateToken(`http://127.0.0.1:${String(anyPort())}`);
    // Also how long the client waits before it tries again. One whose poll takes longer polls no more.
    const timeout = webSocket ? 1_000 : 3_000;
    const options = { domain, webSocket, pollingInterval: 500, timeout, token };
    let client = openGenuine(options);
    const shown: Got[] = [];
    await client.until(1);
    let [cut, postedAgain] = [0, 0];
    for (let i = 0; i < cuts; i += 1) {
      const breaking = pause(chooser.number(80)).then(() => (cut += network.cut()));
      let id = await client.say('BackOffice Server 4.5', `mine-${String(i)}`);
      for (; id === 'retry'; postedAgain += 1)
        id = await client.say('BackOffice Server 4.5', `mine-${String(i)}`);
      await breaking;
      if (!webSocket) {
        client.end();
        shown.push(...client.got);
        // The log is numbered without gaps. (The client's own watermark is ahead of what it has handed on: it hands on later.)
        client = openGenuine({ ...options, conversationId, watermark: String(shown.length) });
      }
      const isAnswer = ({ whole }: Got) => 'replyToId' in whole && whole.replyToId === id;
      if (!shown.some(isAnswer)) await client.until(isAnswer, 30_000);
    }
    shown.push(...client.got);
    client.end();
    await network.close();
    const log = await readLog(anyPort(), conversationId, token);
    return { got: shown.map(({ id }) => id), log, misplaced: misplacedIn(shown, cuts), cut, postedAgain };
  }
}

/** The greeting, then each message with its answer behind it. */
function misplacedIn(shown: readonly Got[], messages: number): number {
  let misplaced = shown.length === 1 + 2 * messages ? 0 : 1;
  for (let i = 0; i < messages; i += 1) {
    const [echo, answer] = [shown[1 + 2 * i], shown[2 + 2 * i]];
    const answered: unknown = answer === undefined ? undefined : Reflect.get(answer.whole, 'replyToId');
    if (echo?.clientId !== `mine-${String(i)}` || answered !== echo.id) misplaced += 1;
  }
  return misplaced;
}

async function readLog(port: number, conversation: string, token: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for (;;) {
    const path = `conversations/${conversation}/activities?watermark=${String(ids.length)}`;
    const { activities } = await callDirectLine(`http://127.0.0.1:${String(port)}`, 'GET', path, { token });
    if (activities.length === 0) return ids;
    ids.push(...activities.map(({ id }) => id));
  }
}
