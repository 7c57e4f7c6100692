import { expect } from 'chai';
import { openArena, type ArenaOptions } from './support/arena.ts';
import { deliver } from './support/deliver.ts';
import { report } from './support/figures.ts';

/**
 * Kills a process while it creates the tables, at each statement in turn, each time on an empty database. Afterwards
 * two processes start at once: both must finish the tables and take turns.
 */
export async function survivesKillsInMigration(
  options: Omit<ArenaOptions, 'program' | 'instances'>,
  kills: number,
): Promise<void> {
  let killed = 0;
  let broken = 0;
  for (let n = 0; n < kills; n += 1) {
    const arena = await openArena({ ...options, program: 'turns', instances: 2 });
    const dying = arena.start(0, { fault: { point: 'migration', nth: 1 + (n % 20), signal: 'SIGKILL' } });
    if (!(await dying.healthy())) killed += 1;
    dying.signal('SIGKILL');
    await dying.ended;
    try {
      await arena.startAll();
      const taken = await Promise.all(
        arena.instances.map(({ url }, i) =>
          deliver(() => url, {
            conversation: `talk-${String(i)}`,
            id: 'm0',
            text: 'hello',
            mode: 'response',
            serviceUrl: arena.channel.url,
          }),
        ),
      );
      if (taken.some(({ status }) => status !== 200)) broken += 1;
    } catch {
      broken += 1;
    }
    await arena.close();
  }
  report('killed while the tables are made, then two started at once', { kills: killed, broken });
  expect({ killed: killed > 0, broken }).to.deep.equal({ killed: true, broken: 0 });
}
