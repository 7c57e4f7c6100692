import type { Config } from '../../config.ts';
import { createAddressLimit } from '../front/limit-address.ts';
import type { Call } from '../http/caller-address.ts';

/** Limits what an address reads of the web chat: its polls, and the bytes of their answers and of its streams. */
export interface ReadLimit {
  /** Counts a poll and returns 0, or returns the seconds until the next may come and counts nothing. */
  readonly takePoll: (request: Call) => number;
  /** Seconds until the address may be sent more; 0: now. */
  readonly wait: (request: Call) => number;
  /** Counts bytes. What is sent at once may go over the limit; the address then waits longer. */
  readonly count: (request: Call, bytes: number) => void;
}

const KILOBYTE = 1_024;

/** @param now milliseconds of a monotonic clock */
export function createReadLimit(config: Config, now: () => number): ReadLimit {
  const { trustedProxies } = config;
  const pollRate = { perMinute: config.webchatPollsPerMinute, burst: config.webchatPollsBurst };
  const byteRate = {
    perMinute: config.webchatKilobytesPerMinute * KILOBYTE,
    burst: config.webchatKilobytesBurst * KILOBYTE,
  };
  const polls = createAddressLimit(pollRate, trustedProxies, now);
  const bytes = createAddressLimit(byteRate, trustedProxies, now);
  return {
    takePoll(request) {
      const seconds = Math.max(polls.wait(request), bytes.wait(request));
      if (seconds === 0) polls.count(request);
      return seconds;
    },
    wait: bytes.wait,
    count: bytes.spend,
  };
}
