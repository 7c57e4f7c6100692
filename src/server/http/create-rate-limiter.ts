/** How much each caller may ask. */
export interface Rate {
  readonly perMinute: number;
  /** How many questions at once; what was not asked is saved up to this number. */
  readonly burst: number;
}

/** Counts what callers ask, in whole seconds to wait: 0 where they may ask now. */
export interface RateLimiter {
  /** How long until the caller may ask one question. */
  readonly wait: (caller: string) => number;
  /** Counts questions, or says how long until so many may be asked; then nothing is counted. */
  readonly take: (caller: string, questions: number) => number;
}

const MOST_BUCKETS = 10_000;

/**
 * One token bucket a caller. More questions than a bucket holds are let in where it is full, and are paid off
 * afterwards. Of the buckets the one used longest ago is forgotten first.
 * @param now milliseconds of a clock that never goes back
 */
export function createRateLimiter(
  { perMinute, burst }: Rate,
  now: () => number,
  mostBuckets = MOST_BUCKETS,
): RateLimiter {
  const buckets = new Map<string, { tokens: number; at: number }>();
  const perMillisecond = perMinute / 60_000;

  const tokensOf = (caller: string) => {
    const bucket = buckets.get(caller);
    return bucket === undefined
      ? burst
      : Math.min(burst, bucket.tokens + (now() - bucket.at) * perMillisecond);
  };
  const secondsUntil = (wanted: number, tokens: number) =>
    tokens >= wanted ? 0 : Math.ceil((wanted - tokens) / perMillisecond / 1_000);

  return {
    wait: (caller) => secondsUntil(1, tokensOf(caller)),
    take: (caller, questions) => {
      const tokens = tokensOf(caller);
      const seconds = secondsUntil(Math.min(questions, burst), tokens);
      if (seconds > 0) return seconds;
      buckets.delete(caller);
      buckets.set(caller, { tokens: tokens - questions, at: now() });
      const [oldest] = buckets.keys();
      if (buckets.size > mostBuckets && oldest !== undefined) buckets.delete(oldest);
      return 0;
    },
  };
}
