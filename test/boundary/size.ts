import { sized } from '../support/test-size.ts';

/** Whether the long versions run (`npm run test:boundary`). */
export const isLong = process.env['BOUNDARY'] === 'long';

/** How many of something this run tries. */
export function sizeOf(sizes: {
  readonly default: number;
  readonly all: number;
  readonly long: number;
}): number {
  return isLong ? sizes.long : sized(sizes);
}

/** The seed of random input. The environment can set it, so that a run can be repeated. */
export const SEED = Number(process.env['BOUNDARY_SEED'] ?? 20030424);
