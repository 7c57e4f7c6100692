import { expect } from 'chai';
import { createChooser } from '../../../bench/core/random.ts';
import type { Arena } from '../support/arena.ts';
import { report } from '../support/figures.ts';
import type { RepeatScale } from '../repeats.ts';
import { judge, NO_FAULTS } from './judge.ts';
import { openVisitor } from './open-visitor.ts';

/** Each message is posted one to five times, one after another or at once, to any instance: one turn, one id. */
export async function streamsShowRepeatsOnce(
  arena: Arena,
  { conversations, messages }: RepeatScale,
): Promise<void> {
  const chooser = createChooser(6);
  const anyUrl = () => arena.instances[chooser.number(arena.instances.length)]?.url ?? '';
  const visitors = await Promise.all(Array.from({ length: conversations }, () => openVisitor(anyUrl)));
  await Promise.all(
    visitors.map(async (visitor) => {
      for (let n = 0; n < messages; n += 1) {
        const times = { count: 1 + chooser.number(5), atOnce: chooser.number(2) === 0 };
        await visitor.say(n % 2 === 0 ? 'BackOffice Server 4.5' : `thanks ${String(n)}`, times);
      }
    }),
  );
  const faults = await judge(arena, visitors);
  report('each posted 1 to 5 times over Direct Line', {
    messages: conversations * messages,
    posts: visitors.reduce((sum, { attempts }) => sum + attempts.length, 0),
    ...faults,
    deadlocks: await arena.deadlocks(),
  });
  for (const visitor of visitors) visitor.leave();
  const statuses = new Set(visitors.flatMap(({ attempts }) => attempts.map(({ status }) => status)));
  expect([...statuses]).to.deep.equal([200]);
  expect(faults).to.deep.equal(NO_FAULTS);
}
