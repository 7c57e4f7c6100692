import { expect } from 'chai';
import { createChooser, type Chooser } from '../../../bench/core/random.ts';
import { percentile, report } from '../support/figures.ts';
import type { Arena } from '../support/arena.ts';
import { pause } from '../support/instance.ts';
import { judge, NO_FAULTS } from './judge.ts';
import { openVisitor, type Visitor } from './open-visitor.ts';

const POINTS = ['mid-turn', 'before-commit', 'after-commit', 'before-word', 'before-read', 'random'] as const;

/** How many kills there are at each point; `random`: at any time, from outside. */
export type StreamKills = Readonly<Record<(typeof POINTS)[number], number>>;

/** Conversations that go on while instances are killed; each with two streams. */
const VISITORS = 8;

/**
 * Instances die by SIGKILL again and again and are started anew, while visitors talk over Direct Line: they post again,
 * with the same id of their own, until they are answered, and open their streams again wherever somebody listens.
 */
export async function streamsSurviveKills(
  arena: Arena,
  instances: number,
  kills: StreamKills,
): Promise<void> {
  const chooser = createChooser(5);
  const deaths = deal(kills, chooser);
  const killed = deaths.length;
  let isOver = false;
  await arena.startAll();
  const anyUrl = () => arena.instances[chooser.number(instances)]?.url ?? '';
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => openVisitor(anyUrl)));
  const begun = performance.now();
  const talks = visitors.map(talk);
  await Promise.all(Array.from({ length: instances }, (_, i) => killAgainAndAgain(i)));
  isOver = true;
  await Promise.all(talks);
  const took = (performance.now() - begun) / 1_000;
  const faults = await judge(arena, visitors);
  const attempts = visitors.flatMap((visitor) => visitor.attempts);
  report(`${arena.place.kind}, kill -9 while visitors read streams`, {
    kills: killed,
    messages: visitors.reduce((sum, { told }) => sum + told.length, 0),
    posts: attempts.length,
    'posts without an answer': attempts.filter(({ status }) => status === 0).length,
    'streams opened': visitors.flatMap(({ tabs }) => tabs).reduce((sum, { opened }) => sum + opened(), 0),
    ...faults,
    'median ms': percentile(
      attempts.map(({ time }) => time),
      0.5,
    ),
    seconds: took,
  });
  for (const visitor of visitors) visitor.leave();
  expect(faults).to.deep.equal(NO_FAULTS);

  async function talk(visitor: Visitor): Promise<void> {
    for (let n = 0; !isOver; n += 1) {
      await visitor.say(n % 2 === 0 ? 'BackOffice Server 4.5' : `thanks ${String(n)}`);
      await pause(chooser.number(30));
    }
  }

  /** Kills one process after another; each is started on the port of the one before. */
  async function killAgainAndAgain(i: number): Promise<void> {
    let living = arena.instances[i];
    for (let death = deaths.pop(); death !== undefined; death = deaths.pop()) {
      living?.signal('SIGKILL');
      await living?.ended;
      const fault =
        death === 'random'
          ? undefined
          : ({ point: death, nth: 1 + chooser.number(8), signal: 'SIGKILL' } as const);
      living = arena.start(i, { fault });
      if (death === 'random') {
        await living.healthy();
        await pause(chooser.number(400));
        living.signal('SIGKILL');
      }
      await living.ended;
    }
    if (living?.isRunning() !== true) await arena.start(i).healthy();
  }
}

/** All kills in random order. */
function deal(kills: StreamKills, chooser: Chooser): (keyof StreamKills)[] {
  const all = POINTS.flatMap((point) => Array.from({ length: kills[point] }, () => point));
  return all
    .map((point) => ({ point, place: chooser.number(1_000_000) }))
    .sort((a, b) => a.place - b.place)
    .map(({ point }) => point);
}
