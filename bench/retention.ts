import { mkdtemp, rm } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { NEW_CONSULTATION } from '../src/core/index.ts';
import { openStore, type Store } from '../src/store/index.ts';
import { createTurns, startRetention, type TurnRequest } from '../src/turn/index.ts';
import { startPostgres } from '../test/support/postgres.ts';
import { timing, type Timing } from './measure.ts';
import { ms, printTable } from './table.ts';

const DAY = 86_400_000;
const DAYS = { conversations: 30, events: 400 };
const TURNS = 5;
const BATCH = 50;

/** Milliseconds between two turns while it is measured, and how long it is measured without anything beside them. */
const PACE = 10;
const ALONE = 15_000;

/** Turns alone, and beside the deletion of many conversations that expired together. */
export async function benchRetention(short: boolean): Promise<void> {
  const expired = short ? 500 : 10_000;
  const folder = await mkdtemp(join(tmpdir(), 'waymark-retention-'));
  const postgres = await startPostgres();
  try {
    const onIdleError = () => undefined;
    const file = join(folder, 'waymark.db');
    const databaseUrl = await postgres.newDatabase();
    await benchOn(
      'SQLite',
      await openStore({ databaseUrl: undefined, file, onIdleError }),
      1,
      expired,
      short,
    );
    await benchOn('PostgreSQL', await openStore({ databaseUrl, file: '', onIdleError }), 4, expired, short);
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true });
  }
}

async function benchOn(
  title: string,
  store: Store<string>,
  width: number,
  expired: number,
  short: boolean,
): Promise<void> {
  await fill(store, expired);
  const turns = createTurns({
    store,
    now: () => 40 * DAY,
    concurrency: width,
    onUndelivered: () => undefined,
  });
  let serial = 0;
  const take = () => turns.run({ ...request((serial += 1) % 100, `new ${String(serial)}`), deliver: sent });

  const alone = await measureUntil(
    take,
    new Promise((resolve) => setTimeout(resolve, short ? 2_000 : ALONE)),
  );
  const begun = performance.now();
  const failures: unknown[] = [];
  const retention = startRetention({
    data: store,
    now: () => 40 * DAY,
    monotonic: () => performance.now(),
    days: DAYS,
    onClockChecked: () => undefined,
    onFailure: (cause) => failures.push(cause),
  });
  const beside = await measureUntil(take, retention.finished());
  const seconds = (performance.now() - begun) / 1000;
  await retention.stop();
  const left = (await store.findKeys('conversations', (key) => key.startsWith('old'))).length;
  await turns.whenIdle();
  await store.close();

  const row = (name: string, { median, p99, worst, count }: Timing) => {
    return [name, String(count), ms(median), ms(p99), ms(worst)];
  };
  printTable(
    `${title}: turns of ${String(1000 / PACE)} a second beside the deletion of ${String(expired)} conversations of ` +
      `${String(TURNS)} turns (${seconds.toFixed(1)} s, ${String(left)} left, ${String(failures.length)} failures; ` +
      `load average ${loadavg()[0]?.toFixed(1) ?? '?'})`,
    ['turns', 'count', 'median ms', 'p99 ms', 'worst ms'],
    [row('alone', alone), row('beside the deletion', beside)],
  );
}

async function fill(store: Store<string>, conversations: number): Promise<void> {
  for (let from = 0; from < conversations; from += BATCH) {
    const numbers = Array.from({ length: Math.min(BATCH, conversations - from) }, (_, i) => from + i);
    for (let turn = 0; turn < TURNS; turn += 1)
      await store.commitTurns(
        numbers.map((number) => ({ ...request(number, String(turn)), key: `old ${String(number)}` })),
        DAY,
        0,
      );
  }
}

function request(conversation: number, activityId: string): TurnRequest<string> {
  const key = `talk ${String(conversation)}`;
  return {
    key,
    activityId,
    person: `person of ${key}`,
    address: undefined,
    decide: () => ({
      consultation: NEW_CONSULTATION,
      said: 'x'.repeat(4_000),
      event: undefined,
      log: [{ text: 'what the user said' }],
    }),
  };
}

const sent = () => Promise.resolve();

/** Takes a turn again and again, whether or not the one before has ended, until `end`. */
async function measureUntil(take: () => Promise<unknown>, end: Promise<unknown>): Promise<Timing> {
  const times: number[] = [];
  const timer = setInterval(() => {
    const begun = performance.now();
    void take().then(() => times.push(performance.now() - begun));
  }, PACE);
  await end;
  clearInterval(timer);
  return timing(times);
}
