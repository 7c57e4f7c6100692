import { sized } from './test-size.ts';

/**
 * How many random cases a property is checked with: all of them in `npm run test:all`, a third in `npm test`, a tenth in
 * `npm run test:quick`.
 *
 * @example fc.assert(property, { numRuns: propertyRuns(1500) });
 */
export function propertyRuns(all: number): number {
  return sized({ quick: Math.ceil(all / 10), default: Math.ceil(all / 3), all });
}
