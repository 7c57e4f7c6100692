import { cpus } from 'node:os';
import { benchGeneratedPacks } from './core/generated-packs.ts';
import { benchRealPack } from './core/real-pack.ts';

/**
 * Measures the core: answers on the real pack, and loading and answering on generated packs. `short` takes fewer
 * questions and leaves out the largest packs. It measures and asserts nothing.
 */
export async function benchCore(short: boolean): Promise<void> {
  const [cpu] = cpus();
  process.stdout.write(`Node ${process.version}, ${cpus().length} × ${cpu?.model ?? 'unknown processor'}\n`);
  await benchRealPack(short);
  await benchGeneratedPacks(short);
}
