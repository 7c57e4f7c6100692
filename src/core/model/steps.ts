/**
 * Work that can be done a little at a time: each step takes well below a millisecond, and whoever runs it may do something
 * else in between. The core itself never waits.
 */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Does all steps at once. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
  }
}
