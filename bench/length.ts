import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Activity } from 'botbuilder';
import { decideReply } from '../src/bot/decide-turn.ts';
import type { ReplyActivities } from '../src/bot/index.ts';
import { openStore } from '../src/store/index.ts';
import { createTurns, makeKey, type Turns } from '../src/turn/index.ts';
import { realAdvisor } from '../test/support/real-advisor.ts';
import { processorClock } from './measure.ts';
import { ms, printTable } from './table.ts';

/** Conversations by name: the messages that are said again and again. */
const TALKS: Readonly<Record<string, readonly string[]>> = {
  'product, version, start over': ['BackOffice Server to Windows Server 2003', '4.0', 'start over'],
  'without a start over': [
    'BackOffice Server to Windows Server 2003',
    'it is 4.0',
    'Small Business Server',
    'it is 4.5',
    'does Fax Service still work?',
    'BackOffice Server',
  ],
};

/** A measured stretch of messages: long enough that what single turns differ in evens out, and whole rounds of a talk. */
const STRETCH = 18;

/** How often the stretches are measured; the median is taken. */
const ROUNDS = 3;

/** What one turn costs at the 10th, 100th and 1,000th message of conversations that go on, 100 at once on SQLite. */
export async function benchLength(short: boolean): Promise<void> {
  const [cpu] = cpus();
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load average ${loadavg()[0]?.toFixed(1) ?? '?'}\n`,
  );
  for (const [name, texts] of Object.entries(TALKS)) {
    const rounds: (readonly Stretch[])[] = [];
    for (let round = 0; round < (short ? 1 : ROUNDS); round += 1) rounds.push(await holdTalks(texts, short));
    printTable(
      `Conversations: ${name}`,
      ['message', 'processor ms a turn', 'largest row, bytes'],
      (rounds[0] ?? []).map(({ at }, i) => {
        const [times, sizes] = [
          rounds.map((row) => row[i]?.time ?? 0),
          rounds.map((row) => row[i]?.size ?? 0),
        ];
        return [at, ms(times.sort((a, b) => a - b)[times.length >> 1] ?? 0), String(Math.max(...sizes))];
      }),
    );
  }
}

interface Stretch {
  readonly at: string;
  /** Processor time of a turn in milliseconds, all threads together. */
  readonly time: number;
  readonly size: number;
}

/** Holds conversations at once, each in a database that is new. */
async function holdTalks(texts: readonly string[], short: boolean): Promise<readonly Stretch[]> {
  const folder = await mkdtemp(join(tmpdir(), 'waymark-length-'));
  const file = join(folder, 'waymark.db');
  const store = await openStore<ReplyActivities>({
    databaseUrl: undefined,
    file,
    onIdleError: () => undefined,
  });
  const turns = createTurns({ store, now: Date.now, concurrency: 1, onUndelivered: () => undefined });
  const bot = { advisor: realAdvisor, turns, send: () => Promise.resolve(), version: '0' };
  const talks = short ? 20 : 100;
  try {
    const say = (name: string, from: number, to: number) =>
      Promise.all(
        Array.from({ length: talks }, (_, i) => sayAll(turns, bot, `${name} ${String(i)}`, texts, from, to)),
      );
    const measured = async (name: string, at: string, from: number): Promise<Stretch> => {
      const before = processorClock();
      await say(name, from, from + STRETCH);
      const time = (processorClock() - before) / (talks * STRETCH);
      return { at, time, size: largestState(file, name) };
    };
    // So that the compiler has seen everything before the first stretch is measured.
    await say('warm', 0, 90);
    const tenth = await measured('talk', '10th', 0);
    await say('talk', STRETCH, 90);
    const hundredth = await measured('talk', '100th', 90);
    await say('talk', 90 + STRETCH, 990);
    const thousandth = await measured('talk', '1,000th', 990);
    return [tenth, hundredth, thousandth, await measured('new', '10th, beside those', 0)];
  } finally {
    await turns.whenIdle();
    await store.close();
    await rm(folder, { recursive: true });
  }
}

/** Says the messages from one number to another, each when the one before is answered. */
async function sayAll(
  turns: Turns<ReplyActivities>,
  bot: Parameters<typeof decideReply>[0],
  talk: string,
  texts: readonly string[],
  from: number,
  to: number,
): Promise<void> {
  for (let i = from; i < to; i += 1) {
    // eslint-disable-next-line @typescript-eslint/consistent-type-assertions -- what a turn reads of an activity
    const activity = {
      type: 'message',
      channelId: 'emulator',
      from: { id: talk },
      text: texts[i % texts.length],
    } as Activity;
    await turns.run({
      key: makeKey('emulator', talk),
      activityId: String(i),
      person: talk,
      address: undefined,
      decide: decideReply(bot, activity),
      deliver: () => Promise.resolve(),
    });
  }
}

/** The largest state of the conversations with this name, read past the code that wrote it. */
function largestState(file: string, name: string): number {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- a package without types for ESM
  const Libsql: new (file: string) => Database = createRequire(import.meta.url)('libsql');
  const database = new Libsql(file);
  const rows = database
    .prepare('select max(length(state)) as bytes from conversations where key like ?')
    .all(`%"${name} %`);
  database.close();
  return Number(rows[0]?.['bytes'] ?? 0);
}

interface Database {
  prepare(sql: string): { all(...values: unknown[]): Readonly<Record<string, unknown>>[] };
  close(): void;
}
