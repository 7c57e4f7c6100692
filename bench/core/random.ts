/** Chooses among things in an order that looks random and is the same for every run. */
export interface Chooser {
  /** A whole number from 0 to `below`, `below` not included. */
  number(below: number): number;
  one<T>(from: readonly [T, ...T[]]): T;
}

/** The generator "mulberry32" (Tommy Ettinger, public domain): small, fast, and good enough to mix sentences. */
export function createChooser(seed: number): Chooser {
  let state = seed;
  const number = (below: number): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
  return { number, one: (from) => from[number(from.length)] ?? from[0] };
}
