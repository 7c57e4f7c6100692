/** How many questions each caller may ask. */
export interface Rate {
  readonly perMinute: number;
  /** How many at once: unused questions are saved up to this number. */
  readonly burst: number;
}

/** Limits callers. Results are whole seconds to wait: 0 if the caller may ask now. */
export interface RateLimiter {
  /** Seconds until the caller may ask one question. Counts nothing. */
  readonly wait: (caller: string) => number;
  /** Counts questions and returns 0, or returns the seconds until so many may be asked and counts nothing. */
  readonly take: (caller: string, questions: number) => number;
  /** Counts questions in any case: the caller then waits until they are made up for. */
  readonly spend: (caller: string, questions: number) => void;
  /** Gives back questions that were counted but not served. */
  readonly giveBack: (caller: string, questions: number) => void;
}

const MOST_BUCKETS = 10_000;

/**
 * One token bucket for each caller. A request with more questions than a bucket holds is admitted if the bucket is full; the
 * caller then waits longer. If there are too many buckets, the least recently used is dropped.
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
