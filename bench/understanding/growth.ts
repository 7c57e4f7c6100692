import type { AskedPack } from './packs-with-cases.ts';
import { adversarialTexts } from './adversarial-texts.ts';
import { readerOf } from './read-only.ts';
import { processorClock, timeOf } from '../measure.ts';
import { ms, printTable } from '../table.ts';
import { verdictOn } from './aims.ts';

/** Beyond 16,000 characters a message is refused before it is read; the reading itself has no limit. */
const SIZES = [500, 1000, 2000, 4000, 8000, 16_000, 32_000] as const;
/** The size of which the issue says how long it may take. */
const AIMED = { characters: 8000, ms: 20 } as const;

/**
 * Prints how the time of reading grows with the length of texts made to be slow: for each the time at each length, as a
 * ratio to the time at half of it. Linear growth is × 2.
 */
export function benchGrowth(pack: AskedPack, short: boolean): void {
  const read = readerOf(pack);
  const runs = short ? 5 : 25;
  const rows = [...adversarialTexts(pack.knowledge)].map(([what, make]) => {
    for (let i = 0; i < 20; i++) read(make(2000));
    const times = SIZES.map((size) => {
      const text = make(size);
      // The least of them: what other programs take away is no growth of ours.
      return Math.min(...Array.from({ length: runs }, () => timeOf(() => read(text), processorClock)));
    });
    return { what, times };
  });
  printTable(
    `Reading texts made to be slow (${pack.knowledge.id}), processor time, the least of ${runs}: time at ${format(SIZES[0])} characters, then × the time at half the length, then the time at ${format(AIMED.characters)}; milliseconds`,
    ['', format(SIZES[0]), ...SIZES.slice(1).map(format), `at ${format(AIMED.characters)}`],
    rows.map(({ what, times }) => [
      what,
      ms(times[0] ?? 0),
      ...times.slice(1).map((time, i) => `× ${(time / (times[i] ?? 0)).toFixed(1)}`),
      ms(at(times)),
    ]),
  );
  const slowest = Math.max(...rows.map(({ times }) => at(times)));
  verdictOn(`the slowest of them at ${format(AIMED.characters)} characters`, slowest, AIMED.ms);
}

function at(times: readonly number[]): number {
  return times[SIZES.indexOf(AIMED.characters)] ?? 0;
}

function format(characters: number): string {
  return characters.toLocaleString('en');
}
