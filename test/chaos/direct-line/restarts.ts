import { expect } from 'chai';
import { createChooser } from '../../../bench/core/random.ts';
import type { Arena } from '../support/arena.ts';
import { percentile, report } from '../support/figures.ts';
import { pause } from '../support/instance.ts';
import { judge, NO_FAULTS } from './judge.ts';
import { openVisitor, type Visitor } from './open-visitor.ts';

const VISITORS = 12;

/** Two instances are restarted by SIGTERM in turn while visitors talk: they post again, and their streams come back. */
export async function streamsOutlastRestarts(arena: Arena, restarts: number): Promise<void> {
  const chooser = createChooser(7);
  const codes: (number | null)[] = [];
  const stops: number[] = [];
  let isOver = false;
  await arena.startAll();
  const anyUrl = () => arena.instances[chooser.number(2)]?.url ?? '';
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => openVisitor(anyUrl)));
  const talks = visitors.map(talk);
  for (let n = 0; n < restarts; n += 1) {
    await pause(200 + chooser.number(200));
    const instance = arena.instances[n % 2];
    const begun = performance.now();
    instance?.signal('SIGTERM');
    codes.push((await instance?.ended) ?? null);
    stops.push(performance.now() - begun);
    await arena.start(n % 2).healthy();
  }
  isOver = true;
  await Promise.all(talks);
  const faults = await judge(arena, visitors);
  const attempts = visitors.flatMap((visitor) => visitor.attempts);
  const others = attempts.filter(({ status }) => status !== 200 && status !== 0);
  report('rolling restarts while visitors read streams', {
    restarts,
    messages: visitors.reduce((sum, { told }) => sum + told.length, 0),
    'posts that met a closed port': attempts.filter(({ status }) => status === 0).length,
    'answers other than 200': others.length,
    'streams opened': visitors.flatMap(({ tabs }) => tabs).reduce((sum, { opened }) => sum + opened(), 0),
    ...faults,
    'median ms to stop': percentile(stops, 0.5),
    'longest ms to stop': percentile(stops, 1),
  });
  for (const visitor of visitors) visitor.leave();
  expect({ ...faults, others, codes: codes.filter((code) => code !== 0) }).to.deep.equal({
    ...NO_FAULTS,
    others: [],
    codes: [],
  });

  async function talk(visitor: Visitor): Promise<void> {
    for (let n = 0; !isOver; n += 1) {
      await visitor.say(n % 2 === 0 ? 'BackOffice Server 4.5' : `thanks ${String(n)}`);
      await pause(chooser.number(40));
    }
  }
}
