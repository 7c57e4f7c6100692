import { expect } from 'chai';
import type { Arena } from '../support/arena.ts';
import { report } from '../support/figures.ts';
import { pause } from '../support/instance.ts';
import type { Outage } from '../outage.ts';
import { judge, NO_FAULTS } from './judge.ts';
import { openVisitor, type Visitor } from './open-visitor.ts';

const VISITORS = 4;

/** For how long (milliseconds) after the database went a post may still be answered. */
const UNDER_WAY = 500;

/**
 * Takes the database away while visitors talk. The instance must answer 503, and nothing that visitors said or saw may
 * be lost.
 */
export async function streamsOutlast(arena: Arena, { what, begin, end, length }: Outage): Promise<void> {
  const clock = () => performance.now();
  let isOver = false;
  const url = () => arena.instances[0]?.url ?? '';
  const visitors = await Promise.all(Array.from({ length: VISITORS }, () => openVisitor(url)));
  const talks = visitors.map(talk);
  await pause(1_000);
  const before = opened();
  const away = clock();
  await begin();
  await pause(length);
  const back = clock();
  await end();
  const recovered = await recovery();
  isOver = true;
  await Promise.all(talks);
  const faults = await judge(arena, visitors);
  const during = visitors
    .flatMap(({ attempts }) => attempts)
    .filter(({ at, time }) => at > away + UNDER_WAY && at + time < back);
  report(`${what}, visitors read streams`, {
    messages: visitors.reduce((sum, { told }) => sum + told.length, 0),
    'posts turned away with 503': during.filter(({ status }) => status === 503).length,
    'answered otherwise': during.filter(({ status }) => status !== 503).length,
    'longest ms until 503': Math.max(0, ...during.map(({ time }) => time)),
    'streams opened again': opened() - before,
    'ms until chat again': recovered,
    ...faults,
  });
  for (const visitor of visitors) visitor.leave();
  expect(faults).to.deep.equal(NO_FAULTS);
  expect(during.map(({ status }) => status).filter((status) => status !== 503)).to.deep.equal([]);
  expect(during, 'turned away').to.not.be.empty;
  expect(recovered, 'chat again').to.be.lessThan(60_000);

  function opened(): number {
    return visitors.flatMap(({ tabs }) => tabs).reduce((sum, tab) => sum + tab.opened(), 0);
  }

  /** Milliseconds after the end at which every visitor was answered, and shown it in every tab. */
  async function recovery(): Promise<number> {
    const marks = visitors.map(({ told }) => told.length);
    while (clock() < back + 60_000) {
      await pause(50);
      const areBack = visitors.every(({ told, tabs }, i) => {
        const more = (marks[i] ?? 0) + 2;
        return told.length >= more && tabs.every(({ shown }) => shown.length >= 1 + 2 * more);
      });
      if (areBack) return clock() - back;
    }
    return Infinity;
  }

  async function talk(visitor: Visitor): Promise<void> {
    for (let n = 0; !isOver; n += 1) {
      await visitor.say(n % 2 === 0 ? 'BackOffice Server 4.5' : `thanks ${String(n)}`);
      await pause(100);
    }
  }
}
