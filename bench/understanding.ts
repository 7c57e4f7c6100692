import { benchAccuracy } from './understanding/accuracy.ts';
import { benchComparison } from './understanding/compare.ts';
import { packsWithCases } from './understanding/packs-with-cases.ts';

/**
 * Measures the understanding: how many questions are answered as expected, how tools that find lines do on the same
 * ones, and how long reading takes. It measures and asserts nothing.
 */
export async function benchUnderstanding(short: boolean): Promise<void> {
  const packs = packsWithCases();
  benchAccuracy(packs);
  await benchComparison(packs, short);
}
