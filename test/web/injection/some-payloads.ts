import { sized, testSize } from '../../support/test-size.ts';
import { PAYLOADS } from './payloads.ts';

const isLong = process.env['INJECTION'] === 'long';

/** Whether each part of an answer is tried on a page of its own. Otherwise all parts share one page, to save time. */
export const isEachPartAlone = isLong || testSize === 'all';

/**
 * Each place gets every fifteenth payload in `npm test` (20 of them) and every sixth in `npm run test:all`, and the next
 * place gets the next ones. `npm run test:injection` gives all payloads to all places.
 */
const PART = isLong ? 1 : sized({ default: 15, all: 6 });

let place = 0;

/** The payloads for one more place. */
export function somePayloads(): readonly string[] {
  place += 1;
  return PAYLOADS.filter((_, i) => i % PART === place % PART);
}
