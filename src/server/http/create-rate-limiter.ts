/** How many units (questions, requests, activities …) each caller may use. */
export interface Rate {
  readonly perMinute: number;
  /** The most in one burst: unused units are saved up to this number. */
  readonly burst: number;
}

/** Limits callers. Results are whole seconds to wait: 0 if the caller may ask now. */
export interface RateLimiter {
  /** Seconds until the caller may use one unit. Counts nothing. */
  readonly wait: (caller: string) => number;
  /** Counts the units and returns 0. If there are too few left, counts nothing and returns the seconds until there are enough. */
  readonly take: (caller: string, units: number) => number;
  /** Counts the units in any case, even more than are left: the caller then waits longer. */
  readonly spend: (caller: string, units: number) => void;
  /** Gives back units that were counted but not served. */
  readonly giveBack: (caller: string, units: number) => void;
}

const MOST_BUCKETS = 10_000;

/**
 * One token bucket for each caller. A request with more questions than a bucket holds is admitted if the bucket is full; the
 * caller then waits longer. If there are too many buckets, the least recently used is dropped.
 * @param now milliseconds of a monotonic clock
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

  const keep = (caller: string, tokens: number) => {
    buckets.delete(caller);
    buckets.set(caller, { tokens: Math.min(burst, tokens), at: now() });
    const [oldest] = buckets.keys();
    if (buckets.size > mostBuckets && oldest !== undefined) buckets.delete(oldest);
  };

  return {
    wait: (caller) => secondsUntil(1, tokensOf(caller)),
    take: (caller, questions) => {
      const tokens = tokensOf(caller);
      const seconds = secondsUntil(Math.min(questions, burst), tokens);
      if (seconds > 0) return seconds;
      keep(caller, tokens - questions);
      return 0;
    },
    spend: (caller, questions) => keep(caller, tokensOf(caller) - questions),
    giveBack: (caller, questions) => keep(caller, tokensOf(caller) + questions),
  };
}
