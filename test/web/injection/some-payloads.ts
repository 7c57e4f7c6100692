import { PAYLOADS } from './payloads.ts';

/** `npm test` gives each place every sixth payload, the next place the next ones; `npm run test:injection` gives all to all. */
const PART = process.env['INJECTION'] === 'long' ? 1 : 6;

let place = 0;

/** The payloads for one more place. */
export function somePayloads(): readonly string[] {
  place += 1;
  return PAYLOADS.filter((_, i) => i % PART === place % PART);
}
