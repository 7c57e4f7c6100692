import { cpus, loadavg } from 'node:os';
import { benchAccuracy } from './understanding/accuracy.ts';
import { benchComparison } from './understanding/compare.ts';
import { benchGrowth } from './understanding/growth.ts';
import { benchLargePack } from './understanding/large-pack.ts';
import { packsWithCases } from './understanding/packs-with-cases.ts';
import { benchReadingSpeed } from './understanding/reading-speed.ts';

/**
 * Measures the understanding: how many questions are answered as expected, how tools that find lines do on the same
 * ones, and how long reading takes. It measures and asserts nothing.
 */
export async function benchUnderstanding(short: boolean): Promise<void> {
  const [cpu] = cpus();
  const load = loadavg()[0]?.toFixed(1) ?? 'unknown';
  process.stdout.write(
    `Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}, load average ${load}\n`,
  );
  const packs = packsWithCases();
  const [shipped] = packs;
  if (shipped === undefined) throw new Error('no pack is shipped; run npm run check');
  benchAccuracy(packs);
  await benchComparison(packs, short);
  await benchReadingSpeed(shipped, short);
  for (const pack of packs) benchGrowth(pack, short);
  await benchLargePack(short);
}
