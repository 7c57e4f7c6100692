/** Whether the long versions run (`npm run test:boundary`) or the short ones (`npm test`). */
export const isLong = process.env['BOUNDARY'] === 'long';

/** How many of something, by which version runs. */
export function sizeOf(sizes: { readonly short: number; readonly long: number }): number {
  return isLong ? sizes.long : sizes.short;
}

/** Seeds come from the environment, so that a run can be repeated. */
export const SEED = Number(process.env['BOUNDARY_SEED'] ?? 20030424);
