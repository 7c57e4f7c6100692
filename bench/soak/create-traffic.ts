import { createChooser } from '../core/random.ts';
import { openConnection, type Connection } from '../turns/connection.ts';
import { createTalk, type Post } from './create-talk.ts';
import { startReceiver } from './start-receiver.ts';

/** Everything that was sent, and what was wrong. */
export interface Sent {
  readonly taken: number;
  readonly repeated: number;
  readonly silent: number;
  readonly delivered: number;
  readonly conversations: number;
  readonly restarts: number;
  readonly faults: readonly string[];
}

/** A steady load. */
export interface Traffic {
  /** Latencies since they were last taken, in milliseconds. */
  takeLatencies(): { turns: number; p50: number; p99: number; worst: number };
  stop(): Promise<Sent>;
}

/** So often the load drops every connection and opens new ones, as after a restart of the channel. */
const RESTART = 120_000;
const CONNECTIONS = 8;
const MOST_FAULTS = 20;

/** Sends so many requests a second to a port, whether or not the ones before were answered. */
export async function createTraffic(port: number, rate: number): Promise<Traffic> {
  const receiver = await startReceiver();
  const talk = createTalk(receiver.url, port, createChooser(4));
  const faults: string[] = [];
  const open = () => Promise.all(Array.from({ length: CONNECTIONS }, () => openConnection(port)));
  let idle: Connection[] = await open();
  let latencies: number[] = [];
  let restarts = 0;
  const waiting: Post[] = [];
  const running = new Set<Promise<void>>();
  const timer = setInterval(tick, 1_000 / rate);
  const restarting = setInterval(() => {
    restarts += 1;
    const old = idle;
    idle = [];
    for (const connection of old) connection.close();
    open().then(
      (connections) => idle.push(...connections),
      (error: unknown) => note(`the load could not connect: ${String(error)}`),
    );
  }, RESTART);

  return {
    takeLatencies() {
      const sorted = Float64Array.from(latencies).sort();
      latencies = [];
      const at = (share: number) =>
        sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
      return { turns: sorted.length, p50: at(0.5), p99: at(0.99), worst: sorted.at(-1) ?? 0 };
    },
    async stop() {
      clearInterval(timer);
      clearInterval(restarting);
      while (running.size > 0) await Promise.all(running);
      await receiver.settled(talk.expected());
      for (const connection of idle) connection.close();
      await receiver.stop();
      const { counts } = talk;
      return {
        ...counts,
        restarts,
        delivered: receiver.count(),
        faults: [...faults, ...receiver.faults(talk.expected())],
      };
    },
  };

  function tick(): void {
    waiting.push(...talk.next());
    while (waiting.length > 0) {
      const connection = idle.pop();
      const post = connection === undefined ? undefined : waiting.shift();
      if (connection === undefined || post === undefined) return;
      const ended: Promise<void> = run(connection, post).finally(() => running.delete(ended));
      running.add(ended);
    }
  }

  async function run(given: Connection, post: Post): Promise<void> {
    const sent = performance.now();
    try {
      let connection = given.isOpen() ? given : await openConnection(port);
      let answer = await connection.send(post.request).catch(() => undefined);
      if (answer === undefined) {
        // The server closed it at that very moment: channels deliver again, and so does this load.
        connection = await openConnection(port);
        answer = await connection.send(post.request);
      }
      latencies.push(performance.now() - sent);
      const wrong = post.check(answer);
      if (wrong !== undefined) note(wrong);
      // More than a few come back from before a restart; those beyond are closed.
      if (idle.length < CONNECTIONS) idle.push(connection);
      else connection.close();
    } catch (error) {
      note(`a request failed: ${String(error)}`);
    }
  }

  function note(fault: string): void {
    if (faults.length < MOST_FAULTS) faults.push(fault);
  }
}
